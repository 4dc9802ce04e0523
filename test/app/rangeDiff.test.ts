import { createElement } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { expect, it } from 'vitest'
import { RangeDiff } from '../../app/_components/compare/RangeDiff'

it('numbers beside a range-diff are at their lines, and not in its text', () => {
  const lines = ['1:  ------- ! 1:  ------- x: count', '    @@ x.c', '     -old();', '    ++two();']
  const numbers = [
    null,
    { left: { before: 11, after: null }, right: { before: 121, after: null } },
    { left: null, right: { before: null, after: 121 } },
  ]
  const html = renderToString(createElement(RangeDiff, { lines, numbers }))
  const gutter = /<pre class="diff-numbers" aria-hidden="true">([^<]*)<\/pre>/.exec(html)?.[1] ?? ''
  // A browser drops a line end right after <pre>.
  expect(gutter.split('\n')).toEqual([' ', '       ', ' 11 121', '    121'])
  expect(html.slice(html.indexOf('diff-code'))).not.toContain('121')
  expect(renderToString(createElement(RangeDiff, { lines }))).not.toContain('diff-numbers')
})
