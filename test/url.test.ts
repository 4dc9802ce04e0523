import { describe, expect, it } from 'vitest'
import { findUrls, isUrl, withoutUrls } from '../lib/url'

describe('findUrls', () => {
  it.each([
    ['see https://example.org/a.', 'https://example.org/a'],
    ['(https://example.org/a_(b))', 'https://example.org/a_(b)'],
    ['<http://example.org/x?y=1&z>', 'http://example.org/x?y=1&z'],
    ['[1]: HTTPS://example.org/,', 'HTTPS://example.org/'],
  ])('finds the address in %s without the punctuation around it', (text, url) => {
    expect(findUrls(text)).toEqual([{ url, start: text.indexOf(url) }])
  })

  it.each(['ftp://example.org/', 'https:/example.org', 'xhttps://example.org/'])('finds none in %s', (text) => {
    expect(findUrls(text)).toEqual([])
  })
})

describe('withoutUrls', () => {
  it('leaves a blank in place of each address', () => {
    expect(withoutUrls('is https://a.example/?x=1 and http://b.example/ down?').split(/\s+/)).toEqual([
      'is',
      'and',
      'down?',
    ])
  })
})

describe('isUrl', () => {
  it('is true of http and https only', () => {
    expect(['https://x', 'HTTP://x', 'git://x', '/tmp/http://x', 'a@b'].map(isUrl)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ])
  })
})
