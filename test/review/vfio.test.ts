import { readFileSync } from 'node:fs'
import { beforeAll, expect, it } from 'vitest'
import { deriveMails, type WholeMail } from '../../lib/derive/deriveMails'
import type { DerivedSeries } from '../../lib/derive/types'
import { hasDiff } from '../../lib/patch/diff'
import type { SeriesReview } from '../../lib/review/review'
import { LABELS, parseLabels } from '../../scripts/tools/eval/confusion'
import { readCorpus } from '../patch/corpus'
import { describeWithCorpus, expectedPath } from '../support/corpus'
import { forEachPatch } from './fixture'

async function readMails(): Promise<WholeMail[]> {
  return (await readCorpus('vfio-device-life-cycle.mbox')).map(({ message }) => ({
    ...message,
    key: message.messageId,
    receivedMs: message.receivedAtMs ?? 0,
    hasDiff: hasDiff(message.body),
    recipients: [...message.to, ...message.cc].map(({ email }) => email),
  }))
}

function deriveSeries(mails: readonly WholeMail[]): DerivedSeries {
  const found = deriveMails(mails).series.find(({ title }) => title === 'Tidy up vfio_device life cycle')
  if (found === undefined) throw new Error('the series is not in the mbox')
  return found
}

describeWithCorpus('the reviews of the vfio series', () => {
  let mails: WholeMail[]
  let series: DerivedSeries
  let review: SeriesReview

  beforeAll(async () => {
    mails = await readMails()
    series = deriveSeries(mails)
    review = series.review
  })

  const standings = (name: string) =>
    forEachPatch(review.standings).filter(({ person }) => review.people[person]?.name === name)
  /** Patch numbers of a person's standings with a position, and a status where one is given. */
  const patches = (name: string, position: string, status?: string) =>
    standings(name)
      .filter((standing) => standing.position === position && (status === undefined || standing.status === status))
      .map(({ patch }) => patch)
      .sort((a, b) => (a ?? 0) - (b ?? 0))

  it('has the label of every reply among its positions', () => {
    const labels = parseLabels(readFileSync(expectedPath('vfio-positions.tsv'), 'utf8'))
    const missed = labels.filter(({ messageId, label }) => {
      const found = new Set<string>(
        review.events.filter(({ mailKey }) => mailKey === messageId).map(({ position }) => position),
      )
      return !(LABELS[label] ?? []).every((position) => found.has(position))
    })
    expect(labels).toHaveLength(55)
    expect(missed).toEqual([])
  })

  it('finds who approves which patch of v4, and which approvals are stale', () => {
    const upTo15 = Array.from({ length: 15 }, (_, index) => index + 1)
    expect(patches('Jason Gunthorpe', 'approves')).toEqual(upTo15)
    // Patch 3 changed in white space, and to resolve a conflict with its new base; patch 12 in white space.
    expect(patches('Jason Gunthorpe', 'approves', 'carried')).toEqual([2, 3, 11, 14])
    expect(
      new Set(
        standings('Jason Gunthorpe')
          .filter(({ position }) => position === 'approves')
          .map(({ mailKey }) => mailKey),
      ),
    ).toEqual(new Set(['Yw6sqidAP7puXApd@ziepe.ca']))
    expect(patches('Tony Krowiak', 'approves', 'stale')).toEqual([1, 9])
    expect(patches('Shameer Kolothum', 'approves', 'stale')).toEqual([4])
    expect(patches('Zhenyu Wang', 'approves', 'carried')).toEqual([8])
    expect(patches('Eric Farman', 'approves', 'carried')).toEqual([13])
    expect(patches('Eric Auger', 'approves', 'stale')).toEqual([1])
    expect(patches('Eric Auger', 'approves', 'carried')).toEqual([11, 12, 14])
    expect(patches('Eric Auger', 'tested')).toEqual([11])
    const approvers = review.standings.filter(({ position }) => position === 'approves').map(({ person }) => person)
    expect(new Set(approvers).size).toBe(6)
  })

  it('finds what is open, declined and addressed at v4', () => {
    expect(patches('Eric Auger', 'asks', 'open')).toEqual([15])
    expect(patches('Christoph Hellwig', 'objects', 'open')).toEqual([1])
    expect(standings('Christoph Hellwig')).toHaveLength(1)
    expect(patches('Ethan Zhao', 'requests-changes', 'declined')).toEqual([1])
    expect(standings('Ethan Zhao')).toHaveLength(1)
    expect(patches('Alex Williamson', 'requests-changes', 'addressed')).toEqual([5, 6, 7, 9])
    // Of patch 15 he asks at v3 what was done to be sure, and requests nothing.
    expect(standings('Alex Williamson').filter(({ position }) => position === 'asks')).toMatchObject([
      { patch: 15, status: 'addressed' },
    ])
    expect(patches('Alex Williamson', 'requests-changes', 'open')).toEqual([])
    expect(patches('Alex Williamson', 'applied')).toEqual([null])
  })

  it('finds that it was applied over an objection, and the regression with its fix', () => {
    expect(review.mergedOver.map(({ person }) => review.people[person]?.name)).toEqual(['Christoph Hellwig'])
    expect(review.state).toMatchObject({
      kind: 'regression-reported',
      mailKey: '20220929105519.5c9ae1d8.alex.williamson@redhat.com',
      release: 'v6.1',
    })
    expect(review.regressions).toMatchObject([
      { patch: 15, fix: '0-v1-013609965fe8+9d-vfio_gvt_unregister_jgg@nvidia.com' },
    ])
  })

  it('joins the addresses of one person', () => {
    expect(review.people.find(({ name }) => name === 'Jason Gunthorpe')?.emails).toEqual([
      'jgg@nvidia.com',
      'jgg@ziepe.ca',
    ])
    expect(review.people).toHaveLength(11)
  })

  it('lists stale tags and open comments, and no lost or unproved tag', () => {
    const count = (kind: string) => review.audit.filter((item) => item.kind === kind).length
    expect(count('stale-tag')).toBe(11 + 2 + 1 + 1)
    expect(count('open-remark')).toBe(3)
    expect(count('lost-tag') + count('unproved-tag') + count('mismatch')).toBe(0)
  })

  it('places every comment on the quoted lines of a patch that are in it', () => {
    const patches = new Set<string>(series.versions.flatMap(({ patches: all }) => all.map(({ mailKey }) => mailKey)))
    const direct = mails.filter(({ references }) => patches.has(references.at(-1) ?? ''))
    const keys = new Set(direct.map(({ key }) => key))
    const lost = review.comments.filter(
      ({ mailKey, place }) => keys.has(mailKey) && place.kind === 'unplaced' && place.reason === 'not-found',
    )
    expect(lost.map(({ mailKey, quoted }) => [mailKey, quoted])).toEqual([])
  })

  it('does not depend on the order of the mails', () => {
    expect(deriveSeries([...mails].reverse()).review).toEqual(review)
  })
})
