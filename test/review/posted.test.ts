import { describe, expect, it } from 'vitest'
import { isInScope, type Posted } from '../../lib/review/posted'

const posted = (...paths: readonly string[]): Posted => ({ lists: ['net@example.org'], paths: () => paths })

describe('the scopes of a tree or a maintainer', () => {
  it.each([
    ['a list that it went to', ['net@example.org'], 'a.c'],
    ['a folder, with or without a slash at its end', ['drivers/net/'], 'drivers/net/a.c'],
    ['a folder, with or without a slash at its end', ['drivers/net'], 'drivers/net/a.c'],
    ['a file', ['drivers/net/a.c'], 'drivers/net/a.c'],
    ['nothing, which is everything', [], 'a.c'],
  ])('cover what was posted when they name %s', (_, scopes, path) => {
    expect(isInScope(scopes, posted(path))).toBe(true)
  })

  it('do not cover another list, a folder whose name only begins the same, or what changes no file', () => {
    expect(isInScope(['mm@example.org'], posted('a.c'))).toBe(false)
    expect(isInScope(['drivers/net'], posted('drivers/network/a.c'))).toBe(false)
    expect(isInScope(['drivers/net'], posted())).toBe(false)
  })

  it('cover files below them only when all of the files are', () => {
    expect(isInScope(['drivers/net', 'mm'], posted('drivers/net/a.c', 'mm/b.c'))).toBe(true)
    expect(isInScope(['drivers/net'], posted('drivers/net/a.c', 'mm/b.c'))).toBe(false)
  })

  it('cover the whole archive only when there are none', () => {
    expect(isInScope([], null)).toBe(true)
    expect(isInScope(['net@example.org'], null)).toBe(false)
  })
})
