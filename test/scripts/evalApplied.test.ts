import { expect, it } from 'vitest'
import { formatApplied, parseAppliedLabels } from '../../scripts/tools/eval/appliedMeasure'

const row = (key: string, state: string, said: readonly string[] = []) => ({
  key,
  title: `series ${key}`,
  state,
  mail: `m-${key}`,
  quote: state === 'applied' ? 'Applied.' : '',
  said,
})

it('counts what is applied of the series that a committer wrote about, and lists what it leaves out and misses', () => {
  const labels = parseAppliedLabels('series\tlabel\tnote\nb@x\tunsaid\tonly a wish\nd@x\tretitled\tdocs: fix it\n')
  const text = formatApplied(
    {
      whole: 4,
      expected: [row('a@x', 'applied'), row('b@x', 'under-review', ['<r@x> please merge']), row('c@x', 'under-review')],
      applied: 3,
      extra: [row('d@x', 'applied'), row('e@x', 'applied')],
    },
    labels,
  )
  expect(text.split('\n')).toEqual([
    '4 series are wholly in the table, about 3 of them a committer used one of the words',
    'excluded, because no mail says that they were applied: 1',
    '  <b@x> series b@x: under-review',
    '    only a wish',
    '    <r@x> please merge',
    '1. applied: 1 of 2 (50.0 %)',
    'missed: 1',
    '  <c@x> series c@x: under-review',
    '2. applied and in the table, elsewhere or under another title: 2 of 3 (66.7 %)',
    'applied elsewhere: 0',
    'applied under another title: 1',
    '  <d@x> series d@x: applied by <m-d@x>: Applied.',
    '    docs: fix it',
    'applied, and not in the table: 1',
    '  <e@x> series e@x: applied by <m-e@x>: Applied.',
    '',
  ])
})

it('refuses an unknown label and names its line', () => {
  expect(() => parseAppliedLabels('series\tlabel\tnote\na@x\tmaybe\t\n')).toThrow('line 2: unknown label "maybe"')
})
