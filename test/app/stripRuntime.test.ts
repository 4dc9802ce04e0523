import { createElement } from 'react'
import { renderToStaticMarkup, renderToString } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { stripRuntime } from '../../scripts/server/stripRuntime'
import { findSlowRuns, repeats } from '../hostile/growth'

const PAYLOADS = [
  '<script>alert(1)</script>',
  '</title><script src=//example.org/x.js>',
  '"><link rel="preload" as="script" href="x">',
  "' onclick='alert(1)",
  '<!-- --><script',
  '-->',
  '\u2028</script>\u2029',
]

describe('stripRuntime', () => {
  it('removes scripts, flight data, script preloads and hydration marks, and keeps the styles', () => {
    const html =
      '<head><link rel="stylesheet" href="/a.css" data-precedence="next"/><link rel="preload" as="script" href="/a.js"/>' +
      '<script src="/b.js" async=""></script></head><body><!--$--><h1>x<!-- -->1</h1><!--/$-->' +
      '<script>self.__next_f.push([1,"\\u003c/script\\u003e <link"])</script></body>'
    expect(stripRuntime(html)).toBe(
      '<head><link rel="stylesheet" href="/a.css" data-precedence="next"/></head><body><h1>x1</h1></body>',
    )
  })

  it("keeps the site's own script, and nothing that only looks like it", () => {
    const own = '<head><script src="/client/0f.js" defer=""></script></head>'
    expect(stripRuntime(`${own}<script src="/_next/static/a.js" async=""></script><script>x</script>`)).toBe(own)
  })

  it('leaves a page without scripts as it is', () => {
    const html = '<!DOCTYPE html><p>a &lt;script&gt; b</p>'
    expect(stripRuntime(html)).toBe(html)
  })

  it('cuts a script that never ends', () => {
    expect(stripRuntime('<p>a</p><script>alert(1)')).toBe('<p>a</p>')
  })

  it.each(PAYLOADS)('finds nothing of the runtime in what React makes of %j', (payload) => {
    const element = createElement(
      'p',
      { title: payload, className: payload },
      payload,
      createElement('title', null, payload),
    )
    const html = renderToStaticMarkup(element)
    expect(stripRuntime(html)).toBe(html)
    expect(stripRuntime(renderToString(element))).toBe(html)
  })

  it('takes time in proportion to the length', () => {
    const pieces = ['<', '<script', '<link ', '<!--', '<script></script>', '<link as="script"']
    expect(findSlowRuns(stripRuntime, repeats(pieces), 300_000)).toEqual([])
  })
})
