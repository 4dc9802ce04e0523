import { describe, expect, it } from 'vitest'
import { JANE, REX, replyOf, review } from './fixture'

const ASKED = '> +result = 42;\n'

/** The status of a comment of Rex on v1, the answer of Jane and what came after it, once v2 is posted. */
function statusOf(wish: string, answer: string, newer: string, after = ''): string | undefined {
  const quoted = `> > +result = 42;\n> ${wish}\n${answer}\n`
  const { comments } = review(
    [[{ line: 'result = 42;\ncount = 1;' }], [{ line: newer }]],
    [
      { ...replyOf('ask', REX, 10, `${ASKED}${wish}\n`), patch: 1 },
      replyOf('answer', JANE, 20, quoted, 'ask'),
      ...(after === '' ? [] : [replyOf('after', REX, 30, after, 'answer')]),
    ],
  )
  const outcome = comments.find(({ mailKey }) => mailKey === 'ask')?.outcome
  return outcome === undefined || outcome === null ? undefined : `${outcome.status} ${outcome.changedIn}`
}

describe('a comment below a line that the next version kept', () => {
  const kept = 'result = 42;\ncount = 2;'
  const wish = 'Please set this to 0.'

  it('is open when the author answered without agreeing', () => {
    expect(statusOf(wish, 'It says that the call was faked.', kept)).toBe('open null')
  })

  it('is addressed when the line changed, or something that the comment names', () => {
    expect(statusOf(wish, 'It says that the call was faked.', 'result = 0;\ncount = 1;')).toBe('addressed 2')
    const named = 'result = 42;\ncount = 1;\nring_free(ring);'
    expect(statusOf('Please call ring_free() here.', 'It says so.', named)).toBe('addressed 2')
  })

  it('is addressed when the author agreed, or the two went on from the answer', () => {
    expect(statusOf(wish, 'True.', kept)).toBe('addressed 2')
    expect(statusOf(wish, 'It says that the call was faked.', kept, 'Then count is wrong, too.')).toBe('addressed 2')
  })

  it('is settled, and not by the change, when the reviewer takes the answer', () => {
    expect(statusOf(wish, 'It says that the call was faked.', kept, 'Fair enough.')).toBe('cleared null')
  })
})
