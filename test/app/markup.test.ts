import fc from 'fast-check'
import { createElement, Fragment, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { SearchForm } from '../../app/_components/shell/Masthead'
import { renderMarkup } from '../../app/_markup/markup'

const text = fc.string({
  unit: fc.constantFrom('a', ' ', '\n', '<', '>', '&', '"', "'", '\u202e', '\u{1f600}', '\0', 'é'),
})

const props = fc.record(
  {
    className: text,
    title: text,
    href: text.map((path) => `/${path}`),
    id: text,
    'data-item': text,
    'aria-hidden': fc.boolean(),
    hidden: fc.boolean(),
    tabIndex: fc.integer(),
    lang: fc.constantFrom(undefined, null, 'en'),
  },
  { requiredKeys: [] },
)

const { node } = fc.letrec<{ node: ReactNode }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(text, fc.integer(), fc.constantFrom(null, undefined, true, false)),
    fc
      .tuple(fc.constantFrom('span', 'a', 'bdi', 'code', 'svg'), props, fc.array(tie('node'), { maxLength: 3 }))
      .map(([tag, given, children]) => createElement(tag, given, ...children)),
    fc.array(tie('node'), { maxLength: 3 }).map((children) => createElement(Fragment, null, ...children)),
    tie('node').map((child) => createElement(Wrapped, null, child)),
  ),
}))

function Wrapped({ children }: { readonly children?: ReactNode }) {
  return ['(', children, ')']
}

describe('the content of a page', () => {
  it('is drawn as React draws it, whatever its texts hold', () => {
    fc.assert(
      fc.property(node, (tree) => {
        expect(renderMarkup(tree)).toBe(renderToStaticMarkup(tree))
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    ['a form', createElement(SearchForm, { query: '"a" <b>', large: true })],
    [
      'a choice',
      createElement(
        'select',
        { name: 'a', defaultValue: 'y' },
        createElement('option', { value: 'x' }, 'X'),
        createElement('option', { value: 'y' }, 'Y'),
      ),
    ],
    ['a folded part', createElement('details', { open: true }, createElement('summary', null, 1, ' of ', 2))],
    ['a hidden field', createElement('input', { type: 'hidden', name: 'a', value: 'b<' })],
    ['text that keeps its first line', createElement('pre', null, '\nx')],
  ])('is drawn as React draws it: %s', (_name, tree) => {
    const html = renderToStaticMarkup(tree)
    expect(html.length).toBeGreaterThan(10)
    expect(renderMarkup(tree)).toBe(html)
  })

  it.each([
    ['a script', createElement('script', null, 'x')],
    ['a handler', createElement('a', { onclick: 'x' })],
    [
      'a link whose script stands behind many blanks',
      createElement('a', { href: `${' '.repeat(300)}\tjava\nscript:alert(1)` }),
    ],
    ['a handler in the words of React', createElement('a', { onClick: () => {} })],
    ['an inline style', createElement('p', { style: { color: 'red' } })],
    // biome-ignore lint/security/noDangerouslySetInnerHtml: it must throw.
    ['HTML as text', createElement('p', { dangerouslySetInnerHTML: { __html: 'x' } })],
    ['a link that runs a script', createElement('a', { href: ' \njava\tscript:alert(1)' })],
    ['an attribute whose name is made of text', createElement('a', { 'a b': 'x' })],
    ['a title outside a drawing', createElement('title', null, 'x')],
    ['a component that waits', createElement(() => Promise.resolve('x'), null)],
    ['an object', createElement('p', null, { a: 1 } as unknown as ReactNode)],
  ])('has no %s', (_name, tree) => {
    expect(() => renderMarkup(tree)).toThrow(TypeError)
  })

  it('names a drawing', () => {
    expect(renderMarkup(createElement('svg', null, createElement('title', null, 'a', 1)))).toBe(
      '<svg><title>a1</title></svg>',
    )
  })
})
