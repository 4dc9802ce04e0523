import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reviewSeries } from '../../lib/review/review'
import { ANN, auditLines, JANE, REX, REX_TAG, review, type ShortReply, seriesInput, standingLines } from './fixture'

const rex = (body: string, more: Partial<ShortReply> = {}): ShortReply => ({
  id: 'r',
  from: REX,
  body,
  at: 10,
  ...more,
})
const jane = (body: string, more: Partial<ShortReply> = {}): ShortReply => ({
  id: 'j',
  from: JANE,
  body,
  at: 20,
  to: 'r',
  ...more,
})
const QUOTE = '> +a = 1;\n'

describe('a tag', () => {
  it('is current on the version it was given on', () => {
    expect(standingLines(review([[{ line: 'a = 1;' }]], [rex(REX_TAG)]))).toEqual(['Rex Roe 1 approves v1 current'])
  })

  it('is carried while the body has it and the code is the same', () => {
    const versions = [[{ line: 'a = 1;' }], [{ line: 'a = 1;', trailers: [REX_TAG] }]]
    const result = review(versions, [rex(REX_TAG)])
    expect(standingLines(result)).toEqual(['Rex Roe 1 approves v1 carried'])
    expect(auditLines(result)).toEqual([])
  })

  it('is stale once the code changed', () => {
    const versions = [
      [{ line: 'a = 1;' }],
      [{ line: 'a = 2;', trailers: [REX_TAG] }],
      [{ line: 'a = 2;', trailers: [REX_TAG] }],
    ]
    const result = review(versions, [rex(REX_TAG)])
    expect(standingLines(result)).toEqual(['Rex Roe 1 approves v1 stale'])
    expect(auditLines(result)).toEqual(['stale-tag v3 1 Rex Roe'])
  })

  it('is carried when nothing but white space changed', () => {
    const versions = [[{ line: 'a = 1;' }], [{ line: 'a  =  1;', trailers: [REX_TAG] }]]
    const result = review(versions, [rex(REX_TAG)])
    expect(standingLines(result)).toEqual(['Rex Roe 1 approves v1 carried'])
    expect(auditLines(result)).toEqual([])
  })

  describe('that came with a request', () => {
    const asking = rex(`${QUOTE}Please rename this.\n\nWith that:\n${REX_TAG}`)
    const tagged = (line: string) => [{ line, trailers: [REX_TAG] }]
    const ofTag = (versions: Parameters<typeof review>[0], mail = asking) =>
      standingLines(review(versions, [mail])).filter((line) => line.includes('approves'))

    it('is carried when the code changed only as it asked', () => {
      expect(ofTag([[{ line: 'a = 1;' }], tagged('b = 1;')])).toEqual(['Rex Roe 1 approves v1 carried'])
    })

    it('is stale when the code changed once more', () => {
      expect(ofTag([[{ line: 'a = 1;' }], tagged('b = 1;'), tagged('c = 1;')])).toEqual(['Rex Roe 1 approves v1 stale'])
    })

    it('is stale when something else of the mail was not done', () => {
      const more = rex(`${QUOTE}Please rename this.\n\n${QUOTE}Who calls this?\n\nWith that:\n${REX_TAG}`)
      const versions = [[{ line: 'a = 1;' }], tagged('b = 1;')]
      expect(ofTag(versions, more)).toEqual(['Rex Roe 1 approves v1 stale'])
    })
  })

  it('is lost, and gives no standing, when the body lacks it although the code is the same', () => {
    const result = review([[{ line: 'a = 1;' }], [{ line: 'a = 1;' }]], [rex(REX_TAG)])
    expect(standingLines(result)).toEqual([])
    expect(auditLines(result)).toEqual(['lost-tag v2 1 Rex Roe'])
  })

  it('is not lost when the code changed, when it came too late, or when it was taken back', () => {
    const same = [[{ line: 'a = 1;' }], [{ line: 'a = 1;' }]]
    expect(auditLines(review([[{ line: 'a = 1;' }], [{ line: 'a = 2;' }]], [rex(REX_TAG)]))).toEqual([])
    expect(auditLines(review(same, [rex(REX_TAG, { at: 150 })]))).toEqual([])
    expect(auditLines(review(same, [rex(REX_TAG), rex('Please drop my R-b.', { id: 'r2', at: 30 })]))).toEqual([])
  })

  it('is unproved when it appears in a later version and no mail gives it', () => {
    const result = review([[{ line: 'a = 1;' }], [{ line: 'a = 1;', trailers: [REX_TAG] }]])
    expect(standingLines(result)).toEqual(['Rex Roe 1 approves v2 carried'])
    expect(auditLines(result)).toEqual(['unproved-tag v2 1 Rex Roe'])
  })

  it('is not a finding when the first version already has it, but counts', () => {
    const signed = [{ line: 'a = 1;', trailers: [REX_TAG] }]
    expect(standingLines(review([signed]))).toEqual(['Rex Roe 1 approves v1 carried'])
    expect(auditLines(review([signed]))).toEqual([])
    expect(auditLines(review([signed, [{ line: 'a = 1;' }], signed]))).toEqual([])
  })

  it('on the cover letter counts for every patch, or for the patches that it names', () => {
    const versions = [[{ line: 'a' }, { line: 'b' }, { line: 'c' }]]
    expect(standingLines(review(versions, [rex(REX_TAG, { patch: 0 })]))).toEqual(['Rex Roe 1-3 approves v1 current'])
    expect(standingLines(review(versions, [rex(`For patches 1 and 3:\n${REX_TAG}`, { patch: 0 })]))).toEqual([
      'Rex Roe 1 approves v1 current',
      'Rex Roe 3 approves v1 current',
    ])
  })

  it("in another person's name is a mismatch and does not count", () => {
    const result = review([[{ line: 'a' }]], [rex('Reviewed-by: Ann Poe <ann@example.org>')])
    expect(standingLines(result)).toEqual([])
    expect(auditLines(result)).toEqual(['mismatch v1 1 Rex Roe'])
  })

  it('by the author does not count', () => {
    const own = 'Reviewed-by: Jane Doe <jane@example.org>'
    expect(standingLines(review([[{ line: 'a' }]], [jane(own)]))).toEqual([])
  })

  it('by the sender counts on a patch that someone else wrote', () => {
    const own = 'Reviewed-by: Jane Doe <jane@example.org>'
    const result = review([[{ line: 'a', from: ANN }]], [jane(own)])
    expect(standingLines(result)).toEqual(['Jane Doe 1 approves v1 current'])
  })

  it('with a condition becomes unconditional when the author takes it over', () => {
    const first = [rex(`With that fixed:\n${REX_TAG}`)]
    expect(standingLines(review([[{ line: 'a' }]], first))).toEqual(['Rex Roe 1 approves-with-condition v1 current'])
    expect(standingLines(review([[{ line: 'a' }], [{ line: 'a', trailers: [REX_TAG] }]], first))).toEqual([
      'Rex Roe 1 approves v1 carried',
    ])
  })

  it('on a dropped patch gives no standing', () => {
    expect(
      standingLines(review([[{ line: 'a' }, { line: 'b' }], [{ line: 'a' }]], [rex(REX_TAG, { patch: 2 })])),
    ).toEqual([])
  })
})

describe('a comment', () => {
  const ask = rex(`${QUOTE}Please rename this.`)
  it('is open until it is answered', () => {
    const result = review([[{ line: 'a = 1;' }]], [ask])
    expect(standingLines(result)).toEqual(['Rex Roe 1 requests-changes v1 open'])
    expect(auditLines(result)).toEqual(['open-remark v1 1 Rex Roe'])
  })

  it('is promised by the author, addressed by a version that changes the quoted hunk', () => {
    expect(standingLines(review([[{ line: 'a = 1;' }]], [ask, jane('Will fix.')]))).toEqual([
      'Rex Roe 1 requests-changes v1 promised',
    ])
    expect(standingLines(review([[{ line: 'a = 1;' }], [{ line: 'b = 1;' }]], [ask, jane('Will fix.')]))).toEqual([
      'Rex Roe 1 requests-changes v1 addressed',
    ])
  })

  it('stays promised when the next version leaves the hunk alone', () => {
    expect(standingLines(review([[{ line: 'a = 1;' }], [{ line: 'a = 1;' }]], [ask, jane('Will fix.')]))).toEqual([
      'Rex Roe 1 requests-changes v1 promised',
    ])
  })

  it('is declined by the author, also when the hunk changes later', () => {
    expect(
      standingLines(review([[{ line: 'a = 1;' }], [{ line: 'b = 1;' }]], [ask, jane('I prefer to keep it.')])),
    ).toEqual(['Rex Roe 1 requests-changes v1 declined'])
  })

  it('is cleared by a concession below it and by a later tag of the same person', () => {
    const settled = rex('OK.', { id: 'r2', at: 30, to: 'j' })
    expect(standingLines(review([[{ line: 'a = 1;' }]], [ask, jane('I prefer to keep it.'), settled]))).toEqual([
      'Rex Roe 1 requests-changes v1 cleared',
    ])
    expect(standingLines(review([[{ line: 'a = 1;' }]], [ask, rex(REX_TAG, { id: 'r2', at: 30 })]))).toEqual([
      'Rex Roe 1 approves v1 current',
      'Rex Roe 1 requests-changes v1 cleared',
    ])
  })

  it('is not cleared by a tag that depends on it', () => {
    const tag = rex(`With that fixed:\n${REX_TAG}`, { id: 'r2', at: 30 })
    expect(standingLines(review([[{ line: 'a = 1;' }]], [ask, tag]))).toContain('Rex Roe 1 requests-changes v1 open')
  })

  it("as a question is answered by words, not by a change or the author's no", () => {
    const question = rex(`${QUOTE}Which tree is this for?`)
    const versions = [[{ line: 'a = 1;' }], [{ line: 'b = 1;' }]]
    const result = review(versions, [question, jane('No, it stays.')])
    expect(standingLines(result)).toEqual(['Rex Roe 1 asks v1 open'])
    expect(result.standings[0]?.answered).toBe(true)
  })

  it('also counts for other patches that it names by their area', () => {
    const versions = [
      [
        { line: 'a', title: 'net/alpha: one' },
        { line: 'b', title: 'net/beta-x: two' },
        { line: 'c', title: 'net/gamma: three' },
      ],
    ]
    const body = 'Please check the pointer. gamma has the same problem, unlike beta-x.'
    expect(standingLines(review(versions, [rex(body)]))).toEqual([
      'Rex Roe 1 requests-changes v1 open',
      'Rex Roe 3 requests-changes v1 open',
    ])
  })
})

describe('an objection', () => {
  const objection = rex('What is the point?')
  it('is not cleared by the author, by others, by silence or by a change', () => {
    const others = [jane('Will fix.'), { ...rex('OK.', { id: 'a', at: 30 }), from: ANN }]
    expect(standingLines(review([[{ line: 'a' }], [{ line: 'b' }]], [objection, ...others]))).toEqual([
      'Rex Roe 1 objects v1 open',
    ])
  })

  it('is cleared by a later tag of the same person, also by one with a condition', () => {
    const tag = rex(`With that fixed:\n${REX_TAG}`, { id: 'r2', at: 30 })
    expect(standingLines(review([[{ line: 'a' }]], [objection, tag]))).toContain('Rex Roe 1 objects v1 cleared')
  })

  it('stays open when the series is applied, and is listed as applied over', () => {
    const applied: ShortReply = { id: 'm', from: ANN, body: 'Applied, thanks!', at: 40, patch: 0 }
    const result = review([[{ line: 'a' }]], [objection, applied])
    expect(standingLines(result)).toEqual(['Ann Poe all applied v1 current', 'Rex Roe 1 objects v1 open'])
    expect(result.mergedOver.map(({ mailKey }) => mailKey)).toEqual(['r'])
    expect(review([[{ line: 'a' }]], [objection]).mergedOver).toEqual([])
  })
})

describe('the fold', () => {
  it('does not depend on the order of the input', () => {
    const versions = [
      [{ line: 'a = 1;' }, { line: 'b = 1;' }],
      [{ line: 'a = 2;', trailers: [REX_TAG] }, { line: 'b = 1;' }],
    ]
    const replies = [
      rex(`${QUOTE}Please rename this.`),
      jane('Will fix.'),
      rex(REX_TAG, { id: 'r2', at: 30 }),
      { id: 'a', from: ANN, body: 'What is the point?', at: 30, patch: 2 },
      { id: 'a2', from: ANN, body: 'OK.', at: 50, patch: 2, to: 'a' },
      { id: 'm', from: ANN, body: 'Applied, thanks!', at: 140, version: 2, patch: 0 },
    ]
    const input = seriesInput(versions, replies)
    const expected = reviewSeries(input)
    fc.assert(
      fc.property(fc.shuffledSubarray([...input.replies], { minLength: replies.length }), (shuffled) => {
        const mixed = {
          ...input,
          replies: shuffled,
          versions: [...input.versions].reverse(),
          steps: [...input.steps].reverse(),
        }
        expect(reviewSeries(mixed)).toEqual(expected)
      }),
    )
  })
})

describe('the text of a finding', () => {
  /** The first version of each series was an RFC, so that v1 is at position 2. */
  const texts = (...given: Parameters<typeof seriesInput>) => {
    const input = seriesInput(...given)
    const versions = input.versions.map((version, at) => ({ ...version, label: at === 0 ? 'RFC' : `v${at}` }))
    return reviewSeries({ ...input, versions }).audit.map(({ text }) => text)
  }
  it('names versions by their labels, not by their positions', () => {
    const signed = { line: 'a = 2;', trailers: [REX_TAG] }
    expect(texts([[{ line: 'a = 1;' }], [signed]], [rex(REX_TAG)])).toEqual([
      `given on RFC, code changed since: ${REX_TAG}`,
    ])
    expect(texts([[{ line: 'a = 1;' }], [{ line: 'a = 1;' }]], [rex(REX_TAG)])).toEqual([
      `given on RFC, missing from v1: ${REX_TAG}`,
    ])
    const ask = rex(`${QUOTE}Which tree is this for?`, { version: 2, at: 110 })
    expect(texts([[{ line: 'a = 0;' }], [{ line: 'a = 1;' }], [{ line: 'a = 2;' }]], [ask])).toEqual([
      'since v1, unanswered, code changed in v2: Which tree is this for?',
    ])
  })
})

describe('a hostile thread', () => {
  it('of 2,000 mails in one chain, each with requests and concessions, is folded within the time limit of a test', () => {
    const replies = Array.from({ length: 2_000 }, (_, at): ShortReply => {
      const to = at === 0 ? 'v1/1' : `r${at - 1}`
      return rex('Please rename this.\nOK.\n'.repeat(20), { id: `r${at}`, at, to, from: at % 2 === 0 ? REX : JANE })
    })
    // Anything worse than linear exceeds the time limit of the runner.
    expect(review([[{ line: 'a' }]], replies).standings.length).toBeGreaterThan(0)
  })
})
