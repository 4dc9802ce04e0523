import { describe, expect, it } from 'vitest'
import { isSignatureStart } from '../lib/signature'

describe('isSignatureStart', () => {
  it('takes the separator of RFC 3676 wherever it is', () => {
    expect(isSignatureStart(['text', '-- ', ...new Array<string>(50).fill('more')], 1)).toBe(true)
  })

  it('takes a bare -- that at most six lines follow, blank lines at the end not counted', () => {
    expect(isSignatureStart(['text', '--', '1', '', '3', '4', '5', '6', '', ''], 1)).toBe(true)
  })

  it('does not take a bare -- above more text', () => {
    expect(isSignatureStart(['text', '--', '1', '2', '3', '4', '5', '6', '7'], 1)).toBe(false)
  })

  it.each(['--', '-- x', '---', ' -- ', ''])('does not take %j in the middle of a mail', (line) => {
    expect(isSignatureStart(['a', line, ...new Array<string>(9).fill('more')], 1)).toBe(false)
  })
})
