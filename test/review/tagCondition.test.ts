import { expect, it } from 'vitest'
import { conditionOf, refersBack } from '../../lib/review/tagCondition'

it.each([
  // <20221213183225.3f49ceb8@p-imbrenda>
  ['with those two nits fixed: Reviewed-by: Ann Lee <ann@example.org>', 'with those two nits fixed'],
  // <b6ac5c44917390b9a5cc7ebb87a089568279c459.camel@linux.ibm.com>: the address is on the next line.
  ['and the nit above you can add my: Reviewed-by: Ann Lee', 'and the nit above'],
  ['Acked-by: Ann Lee <ann@example.org> once the typo is fixed.', 'once the typo is fixed.'],
  ['Reviewed-by: Ann Lee <ann@example.org>, with one nit', 'with one nit'],
  ['Reviewed-by', 'Reviewed-by'],
])('reads on which words a tag depends: %s', (sentence, words) => {
  expect(conditionOf(sentence)).toBe(words)
})

it('knows a condition that somebody else may have set', () => {
  const tag = 'Reviewed-by: Ann Lee <ann@example.org>'
  for (const words of ['with that fixed:', "Once that's done,", 'With the above addressed', 'If it is renamed'])
    expect(refersBack(`${words} ${tag}`)).toBe(true)
  for (const words of ['with those two nits fixed:', 'With this series', 'I tested this.', ''])
    expect(refersBack(`${words} ${tag}`)).toBe(false)
})
