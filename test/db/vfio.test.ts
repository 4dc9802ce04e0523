import { readFileSync } from 'node:fs'
import { beforeAll, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import type { Db } from '../../db/open'
import { getMessage } from '../../db/queries/mail/messagePage'
import { getSeriesDocument } from '../../db/queries/series/seriesDocument'
import type { SeriesDocument } from '../../db/queries/views'
import type { IngestSummary } from '../../scripts/cli/ingest'
import { corpusPath, describeWithCorpus, expectedPath } from '../support/corpus'
import { ingestFiles } from '../support/ingest'

interface EvolutionRow {
  readonly from: number
  readonly to: number
  readonly patch: number
  readonly class: string
  readonly facts: readonly string[]
}

const ONE_TO_15 = Array.from({ length: 15 }, (_, index) => index + 1)
const AUGER = 'Eric Auger <eric.auger@redhat.com>'

describeWithCorpus('the vfio series in the database', () => {
  let db: Db
  let summary: IngestSummary
  let document: SeriesDocument

  beforeAll(async () => {
    db = openWriter(':memory:')
    summary = await ingestFiles(db, corpusPath('vfio-device-life-cycle.mbox'))
    const found = getSeriesDocument(db, '20220921104401.38898-1-kevin.tian@intel.com')
    if (found === undefined) throw new Error('the series is not there')
    document = found
  })

  it('is one series of four versions from 119 mails', () => {
    expect(summary).toMatchObject({ read: 119, new: 119, rejected: 0, series: 1, versions: 4 })
    expect(document).toMatchObject({
      id: '20220827171037.30297-1-kevin.tian@intel.com',
      title: 'Tidy up vfio_device life cycle',
      author: { name: 'Kevin Tian', email: 'kevin.tian@intel.com' },
      messages: 119,
    })
  })

  it('has a cover and all 15 patches in each version, v1 to v4 in order', () => {
    expect(document.versions.map(({ label }) => label)).toEqual(['v1', 'v2', 'v3', 'v4'])
    expect(document.versions.map(({ cover }) => cover)).toEqual([
      '20220827171037.30297-1-kevin.tian@intel.com',
      '20220901143747.32858-1-kevin.tian@intel.com',
      '20220909102247.67324-1-kevin.tian@intel.com',
      '20220921104401.38898-1-kevin.tian@intel.com',
    ])
    for (const { patches, total, missing, partial } of document.versions) {
      expect(patches.map(({ number }) => number)).toEqual(ONE_TO_15)
      expect({ total, missing, partial }).toEqual({ total: 15, missing: [], partial: false })
    }
  })

  it('uses the time of receipt, and says how far the clock of the author is ahead', () => {
    for (const { date, received, skewMinutes } of document.versions) {
      expect(date !== null && date > received).toBe(true)
      expect(skewMinutes).toBeGreaterThanOrEqual(435)
      expect(skewMinutes).toBeLessThanOrEqual(440)
    }
    const received = document.versions.map((version) => version.received)
    expect(received).toEqual([...received].sort())
    expect(received[1]).toMatch(/^2022-09-01T07:17:/)
  })

  it('links each version to the one before, with the evidence', () => {
    expect(document.versions.map(({ link }) => link?.to ?? null)).toEqual([null, 1, 2, 3])
    for (const { link } of document.versions.slice(1)) {
      expect(link?.evidence).toEqual(expect.arrayContaining(['changelog-link', 'title', 'sender']))
    }
  })

  it('gives the tags of the ten replies that have one to their patches, and no others', () => {
    const found = document.versions.flatMap(({ label, patches }) =>
      patches.flatMap(({ number, trailers }) =>
        trailers
          .filter(({ source }) => source !== 'body')
          .map(({ name, value, source, messageId }) => [label, number, `${name}: ${value}`, source, messageId]),
      ),
    )
    const krowiak = 'Reviewed-by: Tony Krowiak <akrowiak@linux.ibm.com>'
    const kolothum = 'Reviewed-by: Shameer Kolothum <shameerali.kolothum.thodi@huawei.com>'
    const zhenyu = 'Reviewed-by: Zhenyu Wang <zhenyuw@linux.intel.com>'
    const farman = 'Reviewed-by: Eric Farman <farman@linux.ibm.com>'
    const auger = '18e95f82-e59b-fa18-4c21-13498fee5733@redhat.com'
    const wanted = [
      ['v1', 1, krowiak, 'reply', '907c54c6-7f5b-77f3-c284-45604c60c12e@linux.ibm.com'],
      ['v1', 9, krowiak, 'reply', 'e81f5b86-f5ce-2a2b-bc05-5ef73fc318b5@linux.ibm.com'],
      ['v1', 4, kolothum, 'reply', 'fcbcc84a6c1148fa943576522cb906ce@huawei.com'],
      ...ONE_TO_15.map((number) => [
        'v1',
        number,
        'Reviewed-by: Jason Gunthorpe <jgg@nvidia.com>',
        'cover-reply',
        'Yw6sqidAP7puXApd@ziepe.ca',
      ]),
      ['v2', 1, `Reviewed-by: ${AUGER}`, 'reply', '90862543-9343-7389-a1ff-be9a011be64e@redhat.com'],
      ['v2', 8, zhenyu, 'reply', '20220907031732.GV1089@zhen-hp.sh.intel.com'],
      ['v2', 11, `Reviewed-by: ${AUGER}`, 'reply', auger],
      ['v2', 11, `Tested-by: ${AUGER}`, 'reply', auger],
      ['v2', 12, `Reviewed-by: ${AUGER}`, 'reply', '4e128d18-2591-9291-769f-184e39089b93@redhat.com'],
      ['v2', 13, farman, 'reply', '847e98a82d8027ea9c6060467157fc697e1df7ce.camel@linux.ibm.com'],
      ['v2', 14, `Reviewed-by: ${AUGER}`, 'reply', '2ed84b0f-5d60-919f-06a4-a5ede2f98ce5@redhat.com'],
    ]
    expect(found.map(String).sort()).toEqual(wanted.map(String).sort())
  })

  it('takes a tag of the patch itself only from its own mail', () => {
    for (const { messageId, trailers } of document.versions.flatMap(({ patches }) => patches)) {
      const own = trailers.filter(({ source }) => source === 'body')
      expect(own.length).toBeGreaterThan(0)
      expect(new Set(own.map((trailer) => trailer.messageId))).toEqual(new Set([messageId]))
    }
  })

  it('never treats a reply as a patch, whatever diff is in it', () => {
    const subjects = document.versions
      .flatMap(({ patches }) => patches)
      .map(({ messageId }) => getMessage(db, messageId)?.subject ?? '')
    expect(subjects).toHaveLength(60)
    expect(subjects.filter((subject) => /^re:/i.test(subject))).toEqual([])
    const kinds = db.prepare<[], { kind: string; n: number }>('SELECT kind, count(*) AS n FROM places GROUP BY kind')
    expect(kinds.all()).toEqual([
      { kind: 'cover', n: 4 },
      { kind: 'patch', n: 60 },
      { kind: 'reply', n: 55 },
    ])
  })

  it('has the evolution that a person found by reading, in all 45 steps', () => {
    const rows = JSON.parse(readFileSync(expectedPath('vfio-evolution.json'), 'utf8')) as EvolutionRow[]
    const cells = document.tracks.flatMap((track) => track.cells).filter(({ version }) => version > 1)
    const name = (version: number, number: number) => `v${version} ${String(number).padStart(2, '0')}`
    const ours = cells.map(({ version, number, change, facts }) => [name(version, number), change, ...facts])
    const theirs = rows.map(({ to, patch, class: change, facts }) => [name(to, patch), change, ...facts])
    expect(rows).toHaveLength(45)
    expect(ours.map(String).sort()).toEqual(theirs.map(String).sort())
    expect(document.tracks).toHaveLength(15)
    expect(document.tracks.map(({ cells: [first] }) => [first?.version, first?.change])).toEqual(
      ONE_TO_15.map(() => [1, 'first']),
    )
  })
})
