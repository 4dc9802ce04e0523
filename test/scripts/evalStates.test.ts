import { expect, it } from 'vitest'
import { formatStates, parseStateLabels } from '../../scripts/tools/eval/stateLabels'

const HEAD = 'case\tnewest\tstate\twaiting\tmail\tnote\n'
const LABELS = `${HEAD}01\ta@x\tapplied\tnobody\tb@x\tApplied.\n02\tc@x\tunder-review/deferred\treviewers\t\tno reply\n`

it('counts an answer as right when it is one of those that the reader accepts', () => {
  const shown = { state: 'deferred', waiting: 'maintainer', mail: 'c@x', quote: '' }
  const text = formatStates(parseStateLabels(LABELS), (newest) =>
    newest === 'a@x' ? { state: 'applied', waiting: 'nobody', mail: 'b@x', quote: 'Applied.' } : shown,
  )
  expect(text).toContain('state right in 2, waiting on right in 1 of 2 series')
  expect(text).toContain('02 <c@x> waiting\n  reader: under-review/deferred, reviewers: no reply')
})

it('counts a series that is not imported as wrong', () => {
  expect(formatStates(parseStateLabels(LABELS), () => undefined)).toContain(
    'state right in 0, waiting on right in 0 of 2 series',
  )
})

it('refuses a row without an answer and names its line', () => {
  expect(() => parseStateLabels(`${HEAD}01\ta@x\t\tnobody\t\t\n`)).toThrow('line 2: unknown answer')
})
