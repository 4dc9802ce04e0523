import { describe, expect, it } from 'vitest'
import { messageHref } from '../../app/_model/href'
import { MAX_TARGET_BYTES, readAddress } from '../../scripts/server/pageAddress'

describe('readAddress', () => {
  it.each([
    ['/', '/', '/'],
    ['/?page=2', '/', '/?page=2'],
    ['/search?q=%E0%A4%A', '/search', '/search?q=%EF%BF%BD%25A'],
    ['/api/series', '/api/series', '/api/series'],
    ['/api/series/a@b', '/api/series/[id]', '/api/series/a%40b'],
    [
      '/series/a%2F..%2Fb%40c/diff/3..4/6',
      '/series/[id]/diff/[range]/[patch]',
      '/series/a%2F%2E%2E%2Fb%40c/diff/3%2E%2E4/6',
    ],
    ['/message/a%40b/t.mbox.gz', '/message/[id]/t.mbox.gz', '/message/a%40b/t.mbox.gz'],
    ['/path', '/path/[[...path]]', '/path'],
    ['/path/a%2fb/c.h', '/path/[[...path]]', '/path/a%2Fb/c%2Eh'],
    ['/path/a/atom', '/path/[[...path]]', '/path/a/atom'],
    // An ID pasted with the brackets of its header.
    ['/series/%3Ca@b%3E', '/series/[id]', '/series/%3Ca%40b%3E'],
  ])('reads %s', (target, route, canonical) => {
    expect(readAddress(target)).toEqual({ kind: 'page', route, target: canonical })
  })

  it('drops what changes nothing: unknown parameters, and values that mean as much as none', () => {
    for (const [target, canonical] of [
      ['/series/a%40b/diff/1..2?x=1', '/series/a%40b/diff/1%2E%2E2'],
      ['/series/a%40b/diff/1..2?view=17&columns=17', '/series/a%40b/diff/1%2E%2E2'],
      ['/series/a%40b/diff/1..2?view=interdiff&columns=1', '/series/a%40b/diff/1%2E%2E2'],
      ['/series/a%40b/diff/1..2?columns=2&view=full', '/series/a%40b/diff/1%2E%2E2?view=full&columns=2'],
      ['/series/a%40b/mbox?trailers=17&version=2', '/series/a%40b/mbox?version=2'],
      ['/series/a%40b/mbox?trailers=0', '/series/a%40b/mbox?trailers=0'],
      ['/people?page=1', '/people'],
      ['/people?page=-17&q=a', '/people?q=a'],
      ['/api/series?size=17&page=3', '/api/series?page=3&size=17'],
      ['/api/series?size=1700', '/api/series'],
      // Only the server says what the address of the site is.
      ['/sitemap.xml?site=https%3A%2F%2Fevil.example', '/sitemap.xml'],
    ] as const)
      expect([target, readAddress(target)]).toEqual([target, expect.objectContaining({ target: canonical })])
  })

  it('maps every spelling of an address to the same target', () => {
    const targets = [
      '/?state=applied&q=a%20b&page=2',
      '/?q=a+b&page=2&state=applied',
      '/?x=1&q=a+b&state=applied&page=2&page=3&q=c',
      '/?utm_source=x&page=2&fbclid=1&q=a%20b&state=applied',
    ]
    expect(new Set(targets.map((target) => JSON.stringify(readAddress(target)))).size).toBe(1)
  })

  it.each([
    ['/series/%E0%A4%A', 'percent'],
    ['/%', 'percent'],
    ['/message', 'incomplete'],
    ['/message/', 'incomplete'],
    ['/commit', 'unknown'],
    ['/message/..', 'dots'],
    ['/series/%2e%2E/x', 'dots'],
    ['/search/.', 'dots'],
    [`/search?q=${'a'.repeat(MAX_TARGET_BYTES)}`, 'long'],
    ['http://example.org/', 'absolute'],
    ['*', 'absolute'],
  ])('rejects %s as an address, and says why', (target, why) => {
    expect(readAddress(target)).toEqual(why === 'unknown' ? { kind: 'unknown' } : { kind: 'bad', why })
  })

  it('redirects a name that people type to the page that they mean', () => {
    for (const [target, location] of [
      ['/lists', '/list'],
      ['/paths/', '/path'],
      ['/series/', '/'],
      ['/queue?q=vfio', '/?q=vfio'],
      ['/pull', '/pulls'],
      ['/person?q=ann', '/people?q=ann'],
    ] as const)
      expect(readAddress(target)).toEqual({ kind: 'redirect', location })
    expect(readAddress('/lists/other')).toEqual({ kind: 'unknown' })
  })

  it.each([
    '/no where',
    '/no/where',
    '/_next/image?url=x',
    '/_next/data/x',
    '/_next/static/chunks/a.css',
    '/problem/404',
    '/%5fnext/image',
    '/series/a@b/other',
    '/assets/gone.css',
  ])('finds no page at %s', (target) => {
    expect(readAddress(target)).toEqual({ kind: 'unknown' })
  })

  it('redirects addresses with superfluous slashes', () => {
    expect(readAddress('/list/')).toEqual({ kind: 'redirect', location: '/list' })
    expect(readAddress('//list?page=2')).toEqual({ kind: 'redirect', location: '/list?page=2' })
    expect(readAddress('/series/a@b/?x')).toEqual({ kind: 'redirect', location: '/series/a%40b?x' })
  })

  it('redirects an ID with unencoded slashes', () => {
    expect(readAddress('/message/a/b@c')).toEqual({ kind: 'redirect', location: '/message/a%2Fb%40c' })
    expect(readAddress('/message/a/b@c/raw')).toEqual({ kind: 'redirect', location: '/message/a%2Fb%40c/raw' })
    expect(readAddress('/r/a/b@c?x=1')).toEqual({ kind: 'redirect', location: '/r/a%2Fb%40c?x=1' })
    expect(readAddress('/message/a/b@c/file/2')).toEqual({ kind: 'redirect', location: '/message/a%2Fb%40c/file/2' })
    for (const target of ['/message/a%40b/file/2', '/message/a%40b/raw']) {
      expect(readAddress(target)).toMatchObject({ kind: 'page', target })
    }
  })

  it('reads the addresses of a public-inbox, with or without a list', () => {
    for (const [target, route, canonical] of [
      ['/all/', '/[list]', '/all'],
      ['/KVM', '/[list]', '/kvm'],
      ['/kvm.vger.kernel.org/?q=a&t=1&x=A', '/[list]', '/kvm%2Evger%2Ekernel%2Eorg?q=a&x=A'],
      ['/list.rsc', '/[list]', '/list%2Ersc'],
      ['/kvm/new.atom', '/[list]/new.atom', '/kvm/new.atom'],
      ['/_/text/help/', '/[list]/help', '/all/help'],
      ['/kvm/_/text/help', '/[list]/help', '/kvm/help'],
      ['/manifest.js.gz', '/[list]/manifest.js.gz', '/all/manifest.js.gz'],
      ['/kvm/manifest.js.gz', '/[list]/manifest.js.gz', '/kvm/manifest.js.gz'],
      ['/a@b', '/[list]/[id]', '/all/a%40b'],
      ['/a@b/', '/[list]/[id]', '/all/a%40b'],
      ['/all/a@b/T/', '/[list]/[id]', '/all/a%40b'],
      ['/kvm/a@b/t/', '/[list]/[id]', '/kvm/a%40b'],
      ['/kvm/a/b@c.json', '/[list]/[id]', '/kvm/a%2Fb%40c%2Ejson'],
      ['/a@b/raw', '/[list]/[id]/raw', '/all/a%40b/raw'],
      ['/all/a%40b/t.mbox.gz', '/[list]/[id]/t.mbox.gz', '/all/a%40b/t.mbox.gz'],
      ['/kvm/a/b@c/t.atom', '/[list]/[id]/t.atom', '/kvm/a%2Fb%40c/t.atom'],
      // Lists of these names are found under their List-Id.
      ['/people/a%40b', '/people/[address]', '/people/a%40b'],
      ['/status/', undefined, '/status'],
      ['/status.example.org/', '/[list]', '/status%2Eexample%2Eorg'],
    ]) {
      const address = readAddress(target ?? '')
      if (address.kind === 'page') expect([target, address.route, address.target]).toEqual([target, route, canonical])
      else expect([target, address]).toEqual([target, { kind: 'redirect', location: canonical }])
    }
    for (const target of [
      '/a@b/other',
      '/a%20@b/',
      '/all//a@b/',
      '/all/x/',
      '/kvm/_/text/x/',
      '/assets/a@b',
      '/-x/',
      '/_x/',
    ])
      expect([target, readAddress(target)]).toEqual([target, { kind: 'unknown' }])
  })

  it('never redirects away from this site', () => {
    for (const target of ['/r//example.org/x', '/message///example.org', '//example.org/', '/r/%2F%2Fexample.org/a']) {
      const address = readAddress(target)
      if (address.kind === 'redirect') expect(address.location).toMatch(/^\/(?:r|message)\/[^/]/)
    }
  })

  it.each(['a/b%c@x', `"<y>&' +ü@z`, '/../../foo@x', '" onclick="alert(1)"@x', '\\x@y', 'x?q=1#f@y', '..@x', 'a//b@c'])(
    'reads the link to %s as a page',
    (id) => {
      expect(readAddress(messageHref(id))).toMatchObject({ kind: 'page', route: '/message/[id]' })
    },
  )
})
