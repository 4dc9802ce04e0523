import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import { toMboxrd } from '../../lib/mail/mboxrd'
import { reroll } from '../support/cli'
import { dump } from '../support/dump'
import { mail } from '../support/mail'
import { tempFolder } from '../support/tempFolder'

const folder = tempFolder()
const ENTRIES = [0, 1, 2].map((number) => {
  const body = `Words of mail ${number}.\n${'filler 0123456789 '.repeat(60)}\nLast line.\n`
  return toMboxrd(mail({ id: `${number}@example.org`, subject: `Mail ${number}`, body, minutes: number }))
})
const MBOX = Buffer.concat(ENTRIES)
/** The offset of the last mail. */
const LAST = MBOX.length - (ENTRIES[2]?.length ?? 0)
const GZIP = gzipSync(MBOX)

interface Outcome {
  readonly path: string
  readonly stderr: string
}

/** Imports a bad source and checks what all of them have in common. */
function refused(name: string, content: Buffer | string | undefined): Outcome {
  const path = join(folder, name)
  if (content !== undefined) writeFileSync(path, content)
  const database = join(folder, `${name}.sqlite`)
  const { code, stdout, stderr } = reroll(['ingest', path, '--json', '--db', database])
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr.startsWith(`reroll: ${path}`)).toBe(true)
  expect(stderr.trimEnd().split('\n')).toHaveLength(1)
  expectNothingIn(database)
  return { path, stderr }
}

function expectNothingIn(database: string): void {
  const db = openWriter(database)
  expect(Object.values(dump(db)).flat()).toEqual([])
  db.close()
}

describe('a source that is not a complete mbox is an error, and nothing of it is kept', () => {
  it('when it is truncated inside a line', () => {
    const { path, stderr } = refused('cut-in-line.mbox', MBOX.subarray(0, MBOX.length - 8))
    expect(stderr).toBe(
      `reroll: ${path}, byte ${LAST}: the mbox is truncated: its last mail, which begins here, has no end\n`,
    )
  })

  it('when it is truncated after a line', () => {
    const end = MBOX.indexOf('\nfiller', LAST) + 1
    expect(refused('cut-after-line.mbox', MBOX.subarray(0, end)).stderr).toContain(
      `byte ${LAST}: the mbox is truncated`,
    )
  })

  it('when it is truncated in the header of a mail', () => {
    const end = MBOX.indexOf('\nSubject:', LAST) + 1
    expect(refused('cut-in-header.mbox', MBOX.subarray(0, end)).stderr).toContain(`byte ${LAST}: the mbox is truncated`)
  })

  it('when it is an HTML page', () => {
    const page = '<!DOCTYPE html>\n<html><head><title>Not found</title></head><body>no such list</body></html>\n'
    expect(refused('page.html', page).stderr).toMatch(/, byte 0: this is an HTML page \("Not found"\), not an mbox/)
  })

  it('when it is empty', () => {
    expect(refused('empty.mbox', '').stderr).toContain(', byte 0: the file is empty')
  })

  it('when it contains only blank lines', () => {
    expect(refused('blank.mbox', '\n\n\n').stderr).toContain('the file is empty')
  })

  it('when it is a directory', () => {
    mkdirSync(join(folder, 'mails'))
    expect(refused('mails', undefined).stderr).toContain('this directory is not a mail archive')
  })

  it('when it is a binary file', () => {
    const bytes = Buffer.from(Array.from({ length: 4_000 }, (_, index) => (index * 37) % 256))
    expect(refused('binary.mbox', bytes).stderr).toContain(', byte 0: this is a binary file, not an mbox')
    expect(refused('node.mbox', readFileSync(process.execPath).subarray(0, 100_000)).stderr).toContain('binary file')
  })

  it('when it is some other text', () => {
    expect(refused('notes.mbox', 'Dear diary,\ntoday nothing.\n').stderr).toContain('byte 0: an mbox starts with')
  })

  it('when its compression is not supported, and the error names the command that decompresses it', () => {
    const zstd = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x24, 0, 1, 0])
    expect(refused('mail.mbox.zst', zstd).stderr).toContain(
      'this is a zstd file, which cannot be decompressed here; run zstd -dc FILE | npm run ingest -- -',
    )
    expect(refused('mail.mbox.xz', Buffer.from('fd377a585a000004', 'hex')).stderr).toContain('xz -dc FILE')
    expect(refused('mail.zip', Buffer.from('504b030414000000', 'hex')).stderr).toContain('unzip -p FILE')
  })

  it('when the file does not exist', () => {
    expect(refused('missing.mbox', undefined).stderr).toContain('no such file')
  })

  it('when it is a truncated gzip', () => {
    const { stderr } = refused('truncated.mbox.gz', GZIP.subarray(0, GZIP.length - 20))
    expect(stderr).toMatch(/the gzip file is truncated after \d+ bytes of mail; download it again/)
  })

  it('when it is a damaged gzip', () => {
    const damaged = Buffer.from(GZIP)
    damaged.fill(0xff, 60, 90)
    expect(refused('damaged.mbox.gz', damaged).stderr).toMatch(/the gzip file is damaged after \d+ bytes of mail/)
    const checksum = Buffer.from(GZIP)
    checksum.fill(0, checksum.length - 8, checksum.length - 4)
    expect(refused('checksum.mbox.gz', checksum).stderr).toContain('the gzip file is damaged')
  })

  it('when it is a gzip of something else', () => {
    expect(refused('page.gz', gzipSync('<html><body>no</body></html>\n')).stderr).toContain('this is an HTML page')
  })
})

describe('a bad source among good ones', () => {
  it('that cannot be opened stops the import before anything is read', () => {
    const good = join(folder, 'good.mbox')
    writeFileSync(good, MBOX)
    const database = join(folder, 'among.sqlite')
    const { code, stderr } = reroll(['ingest', good, join(folder, 'nowhere.mbox'), '--db', database])
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining('nowhere.mbox') })
    expectNothingIn(database)
  })

  it('leaves what was imported earlier unchanged', () => {
    const good = join(folder, 'before.mbox')
    writeFileSync(good, MBOX.subarray(0, LAST))
    const cut = join(folder, 'after.mbox')
    writeFileSync(cut, MBOX.subarray(0, MBOX.length - 8))
    const database = join(folder, 'kept.sqlite')
    expect(reroll(['ingest', good, '--db', database]).code).toBe(0)
    const before = dumpOf(database)
    expect(before.mails).toHaveLength(2)
    expect(reroll(['ingest', cut, '--db', database]).code).toBe(1)
    expect(dumpOf(database)).toEqual(before)
  })
})

function dumpOf(database: string) {
  const db = openWriter(database)
  try {
    return dump(db)
  } finally {
    db.close()
  }
}
