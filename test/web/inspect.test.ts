import { describe, expect, it } from 'vitest'
import { SECURITY_HEADERS } from '../../scripts/server/httpAnswer'
import { inspect } from './inspect'

const GOOD = { ...SECURITY_HEADERS, etag: 'W/"abc"', 'content-type': 'text/html; charset=utf-8' }

function look(body: string, headers: Readonly<Record<string, string>> = {}): readonly string[] {
  const answer = { path: '/x', status: 200, headers: new Headers({ ...GOOD, ...headers }), bytes: Buffer.from(body) }
  return inspect(answer).bad
}

const page = (inside: string) => `<!DOCTYPE html><html><body>${inside}</body></html>`

describe('inspect', () => {
  it('accepts a page of ours', () => {
    const body =
      '<a href="/x#y">x</a><a href="https://example.org/" rel="nofollow noopener ugc">y</a><svg><path d="M0 0"/></svg>'
    expect(look(page(`${body}<script src="/assets/0123456789abcdef.js" defer=""></script>`))).toEqual([])
  })

  it.each([
    '<script>alert(1)</script>',
    '<script src="/assets/other.js" defer></script>',
    '<script src="//example.org/assets/0123456789abcdef.js" defer></script>',
    '<svg onload=alert(1)>',
    '<p ONCLICK="alert(1)">',
    '<p style="color: red">',
    '<style>p {}</style>',
    '<img src="/x.png">',
    '<iframe srcdoc="x"></iframe>',
    '<a href="javascript:alert(1)">',
    '<a href=" javascript:alert(1)">',
    '<a href="data:text/html,x">',
    '<a href="//example.org/">',
    '<a href="/\\example.org/">',
    '<a href="relative">',
    '<a href="https://example.org/">',
    '<form action="https://example.org/" rel="nofollow noopener ugc">',
    '<svg><use xlink:href="https://example.org/x.svg#a"/></svg>',
    '<link rel="stylesheet" href="https://example.org/x.css">',
    '<meta http-equiv="refresh" content="0">',
    '<base href="/">',
    '<!-- left -->',
    'hidden \u202E',
    '<p title="\u200B">',
  ])('finds %s', (planted) => {
    expect(look(page(planted))).not.toEqual([])
  })

  it('finds bad headers and files', () => {
    for (const headers of [
      { 'set-cookie': 'a=b' },
      { 'x-content-type-options': 'x' },
      { 'content-security-policy': "default-src 'none'; script-src 'unsafe-inline'" },
      { location: '//example.org/' },
      { etag: 'x"y' },
      { 'content-type': 'image/svg+xml' },
      { 'content-type': 'application/octet-stream' },
      { 'content-type': 'application/json' },
      { 'content-type': 'application/mbox' },
      { 'content-type': 'application/mbox', 'content-disposition': 'attachment; filename="../x"' },
      { 'content-type': 'application/atom+xml' },
    ]) {
      expect([headers, look(page(''), headers)]).not.toEqual([headers, []])
    }
  })
})
