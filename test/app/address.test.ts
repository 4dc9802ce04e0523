import { describe, expect, it } from 'vitest'
import { messageHref } from '../../app/_model/href'
import { MAX_TARGET_BYTES, readAddress } from '../../scripts/server/address'

describe('readAddress', () => {
  it.each([
    '/',
    '/?page=2',
    '/search?q=%E0%A4%A',
    '/api/series',
    '/api/series/a%40b',
    '/series/a%2F..%2Fb%40c/diff/3..4/6',
    '/_next/static/chunks/a.css',
  ])('lets %s pass', (target) => {
    expect(readAddress(target)).toEqual({ kind: 'page', target })
  })

  it.each([
    '/series/%E0%A4%A',
    '/%',
    '/series',
    '/series/',
    '/series/%20',
    '/message/a%00b',
    '/message/a%0Ab',
    '/r/%7F',
    '/api/series/%01',
    `/series/${'a'.repeat(251)}`,
    `/search?q=${'a'.repeat(MAX_TARGET_BYTES)}`,
    'http://example.org/',
    '*',
  ])('finds that %s cannot be an address', (target) => {
    expect(readAddress(target)).toEqual({ kind: 'bad' })
  })

  it.each(['/_next/image?url=x', '/_next/data/x', '/problem/404', '/%5fnext/image'])('hides %s', (target) => {
    expect(readAddress(target)).toEqual({ kind: 'hidden' })
  })

  it('sends an id with open slashes to its one address', () => {
    expect(readAddress('/message/a/b@c')).toEqual({ kind: 'redirect', location: '/message/a%2Fb%40c' })
    expect(readAddress('/message/a/b@c/raw')).toEqual({ kind: 'redirect', location: '/message/a%2Fb%40c/raw' })
    expect(readAddress('/r/a/b@c?x=1')).toEqual({ kind: 'redirect', location: '/r/a%2Fb%40c?x=1' })
    expect(readAddress('/message/a/b@c/file/2')).toEqual({ kind: 'redirect', location: '/message/a%2Fb%40c/file/2' })
    expect(readAddress('/message/a%40b/file/2')).toEqual({ kind: 'page', target: '/message/a%40b/file/2' })
    expect(readAddress('/message/a%40b/raw')).toEqual({ kind: 'page', target: '/message/a%40b/raw' })
  })

  it('leads addresses of a public-inbox to the mail here', () => {
    for (const [target, location] of [
      ['/a@b/', '/message/a%40b'],
      ['/all/a@b/T/', '/message/a%40b'],
      ['/a@b', '/message/a%40b'],
      ['/a@b/raw', '/message/a%40b/raw'],
      ['/all/a%40b/t.mbox.gz', '/message/a%40b/t.mbox.gz'],
      ['/message/a/b@c/t.mbox.gz', '/message/a%2Fb%40c/t.mbox.gz'],
    ]) {
      expect(readAddress(target ?? '')).toEqual({ kind: 'redirect', location })
    }
    for (const target of ['/a@b/other', '/all/', '/people/a%40b', '/a%20@b/']) {
      expect(readAddress(target)).toEqual({ kind: 'page', target })
    }
  })

  it('never redirects away from this site', () => {
    for (const target of ['/r//example.org/x', '/message///example.org', '//example.org/', '/r/%2F%2Fexample.org/a']) {
      const address = readAddress(target)
      if (address.kind === 'redirect') expect(address.location).toMatch(/^\/(?:r|message)\/[^/]/)
    }
  })

  it.each(['a/b%c@x', `"<y>&' +ü@z`, '/../../foo@x', '" onclick="alert(1)"@x', '\\x@y', 'x?q=1#f@y', '..@x', 'a//b@c'])(
    'takes the link to %s as a page',
    (id) => {
      expect(readAddress(messageHref(id))).toEqual({ kind: 'page', target: messageHref(id) })
    },
  )
})
