import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { limited } from '../../app/_handlers/download'
import { problemPage } from '../../app/_handlers/pages'
import { badAddressCause } from '../../app/_model/badAddress'
import { refuseMessageId } from '../../app/_model/messageIdParam'
import { findMissing } from '../../app/_model/problem'
import { MboxLimit } from '../../db/queries/mail/mboxLimit'
import { mail, replaceLine } from '../support/mail'
import { pageText, publish } from '../support/page'

const folder = mkdtempSync(join(tmpdir(), 'reroll-problem-'))
const MAILS = [
  ...[1, 2].map((version) =>
    mail({
      id: `v${version}@example.org`,
      subject: `[PATCH v${version}] tool: do it well`,
      body: replaceLine('a.c', `version ${version}`),
      minutes: version,
      ...(version === 2 && { inReplyTo: 'v1@example.org' }),
    }),
  ),
  mail({ id: 'chat@example.org', subject: 'Lunch', body: 'At noon?\n', minutes: 9 }),
]

beforeAll(() => publish(folder, MAILS))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function pageAt(status: 400 | 404 | 413 | 500, path = '', message?: string) {
  const response = problemPage(status, path, message)
  const html = await response.text()
  return { status: response.status, html, text: pageText(html.slice(html.indexOf('<main'), html.indexOf('</main>'))) }
}

describe('the page of an address that leads nowhere', () => {
  it('names the Message-ID that has not been imported, searches for it, and has the command that imports it', async () => {
    for (const path of ['series', 'message', 'pull', 'r'].map((kind) => `/${kind}/no%40example.org`)) {
      const { status, html, text } = await pageAt(404, path)
      expect(status).toBe(404)
      expect(text).toContain('The mail no@example.org has not been imported here.')
      expect(html).toContain('href="/search?q=no%40example.org"')
      expect(html).toContain('href="https://lore.kernel.org/all/no%40example.org/"')
      expect(text).toContain('npm run ingest -- no@example.org')
    }
  })

  it('quotes a Message-ID for the shell, and shows none of its markup', async () => {
    const { html, text } = await pageAt(404, `/message/${encodeURIComponent("<b>$(id)'@example.org")}`)
    expect(html).not.toContain('<b>')
    expect(text).toContain(`npm run ingest -- '<b>$(id)'\\''@example.org'`)
  })

  it('says which versions a series has, if only the version or patch is missing', async () => {
    const { html, text } = await pageAt(404, '/series/v1%40example.org/diff/3..9')
    expect(text).toContain('tool: do it well is archived here, but it has no such version, patch or page.')
    expect(text).toContain('Its versions are v1 and v2.')
    expect(html).toContain('href="/series/v1%40example.org"')
  })

  it('says that somebody wrote nothing on a series, and where its reviewers are', async () => {
    const { html, text } = await pageAt(404, '/series/v1%40example.org/since/no%40example.org')
    expect(text).toContain('no@example.org has written nothing on the series tool: do it well, up to v2')
    expect(html).toContain('href="/series/v1%40example.org"')
    expect(html).toContain('href="/people?q=no%40example.org"')
  })

  it('leads to a mail that is here but in no series', async () => {
    const { html, text } = await pageAt(404, '/series/chat%40example.org')
    expect(text).toContain('belongs to no patch series')
    expect(html).toContain('href="/message/chat%40example.org"')
  })

  it('has a next step for a person, a list, a path, a commit and an unknown page', async () => {
    const expected: readonly (readonly [string, string, string])[] = [
      ['/people/no%40example.org', 'no@example.org has sent no series', 'href="/people"'],
      ['/list/no%40example.org', 'sent to no@example.org has been imported', 'href="/list"'],
      ['/path/drivers/none', 'touches drivers/none', 'href="/path"'],
      ['/commit/abcdef1', 'starts with abcdef1', 'href="/search?q=abcdef1"'],
      ['/nowhere/at/all', 'no page at this address', 'href="/list"'],
      ['', 'no page at this address', 'href="/path"'],
    ]
    for (const [path, words, link] of expected) {
      const { html, text } = await pageAt(404, path)
      expect([path, text.includes(words), html.includes(link)]).toEqual([path, true, true])
    }
  })

  it('has one search box, and keeps it for readers without scripts', async () => {
    for (const path of ['/series/no%40example.org', '/nowhere']) {
      expect((await pageAt(404, path)).html.match(/type="search"/g)).toHaveLength(1)
    }
  })

  it('does not fail on an address that cannot be decoded or has no Message-ID', () => {
    const never = () => {
      throw new Error('not looked up')
    }
    for (const path of ['/series/%zz', '/series/', '/series/%00', '///', '']) {
      expect(findMissing(path, never)).toEqual({ kind: 'page' })
    }
  })
})

describe('the page of another failure', () => {
  it('says what is wrong with an address: what its handler says, or what addresses may not have', async () => {
    expect((await pageAt(400, '/x', 'this cannot be a version')).text).toContain('This cannot be a version.')
    for (const [why, words] of [
      ['long', 'longer than 4,096 bytes'],
      ['percent', 'a percent sign without two hexadecimal digits'],
      ['dots', 'only dots'],
      ['incomplete', 'ends where a Message-ID'],
    ] as const) {
      const { status, text, html } = await pageAt(400, '', badAddressCause(why))
      expect([status, text.includes(words), text.includes('copy all of it')]).toEqual([400, true, true])
      expect(html).toContain('type="search"')
    }
    expect(badAddressCause('toString')).toBeUndefined()
  })

  it('says what is wrong with a Message-ID', () => {
    expect(refuseMessageId('<>')).toContain('is empty')
    expect(refuseMessageId('a'.repeat(300))).toContain('has 300 characters, and none has more than 250')
    expect(refuseMessageId('a\u0001@example.org')).toContain('control characters')
  })

  it('says that an mbox is too large with status 413', () => {
    const refuse = () => {
      throw new MboxLimit('The thread is larger than 32 MiB')
    }
    expect(() => limited(refuse)).toThrow(
      expect.objectContaining({ status: 413, message: 'The thread is larger than 32 MiB' }),
    )
  })

  it('says how to import mail if there is no database, and how to check one that cannot be read', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const before = process.env.REROLL_DB
    process.env.REROLL_DB = join(folder, 'none.sqlite')
    const none = await pageAt(500)
    expect(none.text).toContain('npm run ingest -- https://lore.kernel.org/LIST')
    expect(none.html).not.toContain('type="search"')
    process.env.REROLL_DB = join(folder, 'damaged.sqlite')
    writeFileSync(process.env.REROLL_DB, 'not a database')
    const damaged = await pageAt(500)
    expect([damaged.status, damaged.text.includes('npm run -s reroll -- status')]).toEqual([500, true])
    expect((await pageAt(404, '/series/no%40example.org')).status).toBe(404)
    process.env.REROLL_DB = before
  })
})
