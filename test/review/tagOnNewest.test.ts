import { describe, expect, it } from 'vitest'
import { reviewSeries } from '../../lib/review/review'
import { ANN, auditLines, JANE, REX, REX_TAG, review, type ShortReply, seriesInput, standingLines } from './fixture'

const ONE = [{ line: 'a = 1;' }]
const rex = (id: string, body: string, at: number, more: Partial<ShortReply> = {}): ShortReply => ({
  id,
  from: REX,
  body,
  at,
  ...more,
})

describe('a tag after a NAK by the same person', () => {
  const answers = [10, 11, 12, 13, 14].map(
    (at): ShortReply => ({ id: `j${at}`, from: JANE, body: 'I will fix it.', at }),
  )

  it('stands, however much the author wrote before', () => {
    const result = review([ONE], [...answers, rex('r1', 'NAK.', 20), rex('r2', `I see now.\n\n${REX_TAG}`, 30)])
    expect(standingLines(result)).toContain('Rex Roe 1 approves v1 current')
  })

  it('does not stand when the NAK came later', () => {
    const result = review([ONE], [...answers, rex('r2', REX_TAG, 20), rex('r1', 'NAK.', 30)])
    expect(standingLines(result)).toEqual(['Rex Roe 1 nak v1 open'])
  })
})

describe('a tag on the newest version', () => {
  it('stays when the same person gives one on an older version later', () => {
    const replies = [rex('r2', REX_TAG, 110, { version: 2 }), rex('r1', REX_TAG, 120)]
    expect(standingLines(review([ONE, ONE], replies))).toEqual(['Rex Roe 1 approves v2 current'])
    const onCovers = replies.map((reply) => ({ ...reply, patch: 0 }))
    expect(standingLines(review([ONE, ONE], onCovers))).toEqual(['Rex Roe 1 approves v2 current'])
  })

  it('goes when the same person takes it back on an older version later', () => {
    const replies = [rex('r2', REX_TAG, 110, { version: 2 }), rex('r1', 'Please drop my R-b.', 120)]
    expect(standingLines(review([ONE, ONE], replies))).toEqual([])
  })
})

describe('a partial reroll', () => {
  const FIRST = [{ line: 'a = 1;' }, { line: 'b = 1;' }, { line: 'c = 1;' }]
  /** v2 has a new second patch, and the mails of v1 for the others. */
  const partly = (...replies: readonly ShortReply[]) => {
    const input = seriesInput([FIRST, [{ line: 'a = 1;' }, { line: 'b = 2;' }, { line: 'c = 1;' }]], replies)
    const versions = input.versions.map((version) => ({
      ...version,
      patches: version.patches.map((patch) =>
        patch.number === 2 ? patch : { ...patch, mailKey: `v1/${patch.number}` },
      ),
    }))
    return reviewSeries({ ...input, versions })
  }

  it('keeps the tags of the patches that it takes over, and loses none of them', () => {
    const result = partly(rex('r1', REX_TAG, 10, { patch: 1 }), rex('r2', REX_TAG, 11, { patch: 2 }))
    expect(standingLines(result)).toEqual(['Rex Roe 1 approves v1 carried'])
    expect(auditLines(result)).toEqual([])
  })

  it('keeps a tag on the cover letter for these patches alone', () => {
    const result = partly(rex('r1', REX_TAG, 10, { patch: 0 }))
    expect(standingLines(result)).toEqual(['Rex Roe 1 approves v1 carried', 'Rex Roe 3 approves v1 carried'])
    expect(auditLines(result)).toEqual([])
  })

  it('has the newer of two tags on cover letters, each for its patches', () => {
    const onBoth = partly(rex('r1', REX_TAG, 10, { patch: 0 }), rex('r2', REX_TAG, 110, { version: 2, patch: 0 }))
    expect(standingLines(onBoth)).toEqual(['Rex Roe 1-3 approves v2 current'])
    const late = partly(rex('r2', REX_TAG, 110, { version: 2, patch: 0 }), rex('r1', REX_TAG, 120, { patch: 0 }))
    expect(standingLines(late)).toEqual([
      'Rex Roe 1 approves v1 carried',
      'Rex Roe 2 approves v2 current',
      'Rex Roe 3 approves v1 carried',
    ])
  })

  it('keeps no tag that its author took back', () => {
    const result = partly(
      rex('r1', REX_TAG, 10, { patch: 1 }),
      { id: 'a', from: ANN, body: 'Thanks, Rex.', at: 11, patch: 1 },
      rex('r2', 'I take my tag back.', 12, { patch: 1 }),
    )
    expect(standingLines(result)).toEqual([])
    expect(auditLines(result)).toEqual([])
  })
})
