import { describe, expect, it } from 'vitest'
import { reflow } from '../../app/_model/reflow'

const LONG = 'This line is so long that a mail program wrapped it here'

describe('the lines of prose', () => {
  it('are joined where a mail program wrapped them, paragraph by paragraph', () => {
    expect(reflow(`${LONG}\nand went on.\n\n${LONG}\n${LONG}\nto the end`)).toBe(
      `${LONG} and went on.\n\n${LONG} ${LONG} to the end`,
    )
  })

  it.each([
    ['a short line', 'Right.\nBut why?'],
    ['a list', `${LONG}:\n- one\n- two\n1. three`],
    ['the rest of an item', `- ${LONG}\n  and more of it`],
    ['a quote', `${LONG}\n> quoted\n> again`],
    ['trailers', `${LONG}\nReviewed-by: Rex Roe <rex@example.org>`],
    ['code', `if (a_long_condition_of_the_loop && another_one_here)\nreturn;`],
    ['a table', `name     size     a column that makes the line quite long\nalpha    12`],
    ['an address', `${LONG}\nhttps://example.org/why`],
  ])('stay as they are for %s', (_what, text) => {
    expect(reflow(text)).toBe(text)
  })
})
