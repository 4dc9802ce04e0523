import { describe, expect, it } from 'vitest'
import { mail } from '../support/mail'
import { gitMailinfo, mboxOf, withoutFromLine } from '../support/mbox'
import { tempFolder } from '../support/tempFolder'

const folder = tempFolder()
const DIFF = 'diff --git a/t b/t\nindex 1..2 100644\n--- a/t\n+++ b/t\n@@ -1 +1 @@\n-one\n+two\n-- \n2.39.5\n'

/** What git mailinfo reads: author, title, date, message and patch. */
function mailinfo(raw: Buffer, ...options: string[]): Readonly<Record<string, string>> {
  const { info, message, patch } = gitMailinfo(folder, raw, ...options)
  return { info: info.trim().replace(/^(Date: \w+, )0/m, '$1'), message: message.trim(), patch: patch.trim() }
}

/** The same of our mbox of the mail. */
const ours = async (raw: Buffer) => mailinfo(withoutFromLine(await mboxOf(raw, { trailers: false })))

const patchMail = (body: string) => mail({ id: 'p@example.org', subject: '[PATCH v2] t: mail title', body })
const HEADS = {
  none: '',
  From: 'From: Ben Bär <ben@example.net>\n\n',
  Subject: 'Subject: [PATCH] t: own title\n\n',
  'a folded Subject': 'Subject: [PATCH] t: own\n title, folded\n\n',
  all: 'From: Ben <Ben@Example.net>\nDate: Mon, 14 Jul 2025 07:00:00 +0200\nSubject: t: own title\n\n',
} as const
const NOTES = '---\n t | 2 +-\n 1 file changed\n\n'

describe('git mailinfo reads from our mbox what it reads from the mail', () => {
  it.each(Object.keys(HEADS) as (keyof typeof HEADS)[])('with %s in the body', async (head) => {
    const raw = patchMail(`${HEADS[head]}Why.\n\nSigned-off-by: Ada <ada@example.org>\n${NOTES}${DIFF}`)
    expect(await ours(raw)).toEqual(mailinfo(raw))
  })

  const LINES = ['-- >8 --', '-- 8< --', '---- 8< ---- 8< ----', '- - - %< - - -', '-- >8 -- cut here -- >8 --']
  const BELOW = Object.keys(HEADS) as (keyof typeof HEADS)[]
  it.each(LINES.flatMap((line) => BELOW.map((head) => [line, head] as const)))(
    'below the scissors line %s, with %s',
    async (line, head) => {
      const raw = patchMail(
        `From: Eve <eve@example.net>\n\nHello,\n\n> quoted\n\nthis works:\n\n${line}\n${HEADS[head]}Why.\n\nSigned-off-by: Ada <ada@example.org>\n${NOTES}${DIFF}`,
      )
      expect(await ours(raw)).toEqual(mailinfo(raw, '--scissors'))
    },
  )

  it('below the last of two scissors lines', async () => {
    const raw = patchMail(`One.\n-- >8 --\nTwo.\n-- >8 --\n${HEADS.Subject}Three.\n${NOTES}${DIFF}`)
    expect(await ours(raw)).toEqual(mailinfo(raw, '--scissors'))
  })

  it.each([
    ['in the notes', `Why.\n${NOTES}-- >8 --\nlater\n\n${DIFF}`],
    ['in a line of prose', `Why -- >8 -- is a line of dashes and scissors, said in a long sentence.\n${NOTES}${DIFF}`],
  ])('when scissors are %s', async (_, body) => {
    const raw = patchMail(body)
    expect(await ours(raw)).toEqual(mailinfo(raw, '--scissors'))
  })
})

describe('a format-patch file', () => {
  const FILE = `From ${'a'.repeat(40)} Mon Sep 17 00:00:00 2001\nFrom: Ben <ben@example.net>\nDate: Mon, 14 Jul 2025 07:00:00 +0000\nSubject: [PATCH 1/1] t: file\n title\n\n`
  const BODIES = {
    plain: `Why.\n\nSigned-off-by: Ben <ben@example.net>\n${NOTES}${DIFF}`,
    'by somebody else': `From: Cleo <cleo@example.net>\n\nWhy.\n${NOTES}${DIFF}`,
  } as const
  const multipart = (type: string, encoding: string, file: string, text = 'Here it is.\n') =>
    mail({
      id: 'p@example.org',
      subject: '[PATCH v2] t: mail title',
      body: `--b\nContent-Type: text/plain\n\n${text}\n--b\nContent-Type: ${type}; name="0001-t.patch"\nContent-Disposition: attachment; filename="0001-t.patch"\nContent-Transfer-Encoding: ${encoding}\n\n${encoding === 'base64' ? Buffer.from(file).toString('base64') : file}\n--b--\n`,
    })
      .toString()
      .replace('Content-Type: text/plain; charset=UTF-8\n', 'Content-Type: multipart/mixed; boundary=b\n')

  it.each(
    (Object.keys(BODIES) as (keyof typeof BODIES)[]).flatMap((kind) =>
      [
        ['text/x-patch', '8bit'],
        ['application/octet-stream', 'base64'],
        ['text/plain', '7bit'],
        ['application/mbox', '8bit'],
        ['text/x-diff', 'base64'],
      ].map(([type = '', encoding = '']) => [kind, type, encoding] as const),
    ),
  )('that is %s gives the patch when attached as %s in %s', async (kind, type, encoding) => {
    const file = `${FILE}${BODIES[kind]}`
    const own = mailinfo(Buffer.from(file.replace(/^From .*\n/, '')))
    expect(await ours(Buffer.from(multipart(type, encoding, file)))).toEqual(own)
    const below = multipart(type, encoding, file, 'From: Eve <eve@example.net>\n\nThis:\n\n-- >8 --\nSubject: other\n')
    expect(await ours(Buffer.from(below))).toEqual(own)
  })

  it.each(['8bit', 'base64'])('is the whole mail when that is application/octet-stream in %s', async (encoding) => {
    const file = `Why.\n${NOTES}${DIFF}`
    const raw = patchMail(encoding === 'base64' ? Buffer.from(file).toString('base64') : file)
      .toString()
      .replace('text/plain; charset=UTF-8', 'application/octet-stream; name=t.patch')
      .replace('Encoding: 8bit', `Encoding: ${encoding}`)
    const read = await ours(Buffer.from(raw))
    expect(read).toMatchObject({ message: 'Why.' })
    expect(read.patch).toContain(DIFF.trim())
    expect(read.info).toContain('Subject: t: mail title')
  })
})
