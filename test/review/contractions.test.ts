import { describe, expect, it } from 'vitest'
import { type CueRow, matchesAny } from '../../lib/review/cueTable'
import { findBlame, findRegression } from '../../lib/review/rules/object'
import { requestsChange } from '../../lib/review/rules/request'

const IS_WRONG: readonly CueRow[] = [{ cue: /\bis wrong\b/i, yes: 'It is wrong.', no: 'It is right.' }]
const IF: readonly CueRow[] = [{ cue: /^if\b/i, yes: 'If it is.', no: 'What if?' }]
const FAILS: readonly CueRow[] = [
  { cue: /\bfails\b/, unless: /\bit is known\b/, yes: 'It fails.', no: 'it is known that it fails.' },
]

describe('a cue', () => {
  it.each(["That's wrong.", 'It’s wrong.', '"That is wrong."', "(There's wrong.)"])(
    'that is written out is found in "%s"',
    (sentence) => {
      expect(matchesAny(IS_WRONG, sentence)).toBe(true)
    },
  )

  it.each(["Ann's wrong address.", "The driver's wrong size.", "It isn't wrong."])(
    'is not found in "%s", where the letter means something else',
    (sentence) => {
      expect(matchesAny(IS_WRONG, sentence)).toBe(false)
    },
  )

  it('at the start is found after a bracket, and not after a quotation mark', () => {
    expect(matchesAny(IF, '(If it were so, I would agree.)')).toBe(true)
    expect(matchesAny(IF, '"If it is so"')).toBe(false)
  })

  it('is given another meaning by words in either form', () => {
    expect(matchesAny(FAILS, "Well, it's known that it fails.")).toBe(false)
    expect(matchesAny(FAILS, 'It matters that it fails.')).toBe(true)
  })
})

describe('a sentence with a contraction', () => {
  it('reports a regression as one without it does', () => {
    expect(findRegression("That's a clear regression.")).toBe('requests-changes')
    expect(findRegression("That isn't a regression.")).toBeUndefined()
  })

  it('asks as one without it does, but for denials, which are talk', () => {
    expect(findBlame("I guess it's not worth it.", false)).toBeUndefined()
    expect(requestsChange("FYI, a soft boot doesn't clear the register.")).toBe(false)
    expect(requestsChange("But just be curious, why doesn't core manage it when it is bound?")).toBe(false)
    expect(requestsChange('(Please rename it.)')).toBe(true)
    // <20201127111429.GR2455276@dell>
    expect(requestsChange("Why are some of these in brackets and others aren't?")).toBe(false)
    // <87pm9rsg6p.fsf@suse.de>
    expect(requestsChange("I haven't used the limit, IIRC it was added in V2.")).toBe(false)
  })
})
