import fc from 'fast-check'
import { createElement, Fragment } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { html } from '../../app/_markup/html'
import { renderMarkup } from '../../app/_markup/markup'

const text = fc.string({
  unit: fc.constantFrom('a', ' ', '\n', '<', '>', '&', '"', "'", '\u202e', '\u{1f600}', '\0', 'é', '`', '='),
})

/** A template as its parts, for those that no program would have. */
const fill = (parts: readonly string[], ...values: readonly string[]) =>
  renderMarkup(html(Object.assign([...parts], { raw: parts }), ...values))

describe('a template', () => {
  it('gives what the same elements give, whatever its texts hold', () => {
    fc.assert(
      fc.property(text, text, text, fc.integer(), (title, id, inside, number) => {
        const elements = createElement(
          'p',
          { className: `a ${title}`, title },
          createElement('a', { href: `/${id}`, id: `x-${number}` }, inside, number),
          createElement('br'),
        )
        const template = html`<p class="a ${title}" title="${title}"><a href="/${id}" id="x-${number}">${inside}${number}</a><br/></p>`
        expect(renderMarkup(template)).toBe(renderToStaticMarkup(elements))
      }),
      { numRuns: 300 },
    )
  })

  it('takes elements, lists, other templates and nothing, and stands among elements', () => {
    const list = ['<', '>'].map((sign) => html`<li>${sign}</li>`)
    const tree = createElement('ul', null, html`${list}${createElement('li', null, '&')}${null}${undefined}${false}`)
    expect(renderMarkup(createElement(Fragment, null, tree, html`!`))).toBe(
      '<ul><li>&lt;</li><li>&gt;</li><li>&amp;</li></ul>!',
    )
  })

  it('writes nothing for a value that an attribute does not have, and refuses what is no text', () => {
    expect(renderMarkup(html`<p class="${undefined}"></p>`)).toBe('<p class=""></p>')
    expect(() => html`<p class="${createElement('p')}"></p>`).toThrow(TypeError)
    expect(() => html`<p class="${['a']}"></p>`).toThrow(TypeError)
    expect(() => html`<p hidden class="${true}"></p>`).toThrow(TypeError)
  })

  it('lets an address run no script', () => {
    expect(renderMarkup(html`<a href="${'https://example.org/?a&b'}">x</a>`)).toContain('?a&amp;b"')
    expect(() => html`<a href="${' java\nscript:alert(1)'}">x</a>`).toThrow(TypeError)
    expect(renderMarkup(html`<a href="#${'javascript:'}">x</a>`)).toBe('<a href="#javascript:">x</a>')
  })

  it.each([
    ['a place in a tag', ['<p ', '></p>']],
    ['a place for a name', ['<', '></p>']],
    ['a place for the name of an attribute', ['<p ', '="x"></p>']],
    ['a value without quotes', ['<p title=', '></p>']],
    ['a value in single quotes', ["<p title='", "'></p>"]],
    ['a script', ['<script>', '</script>']],
    ['a sheet of styles', ['<style>', '</style>']],
    ['a comment', ['<!-- ', ' -->']],
    ['a handler', ['<p onclick="', '"></p>']],
    ['a handler in capitals', ['<p ONCLICK="', '"></p>']],
    ['an inline style', ['<p style="', '"></p>']],
    ['an address of two pieces', ['<a href="', '', '">x</a>']],
    ['an address with a protocol of its own', ['<a href="java', '">x</a>']],
    ['a tag that is not closed', ['<p title="', '"']],
    ['a value that is not closed', ['<p title="', '']],
  ])('has no %s', (_name, parts) => {
    expect(() => fill(parts, ...parts.slice(1).map(() => 'x'))).toThrow(TypeError)
  })

  it('is drawn by nobody else, who would take its HTML for text', () => {
    expect(() => renderToStaticMarkup(html`<p></p>`)).toThrow(TypeError)
  })
})
