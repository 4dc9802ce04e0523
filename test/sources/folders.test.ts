import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import { toMboxrd } from '../../lib/mail/mboxrd'
import { openSource } from '../../scripts/sources/openSource'
import { openStdin } from '../../scripts/sources/stdin'
import { corpusPath, describeWithCorpus } from '../support/corpus'
import { dump } from '../support/dump'
import { importSources, ingestFiles, readMails } from '../support/ingest'
import { mail } from '../support/mail'
import { tempFolder } from '../support/tempFolder'

function makeMaildir(folder: string, mails: readonly Buffer[]): string {
  for (const part of ['cur', 'new', 'tmp']) mkdirSync(join(folder, part), { recursive: true })
  for (const [index, raw] of mails.entries()) {
    writeFileSync(join(folder, index % 2 === 0 ? `cur/${index}.host:2,S` : `new/${index}.host`), raw)
  }
  return folder
}

const MBOX_MAILS = [1, 2].map((n) => mail({ id: `${n}@example.org`, subject: `Mail ${n}`, body: `Words ${n}.\n` }))
const MBOX = Buffer.concat(MBOX_MAILS.map(toMboxrd))

describeWithCorpus('the same real mail from other places', () => {
  it('gives the same database as a Maildir, as .eml files and as an mbox', async () => {
    const path = corpusPath('vfio-device-life-cycle.mbox')
    const mails = readMails(path)
    const [mbox, maildir, eml] = [openWriter(':memory:'), openWriter(':memory:'), openWriter(':memory:')]
    await ingestFiles(mbox, path)
    await ingestFiles(maildir, makeMaildir(join(tempFolder(), 'Maildir'), mails))
    const folder = tempFolder()
    mkdirSync(join(folder, 'deep'))
    for (const [index, raw] of mails.entries())
      writeFileSync(join(folder, index % 3 === 0 ? 'deep' : '.', `${index}.eml`), raw)
    await ingestFiles(eml, folder)
    expect(dump(mbox).mails).toHaveLength(119)
    expect(dump(maildir)).toEqual(dump(mbox))
    expect(dump(eml)).toEqual(dump(mbox))
  })
})

describe('a Maildir', () => {
  it('is read with its subfolders but without mail in delivery, and a mail that moves meanwhile is not lost', async () => {
    const folder = makeMaildir(join(tempFolder(), 'Maildir'), MBOX_MAILS)
    makeMaildir(join(folder, '.lists.kernel'), [mail({ id: 'sub@example.org', subject: 'Sub', body: 'Words.\n' })])
    writeFileSync(join(folder, 'tmp/half'), 'Message-ID: <half@example.org>\nFrom: a@example.org\n\nhal')
    const source = await openSource(folder)
    const db = openWriter(':memory:')
    const items = source.items(null)[Symbol.asyncIterator]()
    await items.next()
    renameSync(join(folder, 'new/1.host'), join(folder, 'cur/1.host:2,S'))
    let mails = 1
    for (let next = await items.next(); next.done !== true; next = await items.next())
      if (next.value.kind === 'mail') mails++
    expect(mails).toBe(3)
    expect(await importSources(db, await openSource(folder))).toMatchObject({ read: 3, new: 3, rejected: 0 })
  })
})

describe('a file with one mail', () => {
  it('is imported, whatever its name, with or without a From line', async () => {
    const folder = tempFolder()
    const [raw] = MBOX_MAILS
    for (const [name, bytes] of [
      ['saved.eml', raw],
      ['no ending', raw],
      ['crlf.eml', Buffer.from(String(raw).replaceAll('\n', '\r\n'))],
      ['relayed.eml', Buffer.from(`X-Relay: ${'x '.repeat(900)}\n${String(raw)}`)],
    ] as const) {
      const path = join(folder, name)
      writeFileSync(path, bytes ?? MBOX)
      const db = openWriter(':memory:')
      expect(await importSources(db, await openSource(path))).toMatchObject({ read: 1, new: 1, rejected: 0 })
      expect(db.prepare('SELECT message_id FROM messages').pluck().get()).toBe('1@example.org')
    }
  })

  it('that no longer exists is an error', async () => {
    const path = join(tempFolder(), 'gone.eml')
    writeFileSync(path, MBOX_MAILS[0] ?? MBOX)
    const source = await openSource(path)
    rmSync(path)
    await expect(importSources(openWriter(':memory:'), source)).rejects.toThrow(/no such file/)
  })
})

describe('standard input', () => {
  const piped = (bytes: Buffer) => openStdin(Readable.from([bytes.subarray(0, 7), bytes.subarray(7)]))

  it('may be an mbox, plain or gzipped, or a single mail', async () => {
    for (const bytes of [MBOX, gzipSync(MBOX)]) {
      expect(await importSources(openWriter(':memory:'), piped(bytes))).toMatchObject({ read: 2, new: 2 })
    }
    expect(await importSources(openWriter(':memory:'), piped(MBOX_MAILS[0] ?? MBOX))).toMatchObject({ read: 1, new: 1 })
  })

  it('is an error if it is truncated or empty, and nothing is kept', async () => {
    const db = openWriter(':memory:')
    const packed = gzipSync(MBOX)
    for (const bytes of [MBOX.subarray(0, MBOX.length - 5), packed.subarray(0, packed.length - 9), Buffer.from('\n')]) {
      await expect(importSources(db, piped(bytes))).rejects.toThrow(/standard input/)
    }
    expect(dump(db).mails).toEqual([])
  })
})
