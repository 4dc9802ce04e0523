import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import type { Db } from '../../db/open'
import { getStatus } from '../../db/queries/status/status'
import { hideMessage, unhideMessage } from '../../db/store/hide'
import { rebuild } from '../../db/store/rebuild'
import type { MessageId } from '../../lib/mail/types'
import { ingestLine } from '../../scripts/cli/output'
import { openMirror } from '../../scripts/sources/gitArchive'
import type { Source } from '../../scripts/sources/source'
import { dump, dumpDeliveries } from '../support/dump'
import { createEpoch } from '../support/epoch'
import { importSources, ingestMails } from '../support/ingest'
import { mail } from '../support/mail'
import { tempFolder } from '../support/tempFolder'

const PATCH = mail({ id: 'p@example.org', subject: '[PATCH] x: turn it', body: 'Why.\n' })
const REPLY = mail({
  id: 'r@example.org',
  subject: 'Re: [PATCH] x: turn it',
  body: 'Reviewed-by: Rex Roe <rex@example.org>\n',
  from: 'Rex Roe <rex@example.org>',
  inReplyTo: 'p@example.org',
  minutes: 5,
})
const ID = 'r@example.org' as MessageId

function idsIn(db: Db): string[] {
  return db.prepare<[], string>('SELECT message_id FROM messages ORDER BY message_id').pluck().all()
}

/** Mails that were looked up by Message-ID on a server. */
function lookedUp(server: string, mails: readonly Buffer[]): Source {
  return {
    name: '<r@example.org>',
    bytes: null,
    bytesRead: () => 0,
    async *items() {
      for (const [position, raw] of mails.entries()) yield { kind: 'mail', raw, position, archivedMs: null, server }
    },
  }
}

const home = tempFolder()
let made = 0
let folder = ''
beforeEach(() => {
  folder = join(home, `archive-${++made}`)
})
/** An archive, under the URL that it would be tracked by. */
const open = (key: string, of = folder): Source => ({ ...openMirror(of), name: key, key })
const ARCHIVE = 'https://lists.example.org/drivers'

describe('a mail that an archive withdraws', () => {
  it('stays if the archive never delivered it, and is named', async () => {
    const db = openWriter(':memory:')
    await ingestMails(db, [PATCH, REPLY])
    const before = dumpDeliveries(db)
    createEpoch(join(folder, '0.git'), [['d', REPLY]])
    const summary = await importSources(db, open(ARCHIVE))
    expect(summary).toMatchObject({ read: 0, withdrawn: 0, kept: 0, ignored: 1 })
    expect(ingestLine(summary)).toContain(`1 not the archive's to withdraw;`)
    expect(ingestLine(summary)).toContain(
      `  not withdrawn, because this archive never delivered it: r@example.org (${ARCHIVE})\n`,
    )
    expect(idsIn(db)).toEqual(['p@example.org', 'r@example.org'])
    expect(dump(db).hidden).toEqual([])
    expect(dumpDeliveries(db)).toEqual(before)
  })

  it('goes if nobody else delivered it, and the log and the status name it and the archive', async () => {
    const db = openWriter(':memory:')
    createEpoch(join(folder, '0.git'), [
      ['m', PATCH],
      ['m', REPLY],
      ['d', REPLY],
    ])
    const summary = await importSources(db, open(ARCHIVE))
    expect(summary).toMatchObject({ new: 2, withdrawn: 1, kept: 0, ignored: 0 })
    expect(ingestLine(summary)).toContain(`  withdrawn: r@example.org (${ARCHIVE})\n`)
    expect(idsIn(db)).toEqual(['p@example.org'])
    expect(getStatus(db).withdrawn).toEqual({
      count: 1,
      hiddenByHand: 0,
      latest: [{ id: 'r@example.org', source: ARCHIVE, at: expect.stringMatching(/^2/), kept: false }],
    })
  })

  it('stays while another source has delivered it, and goes with the last, in any order of the imports', async () => {
    const other = join(home, `other-${made}`)
    const file = (db: Db) => ingestMails(db, [PATCH, REPLY])
    const first = (db: Db) => importSources(db, open(ARCHIVE))
    const second = (db: Db) => importSources(db, open('https://inbox.example.net/all-drivers', other))
    createEpoch(join(folder, '0.git'), [
      ['m', REPLY],
      ['d', REPLY],
    ])
    createEpoch(join(other, '0.git'), [
      ['m', PATCH],
      ['m', REPLY],
    ])
    const dumps = []
    for (const order of [
      [file, first],
      [first, file],
    ]) {
      const db = openWriter(':memory:')
      for (const step of order) await step(db)
      expect(idsIn(db)).toEqual(['p@example.org', 'r@example.org'])
      expect(getStatus(db).withdrawn.latest).toMatchObject([{ id: 'r@example.org', source: ARCHIVE, kept: true }])
      dumps.push({ ...dump(db), deliveries: dumpDeliveries(db) })
    }
    expect(dumps[1]).toEqual(dumps[0])
    for (const order of [
      [first, second],
      [second, first],
    ]) {
      const db = openWriter(':memory:')
      for (const step of order) await step(db)
      expect(idsIn(db)).toEqual(['p@example.org', 'r@example.org'])
      dumps.push({ ...dump(db), deliveries: dumpDeliveries(db) })
    }
    expect(dumps[3]).toEqual(dumps[2])
    createEpoch(join(other, '0.git'), [['d', REPLY]])
    const db = openWriter(':memory:')
    for (const step of [second, first, second]) await step(db)
    expect(idsIn(db)).toEqual(['p@example.org'])
  })

  it('goes although the server of the archive was asked for it by Message-ID, and is not brought back from there', async () => {
    createEpoch(join(folder, '0.git'), [
      ['m', PATCH],
      ['m', REPLY],
    ])
    const db = openWriter(':memory:')
    await importSources(db, open(ARCHIVE), lookedUp('https://lists.example.org', [PATCH, REPLY]))
    createEpoch(join(folder, '0.git'), [['d', REPLY]])
    expect(await importSources(db, open(ARCHIVE))).toMatchObject({ withdrawn: 1 })
    expect(idsIn(db)).toEqual(['p@example.org'])
    expect(await importSources(db, lookedUp('https://lists.example.org', [REPLY]))).toMatchObject({
      new: 0,
      rejections: [
        { reason: `<r@example.org> was withdrawn by ${ARCHIVE}; reroll unhide r@example.org lets it in again` },
      ],
    })
    expect(await importSources(db, lookedUp('https://lore.example.com', [REPLY]))).toMatchObject({ new: 1 })
    expect(idsIn(db)).toEqual(['p@example.org', 'r@example.org'])
  })

  it('is brought back by an mbox, by the server after unhide, and by the archive itself', async () => {
    const entries = [['m', PATCH] as const, ['m', REPLY] as const, ['d', REPLY] as const]
    createEpoch(join(folder, '0.git'), entries)
    const [mbox, server, again] = [openWriter(':memory:'), openWriter(':memory:'), openWriter(':memory:')]
    for (const db of [mbox, server, again]) await importSources(db, open(ARCHIVE))
    expect(await ingestMails(mbox, [REPLY])).toMatchObject({ new: 1, rejected: 0 })
    expect(unhideMessage(server, ID)).toEqual([ARCHIVE])
    expect(unhideMessage(server, ID)).toEqual([])
    expect(await importSources(server, lookedUp('https://lists.example.org', [REPLY]))).toMatchObject({ new: 1 })
    createEpoch(join(folder, '0.git'), [['m', REPLY]])
    expect(await importSources(again, open(ARCHIVE))).toMatchObject({ new: 1 })
    for (const db of [mbox, server, again]) expect(idsIn(db)).toEqual(['p@example.org', 'r@example.org'])
    expect(getStatus(again).withdrawn.count).toBe(0)
  })

  it('is found by its content when the blob is new, or in another epoch', async () => {
    createEpoch(join(folder, '0.git'), [
      ['m', PATCH],
      ['m', REPLY],
    ])
    createEpoch(join(folder, '1.git'), [['d', REPLY]])
    const db = openWriter(':memory:')
    expect(await importSources(db, open(ARCHIVE))).toMatchObject({ withdrawn: 1, ignored: 0 })
    createEpoch(join(folder, '1.git'), [['d', Buffer.concat([Buffer.from('X-Note: spam\n'), PATCH])]])
    expect(await importSources(db, open(ARCHIVE))).toMatchObject({ withdrawn: 1, ignored: 0 })
    expect(idsIn(db)).toEqual([])
  })

  it('was hidden by hand before: it needs nothing, and stays out', async () => {
    const db = openWriter(':memory:')
    hideMessage(db, ID)
    createEpoch(join(folder, '0.git'), [
      ['m', REPLY],
      ['d', REPLY],
    ])
    expect(await importSources(db, open(ARCHIVE))).toMatchObject({ withdrawn: 0, ignored: 0, rejected: 1 })
    expect((await ingestMails(db, [REPLY])).rejections[0]?.reason).toBe(
      '<r@example.org> was hidden by hand; reroll unhide r@example.org lets it in again',
    )
    expect(unhideMessage(db, ID)).toEqual(['by hand'])
    expect(await ingestMails(db, [REPLY])).toMatchObject({ new: 1 })
  })

  it('keeps its deliveries in a rebuild', async () => {
    createEpoch(join(folder, '0.git'), [
      ['m', PATCH],
      ['m', REPLY],
    ])
    const db = openWriter(':memory:')
    await ingestMails(db, [REPLY])
    await importSources(db, open(ARCHIVE))
    const before = dumpDeliveries(db)
    expect(before).toEqual([`p@example.org ${ARCHIVE}`, `r@example.org ${ARCHIVE}`, 'r@example.org memory'])
    await rebuild(db, { resume: false })
    expect(dumpDeliveries(db)).toEqual(before)
  })
})
