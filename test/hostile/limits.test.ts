import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PackedMail, unpackMail } from '../../db/mail/packedMail'
import { openReader } from '../../db/open'
import { ensureBuilt } from '../support/built'
import { tempFolder } from '../support/tempFolder'
import type { ImportReport } from './worst/child'
import { DIFFS, MORE_DIFFS } from './worst/diffs'
import { BODIES, HEADERS } from './worst/mails'
import { pagesOf } from './worst/pages'
import { type BoundedServer, importBounded, serveBounded } from './worst/processes'
import { THREADS } from './worst/threads'
import { writeWorst } from './worst/write'

/** Heap of an import and of the server. They die of more, and the peak of all their memory is looked at besides. */
const IMPORT_HEAP_MB = 600
const SERVER_HEAP_MB = 450
const WORKERS = 2
/** Memory outside the heap: the program, the database and buffers. */
const BESIDE_MB = 400
/** Characters of the largest page. */
const MAX_PAGE = 600_000

/** REROLL_WORST=1 adds sizes beyond the promised ones, which takes another minute. */
const CASES = [
  ...HEADERS,
  ...BODIES,
  ...THREADS,
  ...DIFFS,
  ...(process.env.REROLL_WORST === undefined ? [] : MORE_DIFFS),
]

/** What the page of a mail of each case must say. */
const SAID: Readonly<Record<string, readonly string[]>> = {
  'header-megabyte': ['The header block is 1,048,', 'the first 102,400 are read, and at most 65,536 of one field.'],
  'header-megabyte-below': ['102,400 are read'],
  'header-lines': ['102,400 are read'],
  references: ['The header block is 11,889,', '102,400 are read'],
  lists: ['The mail names 4,001 lists; 100 are read.'],
  subject: ['The subject is longer than the 4,096 characters that are read.'],
  'subject-encoded': ['The subject is longer than the 4,096 characters that are read.'],
  'message-id': ['longer than the 250 characters that are read'],
  recipients: ['and 1311 more'],
  parts: ['The mail has 5,000 parts; the first 1,000 are read.'],
  'parts-attached': ['The mail has 5,000 parts; the first 1,000 are read.'],
  depth: ['Parts of the mail are nested 1,000 deep; 20 levels are read.'],
  'depth-mails': ['20 levels are read.'],
  line: ['Line 1 is 5,242,880 characters long; at most 100,000 of one line are read.'],
  'line-in-diff': ['Line 10 is 5,242,881 characters long; at most 100,000 of one line are read.'],
  'whole-size': [
    'The text is 16,380,201 characters long; the first 8,388,608 characters are read.',
    'a page shows 6,000 lines of a mail, or 500,000 characters',
  ],
  base64: ['The text is 2,200,012 lines long; the first 200,000 lines are read.'],
  'empty-lines': ['the first 200,000 lines are read.'],
  trailers: ['The commit message has 10,003 lines; the first 5,000 are read.'],
  replies: ['4,001 more mails not shown: a page shows the 1,000 mails around this one'],
  'all-lines-2': ['differ in more than the 1,200 lines that are compared', 'lines long; the first 20,000 are kept'],
  chain: ['1,001 more mails not shown: a page shows the 1,000 mails around this one'],
}

describe('the largest supported mails, threads and series', () => {
  const folder = tempFolder()
  const database = join(folder, 'worst.sqlite')
  let report: ImportReport
  let server: BoundedServer

  beforeAll(async () => {
    const built = ensureBuilt()
    const mbox = join(folder, 'worst.mbox')
    writeWorst(mbox, CASES)
    report = importBounded(database, [mbox], IMPORT_HEAP_MB)
    await built
    server = await serveBounded(database, SERVER_HEAP_MB)
  }, 600_000)

  afterAll(() => server.stop())

  const read = async (path: string) => {
    const answer = await fetch(server.url + path, { redirect: 'manual' })
    return { path, status: answer.status, html: await answer.text() }
  }

  it('are imported in bounded memory', () => {
    expect(report.failure).toBeNull()
    expect(report.peakMb).toBeLessThan(IMPORT_HEAP_MB + BESIDE_MB)
  })

  it('are kept byte for byte, except one mail above the size limit, which the status page lists', async () => {
    const digest = (raw: Buffer) => createHash('sha256').update(raw).digest('hex')
    const given = new Set<string>()
    for (const { name, mails } of CASES) if (name !== 'size') for (const raw of mails()) given.add(digest(raw))
    const db = openReader(database)
    for (const packed of db.prepare<[], PackedMail>('SELECT raw, body FROM mails').iterate()) {
      given.delete(digest(unpackMail(packed)))
    }
    db.close()
    expect([...given]).toEqual([])
    const reason = 'it is 104,858,173 bytes long; mails of up to 16,777,216 are kept'
    expect(report.reasons).toEqual([reason])
    expect((await read('/status')).html).toContain(reason)
  })

  it.each(Object.entries(SAID))('%s: the page of the mail names the limit', async (name, sentences) => {
    const db = openReader(database)
    const key = db
      .prepare<[string, string], string>(
        'SELECT key FROM messages WHERE message_id = ? OR subject LIKE ? ORDER BY received_ms',
      )
      .pluck()
      .get(`${{ replies: 'root', chain: 'chain0' }[name] ?? name}@example.org`, `[PATCH] ${name} stays%`)
    db.close()
    const { html } = await read(`/message/${encodeURIComponent(key ?? '')}`)
    const text = html.replace(/<!-- -->/g, '').replace(/\s+/g, ' ')
    for (const sentence of sentences) expect(text).toContain(sentence)
  })

  it('say on the page of the series what was not read of its mails', async () => {
    const html = async (id: string) => (await read(`/series/${id}%40example.org`)).html
    expect(await html('base64')).toContain('the first 200,000 lines are read.')
    expect(await html('parts')).toContain('The mail has 5,000 parts; the first 1,000 are read.')
    expect(await html('all-lines-1')).toContain('the first 20,000 are kept.')
  })

  it('give no mbox of a patch that was not read whole, and say why', async () => {
    const { status, html } = await read('/series/line-in-diff%40example.org/mbox')
    expect([status, html]).toEqual([
      413,
      'Patch 1 was not read whole, so there is no mbox of this version: take the raw mail. Line 10 is 5,242,881 characters long; at most 100,000 of one line are read.\n',
    ])
    expect((await read('/series/all-lines-1%40example.org/mbox')).status).toBe(200)
  })

  it('have pages of bounded size in bounded memory', async () => {
    const db = openReader(database)
    const pages = pagesOf(db)
    db.close()
    const wrong: string[] = []
    for (const path of pages) {
      const { status, html } = await read(path)
      if (status !== 200 || html.length > MAX_PAGE) wrong.push(`${path}: ${status}, ${html.length} characters`)
    }
    expect([pages.length > 100, wrong]).toEqual([true, []])
    const peakMb = await server.stop()
    process.stdout.write(
      `${report.mails} mails: the import took ${report.peakMb} MB, ${pages.length} pages took ${peakMb} MB\n`,
    )
    // The process that answers, and two workers that render pages.
    expect(peakMb).toBeLessThan(WORKERS * SERVER_HEAP_MB + BESIDE_MB)
  }, 600_000)
})

it('rejects an mbox that unpacks to far too much, and names the limit', () => {
  const folder = tempFolder()
  const bomb = join(folder, 'bomb.mbox.gz')
  const head = gzipSync('From mboxrd@z Thu Jan  1 00:00:00 1970\nFrom: A <a@example.org>\n\n')
  // Concatenated gzip members unpack as one file.
  const member = gzipSync(Buffer.alloc(16 * 1024 * 1024, 'x'), { level: 9 })
  writeFileSync(bomb, Buffer.concat([head, ...Array.from({ length: 64 }, () => member)]))
  const { failure, peakMb } = importBounded(join(folder, 'bomb.sqlite'), [bomb], 128)
  expect(failure).toMatch(/bomb\.mbox\.gz: [\d,]+ bytes decompress to over [\d,]+, more than 200 times the size/)
  // Beside other tests the buffers of what was unpacked are freed late; all of it would be more than 1,024 MB.
  expect(peakMb).toBeLessThan(128 + BESIDE_MB + 200)
})
