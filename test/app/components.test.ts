import { createElement } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { MailBodyView } from '../../app/_components/mail/MailBodyView'
import { splitBody } from '../../app/_model/mailBody'
import { subjectIfNew } from '../../app/_model/threadTree'

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
