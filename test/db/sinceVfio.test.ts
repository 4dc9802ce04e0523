import { beforeAll, expect, it } from 'vitest'
import { carryText } from '../../app/_model/sinceWords'
import { openWriter } from '../../db/migrate'
import type { Db } from '../../db/open'
import { getSinceReview } from '../../db/queries/series/sinceReview'
import type { SinceCommentView, SinceReviewView } from '../../db/queries/views'
import { groupBy } from '../../lib/groupBy'
import { corpusPath, describeWithCorpus } from '../support/corpus'
import { ingestFiles } from '../support/ingest'
import { readSinceLabels } from '../support/sinceLabels'

const COVER = '20220827171037.30297-1-kevin.tian@intel.com'
const LABELS = readSinceLabels()

/** What Reroll says became of a comment, in the words of the table. */
function outcomeOf({ outcome, fate }: SinceCommentView): string {
  switch (outcome) {
    case 'open':
    case 'promised':
      return fate?.answered === true ? 'replied' : 'open'
    case 'addressed':
      return 'done'
    case 'declined':
      return 'declined'
    default:
      return 'resolved'
  }
}

describeWithCorpus('what changed since each review of the vfio series', () => {
  let db: Db

  beforeAll(async () => {
    db = openWriter(':memory:')
    await ingestFiles(db, corpusPath('vfio-device-life-cycle.mbox'))
  }, 120_000)

  const see = (address: string): SinceReviewView => {
    const view = getSinceReview(db, COVER, address)
    if (view === undefined) throw new Error(`${address} has no review`)
    return view
  }

  it.each([...groupBy(LABELS, ({ address }) => address)])('is what the raw mail says, for %s', (address, rows) => {
    const view = see(address)
    expect([...new Set(rows.map(({ last }) => last))]).toEqual([view.fromVersion.label])
    const tags = view.patches.flatMap(({ number, tags: own }) =>
      own.map(({ name, givenLabel, since, lines, messageId }) => [number, name, givenLabel, since, lines, messageId]),
    )
    const tagRows = rows.filter(({ kind }) => kind === 'tag')
    expect(tags).toEqual(
      tagRows.map(({ patch, what, on, since, lines, mail }) => [patch, what, on, since, lines, mail]),
    )
    const comments = view.patches.flatMap(({ comments: own }) => own)
    const commentRows = rows.filter(({ kind }) => kind === 'comment')
    expect(new Set(comments.map(({ messageId }) => messageId))).toEqual(new Set(commentRows.map(({ mail }) => mail)))
    for (const { mail, on, patch, outcome } of commentRows) {
      const own = view.patches.filter(({ number }) => number === patch).flatMap((one) => one.comments)
      const found = own.filter(({ messageId }) => messageId === mail)
      // Several sentences of one mail may end differently; words may settle what a version did, too.
      expect([mail, found.map((one) => one.on), found.map(outcomeOf)]).toEqual([
        mail,
        found.map(() => on),
        found.map((one) => (outcome === 'done' && one.outcome === 'cleared' ? 'resolved' : outcome)),
      ])
    }
  })

  it('tells the submitter which tags the next version may carry, and which to ask for again', () => {
    const { carry, toVersion } = see('kevin.tian@intel.com')
    const listed = (tags: NonNullable<SinceReviewView['carry']>['keep']) =>
      tags.flatMap(({ trailer, patches, since, lines, messageId }) =>
        patches.map((patch) => `${patch} ${trailer.split(':')[0]} ${since} ${lines} ${messageId}`),
      )
    const expected = (isOld: boolean) =>
      LABELS.filter(({ kind, since }) => kind === 'tag' && (since === 'code') === isOld).map(
        ({ patch, what, since, lines, mail }) => `${patch} ${what} ${since} ${lines} ${mail}`,
      )
    expect(listed(carry?.keep ?? []).sort()).toEqual(expected(false).sort())
    expect(listed(carry?.ask ?? []).sort()).toEqual(expected(true).sort())
    expect(carry === null || carry === undefined ? '' : carryText({ ...carry, toVersion })).toMatchInlineSnapshot(`
      "Carry if the patch stays unchanged:
        2, 3, 11, 14: Reviewed-by: Jason Gunthorpe <jgg@nvidia.com>
        8: Reviewed-by: Zhenyu Wang <zhenyuw@linux.intel.com>
        11, 12, 14: Reviewed-by: Eric Auger <eric.auger@redhat.com>
        11: Tested-by: Eric Auger <eric.auger@redhat.com>
        13: Reviewed-by: Eric Farman <farman@linux.ibm.com>
      Ask again; the code changed after the tag:
        1: Reviewed-by: Tony Krowiak <akrowiak@linux.ibm.com>  (given on v1, 20 lines since)
        1: Reviewed-by: Jason Gunthorpe <jgg@nvidia.com>  (given on v1, 20 lines since)
        1: Reviewed-by: Eric Auger <eric.auger@redhat.com>  (given on v2, 1 line since)
        4–7, 9: Reviewed-by: Jason Gunthorpe <jgg@nvidia.com>  (given on v1, 1 line since)
        4: Reviewed-by: Shameer Kolothum <shameerali.kolothum.thodi@huawei.com>  (given on v1, 1 line since)
        8: Reviewed-by: Jason Gunthorpe <jgg@nvidia.com>  (given on v1, 2 lines since)
        9: Reviewed-by: Tony Krowiak <akrowiak@linux.ibm.com>  (given on v1, 1 line since)
        10: Reviewed-by: Jason Gunthorpe <jgg@nvidia.com>  (given on v1, 13 lines since)
        12: Reviewed-by: Jason Gunthorpe <jgg@nvidia.com>  (given on v1, 12 lines since)
        13: Reviewed-by: Jason Gunthorpe <jgg@nvidia.com>  (given on v1, 6 lines since)
        15: Reviewed-by: Jason Gunthorpe <jgg@nvidia.com>  (given on v1, 21 lines since)"
    `)
  })
})
