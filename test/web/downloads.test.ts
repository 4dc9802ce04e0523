import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseMessage } from '../../lib/mail/message'
import { mail } from '../support/mail'
import { tempFolder } from '../support/tempFolder'
import { readDownload } from './downloads'
import { type Served, serveMails } from './served'

const DIFF = 'diff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1 +1,2 @@\n first\n+From here on\n'
const BODY = [
  'From mboxrd@z Thu Jan  1 00:00:00 1970',
  'From: Mallory <mallory@example.org>',
  'Subject: [PATCH] another mail',
  '',
  'From the start,',
  '>From a quote,',
  '>>>From a deep one, not here From nor',
  ' From here.',
  'Separated\u2028From by what is no line end, \u0085From too.',
  'From',
  'From ',
  '---',
  DIFF,
].join('\n')

/** Header values that would start another header or another mail if they were written unescaped. */
const SUBJECTS = [
  '=?utf-8?q?=5BPATCH_1/5=5D_a=0D=0ABcc:_mallory@example.org?=',
  '=?utf-8?q?=5BPATCH_2/5=5D_a=0D=0A=0D=0AFrom_mboxrd@z_Thu_Jan__1_00:00:00_1970?=',
  '=?utf-8?b?W1BBVENIIDMvNV0gPT91dGYtOD9xP2E9MEQ9MEFYOl95Pz0=?=',
  `[PATCH 4/5] ${'\u00fc\u{1f648}'.repeat(60)} "quoted" =?utf-8?q?half`,
  '=?utf-8?q?=5BPATCH_5/5=5D_../../etc/passwd_=00=07_end?=',
] as const
const SENDERS = [
  '=?utf-8?q?Eve=0D=0AX-Injected:_1?= <eve@example.org>',
  '"Eve \\"quoted\\" \\\\ <mallory@example.org>" <eve@example.org>',
  '=?utf-8?q?Eve_=3Cmallory=40example=2Eorg=3E?= <eve@example.org>',
  '\u00c9ve \u{1f648} =?utf-8?q?x?= <eve@example.org>',
  '=?utf-8?b?PT91dGYtOD9xP0V2ZT89?= <eve@example.org>',
] as const
const IDS = [
  'one@example.org',
  'tw"o\';x=../../y@example.org',
  '=?utf-8?q?three=0D=0AX:_y?=@example.org',
  'f\u00f6ur@example.org',
  'five@example.org',
] as const

const MAILS = SUBJECTS.map((subject, index) =>
  mail({
    id: IDS[index] ?? '',
    subject,
    body: BODY,
    from: SENDERS[index] ?? '',
    minutes: index,
    ...(index === 0 ? {} : { inReplyTo: IDS[0] }),
  }),
)

const HEADERS = ['Message-ID', 'From', 'Date', 'Subject', 'MIME-Version', 'Content-Type', 'Content-Transfer-Encoding']

describe('downloads of hostile mail', () => {
  const folder = tempFolder()
  let served: Served
  beforeAll(async () => {
    served = await serveMails({ mails: MAILS })
  })
  afterAll(() => served?.close())

  const download = async (path: string): Promise<{ readonly bytes: Buffer; readonly disposition: string }> => {
    const response = await fetch(served.url + path)
    expect([path, response.status]).toEqual([path, 200])
    const disposition = response.headers.get('content-disposition') ?? ''
    return { bytes: Buffer.from(await response.arrayBuffer()), disposition }
  }
  const ids = async (): Promise<string[]> => {
    const { bytes } = await download(`/api/series/${encodeURIComponent(IDS[0])}`)
    const { versions } = JSON.parse(bytes.toString()) as { versions: { patches: { messageId: string }[] }[] }
    return versions[0]?.patches.map(({ messageId }) => messageId) ?? []
  }

  it('of a version contain each mail as it was read, with no header but our own', async () => {
    const { bytes, disposition } = await download(`/series/${encodeURIComponent(IDS[0])}/mbox`)
    expect(disposition).toMatch(/^attachment; filename="v1_[a-z0-9_]+\.mbox"$/)
    const mails = readDownload(bytes)
    expect(mails.length).toBe(MAILS.length)
    for (const [index, raw] of mails.entries()) {
      const names = raw
        .toString()
        .split('\n\n', 1)
        .join('')
        .split('\n')
        .map((line) => line.split(':', 1).join(''))
      expect(names).toEqual(HEADERS)
      const [given, original] = await Promise.all([raw, MAILS[index] ?? raw].map(parseMessage))
      if (given?.kind !== 'message' || original?.kind !== 'message') expect.fail('a mail was rejected')
      else {
        const { subject, from, messageId, body, sentAtMs } = original.message
        const text = subject.replace(/[\0-\x20\x7f]+/g, ' ').trim()
        const name = from.name.replace(/[\0-\x1f\x7f]+/g, ' ').trim()
        expect(given.message).toMatchObject({ subject: text, from: { ...from, name }, messageId, sentAtMs })
        expect(given.message.body.trim()).toBe(body.trim())
      }
    }
  })

  it('of a version are split by git into the same number of mails, each with its diff', async () => {
    const { bytes } = await download(`/series/${encodeURIComponent(IDS[0])}/mbox`)
    const split = join(folder, 'split')
    mkdirSync(split)
    writeFileSync(join(folder, 'version.mbox'), bytes)
    execFileSync('git', ['mailsplit', '--mboxrd', `-o${split}`, join(folder, 'version.mbox')])
    const files = readdirSync(split).sort()
    expect(files.length).toBe(MAILS.length)
    for (const file of files) {
      const [message, patch] = [join(folder, 'message'), join(folder, 'patch')]
      const info = execFileSync('git', ['mailinfo', message, patch], {
        input: readFileSync(join(split, file)),
      }).toString()
      expect(info).toContain('Email: eve@example.org\n')
      expect(readFileSync(patch, 'utf8')).toContain('+From here on\n')
    }
  })

  it('of a thread and of a mail are the bytes that were received', async () => {
    for (const id of await ids()) {
      const { bytes, disposition } = await download(`/message/${encodeURIComponent(id)}/t.mbox.gz`)
      expect(disposition).toMatch(/^attachment; filename="[A-Za-z0-9_-][A-Za-z0-9._-]*\.mbox\.gz"$/)
      expect(readDownload(gunzipSync(bytes)).map(String)).toEqual(MAILS.map((one) => `${one}\n`.replace(/\n\n$/, '\n')))
      const raw = await download(`/message/${encodeURIComponent(id)}/raw`)
      expect(MAILS.map(String)).toContain(raw.bytes.toString())
    }
  })

  it('copy no header of a mail into the response', async () => {
    for (const id of await ids()) {
      const one = encodeURIComponent(id)
      for (const path of [
        `/series/${one}/mbox`,
        `/series/${one}/atom`,
        `/api/series/${one}`,
        `/message/${one}/raw`,
        `/message/${one}/t.mbox.gz`,
        `/r/${one}`,
        `/search?q=${one}`,
      ]) {
        const { headers } = await fetch(served.url + path, { redirect: 'manual' })
        const names = [...headers.keys()].filter((name) => !KNOWN.has(name))
        expect([path, names]).toEqual([path, []])
        for (const value of headers.values()) expect(value).toMatch(/^[\x20-\x7e]*$/)
      }
    }
  })
})

/** Every header that this site sends. */
const KNOWN = new Set([
  'cache-control',
  'connection',
  'content-disposition',
  'content-encoding',
  'content-length',
  'content-security-policy',
  'content-type',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'date',
  'etag',
  'keep-alive',
  'location',
  'permissions-policy',
  'referrer-policy',
  'vary',
  'x-content-type-options',
])
