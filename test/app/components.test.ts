import { createElement } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { MailBodyView } from '../../app/_components/mail/MailBodyView'
import { Matrix } from '../../app/_components/series/Matrix'
import { SeriesHead } from '../../app/_components/series/SeriesHead'
import { VersionStrip } from '../../app/_components/series/VersionStrip'
import { splitBody } from '../../app/_model/mailBody'
import { subjectIfNew } from '../../app/_model/threadTree'
import { series } from './fixtures'

const id = encodeURIComponent(series.id)

describe('the series page', () => {
  const html = renderToString(createElement(Matrix, { series }))

  it('links each cell to that step of the patch, and an initial version to its mail', () => {
    expect(html).toContain(`href="/series/${id}/diff/1..2/1"`)
    expect(html).toContain(`href="/series/${id}/diff/1..2/-3"`)
    expect(html).toContain('href="/message/v1-2%40example.org"')
  })

  it('has words for its marks, and explains only the marks it has', () => {
    expect(html).toContain('code changed, 3 added, 1 removed; also trailers')
    expect(html).toContain('<caption')
    expect(html.match(/scope="(?:row|col)"/g)?.length).toBe(4 + 3)
    expect(html).not.toContain('message only')
  })

  it('uses each row id once', () => {
    const ids = [...html.matchAll(/<tr id="([^"]*)"/g)].map((match) => match[1])
    expect(ids).toEqual(['patch-1', 'patch-2'])
  })

  it('shows a wrong clock, and counts changed patches', () => {
    const strip = renderToString(createElement(VersionStrip, { series }))
    expect(strip).toContain('7 h ahead of receipt')
    expect(strip).toContain('code changed in 1 of 2, 1 dropped')
  })

  it('shows a hostile title as text', () => {
    const head = renderToString(createElement(SeriesHead, { series: { ...series, title: '<script>\u202Ex</script>' } }))
    expect(head).toContain('&lt;script>&lt;U+202E>x&lt;/script>')
  })
})

describe('a mail', () => {
  const render = (body: string) =>
    renderToString(createElement(MailBodyView, { body: splitBody(body), messageId: 'a@b' }))

  it('links only addresses that are safe to open', () => {
    const html = render('javascript:alert(1) https://example.org/?a=1&b="x" <img src=x onerror=alert(1)>')
    expect(html.match(/href="[^"]*"/g)).toEqual(['href="https://example.org/?a=1&amp;b="'])
    expect(html).toContain('rel="nofollow noopener ugc"')
    expect(html).not.toContain('<img')
  })

  it('says how much of a long mail is not shown, and links to the raw mail', () => {
    const html = renderToString(
      createElement(MailBodyView, { body: splitBody('a\nb\nc', new Set(), 2), messageId: 'a@b' }),
    )
    expect(html).toContain('1 more line not shown')
    expect(html).toContain('href="/message/a%40b/raw"')
  })

  it('keeps the + and - of a diff in its text', () => {
    expect(render('--- a/x\n+++ b/x\n@@ -1 +1 @@\n-old\n+new')).toMatch(/>-old\n<.*>\+new\n</)
  })

  it('does not repeat a subject down the thread', () => {
    const node = { messageId: 'x', from: { name: '', email: '' }, received: '', current: false, marks: [] }
    const nodes = [
      { ...node, depth: 0, subject: '[PATCH] a  b' },
      { ...node, depth: 1, subject: 'Re: [PATCH] a b' },
      { ...node, depth: 1, subject: 'Re: other' },
    ]
    expect(nodes.map((_, index) => subjectIfNew(nodes, index))).toEqual(['[PATCH] a  b', '', 'Re: other'])
  })
})
