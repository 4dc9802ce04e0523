import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import { type Db, openReader } from '../../db/open'
import { rebuild } from '../../db/store/rebuild'
import { corpusPath, describeWithCorpus } from '../support/corpus'
import { dump } from '../support/dump'
import { dumpOf, ingestFiles, readMails, shuffle } from '../support/ingest'
import { tempFolder } from '../support/tempFolder'

const VFIO = corpusPath('vfio-device-life-cycle.mbox')
const IOMMUFD = corpusPath('iommufd-rfc.mbox')

function changesOf(db: Db): number {
  return db.prepare<[], number>('SELECT total_changes()').pluck().get() ?? 0
}

describeWithCorpus('importing real mail again or in another order', () => {
  it('writes nothing when the same file is imported again', async () => {
    const path = join(tempFolder(), 'again.sqlite')
    const db = openWriter(path)
    await ingestFiles(db, VFIO)
    const before = { rows: dump(db), changes: changesOf(db) }
    const watcher = openReader(path)
    const version = watcher.pragma('data_version', { simple: true })

    expect(await ingestFiles(db, VFIO)).toMatchObject({ read: 119, new: 0, duplicate: 119, variant: 0, rejected: 0 })
    expect({ rows: dump(db), changes: changesOf(db) }).toEqual(before)
    expect(watcher.pragma('data_version', { simple: true })).toBe(version)
    watcher.close()
    db.close()
  })

  it('gives the same tables whatever the order of the mails', async () => {
    const mails = [...readMails(VFIO), ...readMails(IOMMUFD)]
    const wanted = await dumpOf(mails)
    expect(wanted.series).not.toHaveLength(0)
    for (const seed of [1, 2, 3]) expect(await dumpOf(shuffle(mails, seed))).toEqual(wanted)
    expect(await dumpOf([...mails].reverse())).toEqual(wanted)
  })

  it('gives the same tables when the mails come in two batches', async () => {
    const mails = readMails(VFIO)
    const wanted = await dumpOf(mails)
    const mixed = shuffle(mails, 7)
    for (const cut of [1, 40, 118]) expect(await dumpOf(mixed.slice(0, cut), mixed.slice(cut))).toEqual(wanted)
    expect(await dumpOf(mixed.slice(0, 80), mixed.slice(40))).toEqual(wanted)
  })

  it('gives the same tables after everything was derived again', async () => {
    const db = openWriter(':memory:')
    await ingestFiles(db, VFIO, IOMMUFD)
    const before = dump(db)
    expect(await rebuild(db, { resume: false })).toBe(119 + 256)
    expect(dump(db)).toEqual(before)
    await rebuild(db, { resume: false })
    expect(dump(db)).toEqual(before)
  })
})
