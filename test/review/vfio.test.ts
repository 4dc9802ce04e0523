import { readFileSync } from 'node:fs'
import { beforeAll, expect, it } from 'vitest'
import type { SeriesInput } from '../../lib/review/input'
import { reviewSeries, type SeriesReview } from '../../lib/review/review'
import { readArchive } from '../../scripts/tools/eval/archive'
import { LABELS, parseLabels } from '../../scripts/tools/eval/confusion'
import { corpusPath, describeWithCorpus, expectedPath } from '../support/corpus'

describeWithCorpus('the reviews of the vfio series', () => {
  let input: SeriesInput
  let review: SeriesReview

  beforeAll(async () => {
    const series = await readArchive(corpusPath('vfio-device-life-cycle.mbox'))
    const found = series.find(({ title }) => title === 'Tidy up vfio_device life cycle')
    if (found === undefined) throw new Error('the series is not in the mbox')
    input = found.input
    review = reviewSeries(input)
  })

  const standings = (name: string) => review.standings.filter(({ person }) => review.people[person]?.name === name)
  /** Patch numbers of a person's standings with a position, and a status where one is given. */
  const patches = (name: string, position: string, status?: string) =>
    standings(name)
      .filter((standing) => standing.position === position && (status === undefined || standing.status === status))
      .map(({ patch }) => patch)

  it('finds the label of every reply among its events', () => {
    const labels = parseLabels(readFileSync(expectedPath('vfio-positions.tsv'), 'utf8'))
    const missed = labels.filter(({ messageId, label }) => {
      const found = new Set(
        review.events.filter(({ mailKey }) => mailKey === messageId).map(({ position }) => position),
      )
      return !(LABELS[label] ?? []).every((position) => found.has(position))
    })
    expect(labels).toHaveLength(55)
    expect(missed).toEqual([])
  })

  it('finds who approves what at v4, and what of it is stale', () => {
    const upTo15 = Array.from({ length: 15 }, (_, index) => index + 1)
    expect(patches('Jason Gunthorpe', 'approves')).toEqual(upTo15)
    expect(patches('Jason Gunthorpe', 'approves', 'carried')).toEqual([2, 11, 14])
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
    expect(patches('Eric Auger', 'approves', 'stale')).toEqual([1, 12])
    expect(patches('Eric Auger', 'approves', 'carried')).toEqual([11, 14])
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
    expect(patches('Alex Williamson', 'requests-changes', 'addressed')).toEqual([5, 6, 7, 9, 15])
    expect(patches('Alex Williamson', 'requests-changes', 'open')).toEqual([])
    expect(patches('Alex Williamson', 'applied')).toEqual([null])
  })

  it('finds that it was merged over an objection, and the regression with its fix', () => {
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

  it('folds the addresses of one person', () => {
    expect(review.people.find(({ name }) => name === 'Jason Gunthorpe')?.emails).toEqual([
      'jgg@nvidia.com',
      'jgg@ziepe.ca',
    ])
    expect(review.people).toHaveLength(11)
  })

  it('names the stale tags and the open remarks, and no tag that is lost or unproved', () => {
    const count = (kind: string) => review.audit.filter((item) => item.kind === kind).length
    expect(count('stale-tag')).toBe(12 + 2 + 1 + 2)
    expect(count('open-remark')).toBe(3)
    expect(count('lost-tag') + count('unproved-tag') + count('mismatch')).toBe(0)
  })

  it('places every comment on the quoted lines of a patch that are in it', () => {
    const direct = new Set(input.versions.flatMap(({ patches: all }) => all.map(({ mailKey }) => mailKey)))
    const keys = new Set(
      input.replies.filter(({ parent }) => parent !== null && direct.has(parent)).map(({ key }) => key),
    )
    const lost = review.comments.filter(
      ({ mailKey, place }) => keys.has(mailKey) && place.kind === 'unplaced' && place.reason === 'not-found',
    )
    expect(lost.map(({ mailKey, quoted }) => [mailKey, quoted])).toEqual([])
  })

  it('gives the same for the mails in any order', () => {
    expect(
      reviewSeries({ ...input, replies: [...input.replies].reverse(), steps: [...input.steps].reverse() }),
    ).toEqual(review)
  })
})
