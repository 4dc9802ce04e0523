import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import type { Db } from '../../db/open'
import { getSeriesDocument } from '../../db/queries/series/seriesDocument'
import type { IngestSummary } from '../../scripts/cli/ingest'
import { type BundleMbox, bundleToMbox } from '../support/bundle'
import { describeWithCorpus } from '../support/corpus'
import { fingerprint } from '../support/dump'
import { ingestFiles } from '../support/ingest'
import { tempFolder } from '../support/tempFolder'

const MINUTES = 60_000

describeWithCorpus('a year of linux-s390', () => {
  const folder = tempFolder()
  let mbox: BundleMbox
  let db: Db
  let first: IngestSummary

  beforeAll(async () => {
    mbox = await bundleToMbox('linux-s390-2022.bundle', folder)
    db = openWriter(join(folder, 's390.sqlite'))
    first = await ingestFiles(db, mbox.path)
  }, 10 * MINUTES)

  it('is imported completely: every mail is kept, or rejected with a reason', () => {
    expect(mbox.mails).toBe(9_938)
    expect(first.read).toBe(9_938)
    expect(first.new + first.duplicate + first.variant + first.rejected).toBe(9_938)
    expect(first.new).toBeGreaterThan(9_900)
    for (const { source, reason } of first.rejections) {
      expect(source).toBe(mbox.path)
      expect(reason).not.toBe('')
    }
    expect(db.pragma('quick_check', { simple: true })).toBe('ok')
    expect(db.pragma('foreign_key_check')).toEqual([])
  })

  it('believes everybody who really applied patches', () => {
    const strangers = db
      .prepare<[], string>("SELECT mailbox FROM claims WHERE kind = 'applied' AND basis = 'none'")
      .pluck()
      .all()
    expect(strangers).toEqual([])
    const taken = db.prepare<[], number>("SELECT count(*) FROM claims WHERE kind = 'applied'").pluck().get()
    expect(taken).toBeGreaterThan(140)
  })

  it('agrees in both directions on what is based on what, and on what fixes what', () => {
    const ids = db.prepare<[], string>('SELECT key FROM series').pluck().all()
    const documents = ids.flatMap((id) => getSeriesDocument(db, id) ?? [])
    const based = (direction: 'on' | 'by') =>
      documents.flatMap(({ id, dependencies }) =>
        dependencies
          .filter((one) => one.direction === direction && one.other !== null)
          .map(({ kind, version, other }) =>
            direction === 'on'
              ? `${kind} ${id} ${version} ${other?.id} ${other?.version}`
              : `${kind} ${other?.id} ${other?.version} ${id} ${version}`,
          ),
      )
    expect(based('on').length).toBeGreaterThan(8)
    expect(based('by').sort()).toEqual(based('on').sort())
    const fixed = (direction: 'of' | 'by') =>
      documents.flatMap(({ id, fixes }) =>
        fixes
          .filter((fix) => fix.direction === direction)
          .map(({ other, patch }) =>
            direction === 'of' ? `${id} ${other.id} ${other.patch}` : `${other.id} ${id} ${patch}`,
          ),
      )
    expect(fixed('of').length).toBeGreaterThan(30)
    expect([...new Set(fixed('by'))].sort()).toEqual([...new Set(fixed('of'))].sort())
    expect(documents.flatMap(({ reports }) => reports).filter(({ place }) => place === 'hunk').length).toBeGreaterThan(
      30,
    )
  })

  it('has the vfio series in four complete versions', () => {
    const document = getSeriesDocument(db, '20220921104401.38898-1-kevin.tian@intel.com')
    expect(document?.versions.map(({ label, patches }) => `${label} ${patches.length}`)).toEqual([
      'v1 15',
      'v2 15',
      'v3 15',
      'v4 15',
    ])
  })

  it(
    'changes nothing when it is imported again',
    async () => {
      const before = fingerprint(db)
      const again = await ingestFiles(db, mbox.path)
      expect(again).toMatchObject({ read: 9_938, new: 0, variant: 0, rejected: first.rejected })
      expect({ series: again.series, versions: again.versions }).toEqual({
        series: first.series,
        versions: first.versions,
      })
      expect(fingerprint(db)).toEqual(before)
    },
    10 * MINUTES,
  )
})
