import { expect, it } from 'vitest'
import {
  drawOutcomes,
  formatOutcomes,
  parseOutcomeLabels,
  type ShownOutcome,
} from '../../scripts/tools/eval/outcomeLabels'

const HEAD = 'case\tnewest\tversion\tmail\tquote\toutcome\tnote\n'
const shown = (outcome: string, rest: Partial<ShownOutcome> = {}): ShownOutcome => ({
  newest: 'a@x',
  version: 'v2',
  mail: 'b@x',
  quote: 'Use y.',
  outcome,
  ...rest,
})
const measure = (answer: string, outcomes: readonly ShownOutcome[] | undefined) =>
  formatOutcomes(parseOutcomeLabels(`${HEAD}01\ta@x\tv2\tb@x\tUse y.\t${answer}\tnote\n`), () => outcomes).split(
    '\n',
  )[0]

it.each([
  ['done', 'done', 1],
  ['settled', 'answered', 1],
  ['none', 'settled', 1],
  ['none', 'done', 0],
  ['done', 'undone', 0],
])('compares what the reader says with what is shown: %s, %s', (answer, outcome, right) => {
  expect(measure(answer, [shown(outcome), shown('gone', { quote: 'Else.' })])).toBe(
    `outcome right for ${right} of 1 comments`,
  )
})

it('takes a comment that is not shown as right where the reader says that it asks for nothing', () => {
  expect(measure('none', [])).toContain('right for 1 of 1')
  expect(measure('done', [])).toContain('right for 0 of 1')
  expect(measure('none', undefined)).toContain('right for 0 of 1')
})

it('draws a comment for the last version that shows it, and at most three of a series', () => {
  const all = ['One.', 'Two.', 'Three.', 'Four.'].map((quote) => shown('undone', { quote }))
  const rows = drawOutcomes([...all, ...all.map((one) => ({ ...one, version: 'v3' }))], 55, 10).split('\n')
  expect(rows.slice(1, -1).map((row) => row.split('\t')[2])).toEqual(['v3', 'v3', 'v3'])
})

it('refuses an unknown answer and names its line', () => {
  expect(() => parseOutcomeLabels(`${HEAD}01\ta@x\tv2\tb@x\tq\tmaybe\t\n`)).toThrow('line 2: unknown answer')
})
