import { beforeAll, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import { getSeriesDocument } from '../../db/queries/series/seriesDocument'
import type { MarkView, SeriesDocument, StoryCard } from '../../db/queries/views'
import { corpusPath, describeWithCorpus } from '../support/corpus'
import { ingestFiles } from '../support/ingest'

describeWithCorpus('the story of the vfio series', () => {
  let document: SeriesDocument

  beforeAll(async () => {
    const db = openWriter(':memory:')
    await ingestFiles(db, corpusPath('vfio-device-life-cycle.mbox'))
    const found = getSeriesDocument(db, '20220921104401.38898-1-kevin.tian@intel.com')
    if (found === undefined) throw new Error('the series is not there')
    document = found
  })

  const cardOf = (label: string): StoryCard => {
    const card = document.story.find((one) => one.label === label)
    if (card === undefined) throw new Error(`${label} has no card`)
    return card
  }
  const askedOn = (label: string) =>
    cardOf(label).asked.map(
      ({ person, on, patch, outcome, changed }) => `${outcome} ${person.name} ${on} ${patch} ${changed}`,
    )
  const marksOf = (track: number, versionKey: string): readonly MarkView[] =>
    document.tracks[track - 1]?.cells.find((cell) => cell.versionKey === versionKey)?.marks ?? []

  it('has a card for each version but the first', () => {
    expect(document.story.map(({ label }) => label)).toEqual(['v2', 'v3', 'v4'])
  })

  it('says that v4 fixed the use-after-free in two patches and what muddied the situation in two others, and took the rename back', () => {
    expect(askedOn('v4')).toEqual(
      expect.arrayContaining([
        'done Alex Williamson v3 6 6,7',
        'done Alex Williamson v3 6 5,9',
        'done Alex Williamson v3 15 15',
      ]),
    )
    const fixed = cardOf('v4').asked.find(({ patch, on }) => patch === 6 && on === 'v3')
    expect(fixed?.announcedAs).toContain('fix use-after-free issue in @release')
    expect(fixed?.patches).toEqual([6, 7])
    expect(cardOf('v4')).toMatchObject({ announced: [], unannounced: [1], dropped: [], gained: [], lost: [] })
  })

  it("leaves Christoph Hellwig's objection open, which was answered", () => {
    const objections = askedOn('v3').filter((asked) => asked.includes('Hellwig'))
    expect(new Set(objections)).toEqual(new Set(['answered Christoph Hellwig v2 1 ']))
    expect(askedOn('v4').filter((asked) => asked.includes('Hellwig'))).toEqual(objections)
  })

  it('does not say that code changed where only the commit message did, or what the comment is about stayed', () => {
    const outcomes = document.remarks
      .filter(({ person, label, patch }) => label === 'v2' && patch === 1 && person.name !== 'Ethan Zhao')
      .map(({ person, changedIn, messageOnly }) => `${person.name} ${changedIn} ${messageOnly}`)
    expect(new Set(outcomes)).toEqual(
      new Set(['Christoph Hellwig v3 true', 'Eric Auger v3 true', 'Eric Auger null false']),
    )
    expect(document.standings.filter(({ messageOnly }) => messageOnly).map(({ patch }) => patch)).toContain(1)
  })

  it('says what v2 did for the comments on v1', () => {
    const done = cardOf('v2').asked.filter(({ outcome }) => outcome === 'done')
    expect(done.map(({ person, patch }) => `${person.name} ${patch}`).sort()).toEqual([
      'Alex Williamson 15',
      'Jason Gunthorpe 10',
      'Jason Gunthorpe 15',
      'Jason Gunthorpe 15',
    ])
    expect(cardOf('v2').unannounced).toEqual([])
    // A file for sysfs-class-vfio was left to another patch, as both agreed.
    const deferred = cardOf('v2').asked.find(({ quote }) => quote.includes('sysfs-class-vfio'))
    expect(deferred?.outcome).toBe('settled')
  })

  it('lists the tags that each version gained', () => {
    const gained = (label: string) =>
      cardOf(label).gained.map(({ person, tag, patches, since }) => `${tag} ${person.name} ${patches} ${since?.kind}`)
    expect(gained('v2')).toContain('Reviewed-by Tony Krowiak 9 none')
    expect(gained('v2')).toContain('Reviewed-by Jason Gunthorpe 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15 code')
    const jason = cardOf('v2').gained.find(({ patches }) => patches.length === 15)
    expect(jason).toMatchObject({ since: { kind: 'code' }, least: { kind: 'none', lines: 0 } })
    expect(gained('v3')).toEqual(
      expect.arrayContaining([
        'Reviewed-by Zhenyu Wang 8 none',
        'Tested-by Eric Auger 11 none',
        'Reviewed-by Eric Auger 12 whitespace',
        'Reviewed-by Eric Auger 14 rebase',
        'Reviewed-by Eric Farman 13 none',
      ]),
    )
  })

  it('groups the four patches that free their device last', () => {
    expect(document.groups).toMatchObject([{ patches: [5, 6, 7, 9], reason: { askedBy: { name: 'Alex Williamson' } } }])
  })

  it('grades a tag by what changed since', () => {
    const tagOf = (track: number, versionKey: string, name: string) =>
      marksOf(track, versionKey).find(({ person, tag }) => person.name === name && tag === 'Reviewed-by')
    expect(tagOf(1, '2', 'Eric Auger')?.since).toEqual({ kind: 'code', lines: 1 })
    expect(tagOf(12, '2', 'Eric Auger')?.since).toEqual({ kind: 'whitespace', lines: 0 })
    expect(tagOf(14, '2', 'Eric Auger')?.since).toEqual({ kind: 'rebase', lines: 0 })
    expect(tagOf(2, '1', 'Jason Gunthorpe')).toMatchObject({ since: { kind: 'none', lines: 0 }, wholeSeries: true })
    expect(tagOf(1, '1', 'Jason Gunthorpe')?.since).toEqual({ kind: 'code', lines: 20 })
  })

  it('marks each comment on every patch that it is about, with the part its author has', () => {
    for (const patch of [5, 6, 7, 9]) {
      expect(marksOf(patch, '3')).toMatchObject([
        {
          person: { name: 'Alex Williamson' },
          role: 'maintainer',
          severity: patch === 6 || patch === 7 ? 'defect' : 'request',
          outcome: { status: 'addressed' },
        },
      ])
    }
    const said = document.tracks.flatMap(({ cells }) => cells.flatMap(({ marks }) => marks))
    expect(said.filter(({ role }) => role === 'author')).toEqual([])
  })

  it('gives one outcome to a comment wherever it is shown', () => {
    const status = new Map(document.remarks.map((remark) => [`${remark.messageId} ${remark.quote}`, remark.status]))
    const marks = document.tracks
      .flatMap(({ cells }) => cells.flatMap((cell) => cell.marks))
      .filter(({ tag }) => tag === null)
    for (const { messageId, quote, outcome } of marks) {
      const known = status.get(`${messageId} ${quote}`)
      if (known !== undefined) expect(outcome?.status).toBe(known)
    }
    const newest = new Map(
      document.story.flatMap(({ asked }) => asked.map((ask) => [`${ask.messageId} ${ask.quote}`, ask.outcome])),
    )
    for (const [key, outcome] of newest) {
      const isOpen = ['open', 'promised', 'declined'].includes(status.get(key) ?? '')
      expect([key, ['undone', 'answered'].includes(outcome)]).toEqual([key, isOpen])
    }
  })

  it('says what the series is about and how large it is', () => {
    expect(document.about?.text).toMatch(/^The idea is to let vfio core manage the vfio_device life cycle/)
    expect(document.size).toMatchObject({ files: 23, added: 789, removed: 441 })
    expect(document.prefixes).toEqual([])
  })
})
