import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { addTrailers } from '../../lib/patch/addTrailers'

const TAG = 'Reviewed-by: Rex Roe <rex@example.org>'
const DIFF = ['---', 'diff --git a/f b/f', '--- a/f', '+++ b/f', '@@ -1 +1 @@', '-a', '+b']

const MESSAGES: readonly (readonly string[])[] = [
  ['Stop the drip.'],
  ['Stop the drip.', '', 'Signed-off-by: Jane Doe <jane@example.org>'],
  ['Stop the drip.', '', 'Signed-off-by: Jane Doe <jane@example.org>', '', '[1] https://example.org/leak'],
  ['Stop the drip [1].', '', '[1] https://example.org/leak', 'Signed-off-by: Jane Doe <jane@example.org>'],
  ['Stop the drip.', '', 'Fixes: 0123456789ab ("pump: drip")'],
  [
    'Stop the drip.',
    '',
    'Fixes: 0123456789ab ("pump: drip',
    ' and drop")',
    'Signed-off-by: Jane Doe <jane@example.org>',
  ],
  ['Note: this is prose,', 'and goes on here.'],
  ['Stop the drip.', '', 'one', 'two', 'three', 'four', '(cherry picked from commit 0123456789ab)'],
  ['Stop the drip.', '', 'one', 'two', 'three', '(cherry picked from commit 0123456789ab)'],
]

describe('addTrailers', () => {
  it.each(MESSAGES.map((lines) => [lines.at(-1), lines] as const))(
    'puts a trailer where git interpret-trailers does below a message that ends with "%s"',
    (_, lines) => {
      const [title, blank] = ['pump: drip', '']
      const input = [title, blank, ...lines, ''].join('\n')
      const git = execFileSync('git', ['interpret-trailers', '--if-exists', 'add', '--trailer', TAG], {
        input,
      }).toString()
      const ours = addTrailers([...lines, ...DIFF].join('\n'), [TAG])
      expect([title, blank, ...ours.split('\n').slice(0, -DIFF.length), ''].join('\n')).toBe(git)
    },
  )

  it('changes nothing without trailers', () => {
    const body = ['Stop the drip.', ...DIFF].join('\n')
    expect(addTrailers(body, [])).toBe(body)
  })
})
