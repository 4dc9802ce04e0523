import { describe, expect, it } from 'vitest'
import { INBOX_HELP } from '../../app/_model/inboxHelp'
import { PREFIXES } from '../../lib/search/prefixes'

describe('the help of the public-inbox', () => {
  it('names every prefix of a search, and no other', () => {
    const named = [...INBOX_HELP.matchAll(/(?<=^ {2}| {3,}|dfpre: |dfpost: )([a-z]+):/gm)].map(([, name = '']) => name)
    expect([...new Set(named)].sort()).toEqual([...PREFIXES.keys()].sort())
  })

  it('says what the headers of an answer mean', () => {
    for (const header of ['X-Reroll-Missing', 'X-Reroll-Cut']) expect(INBOX_HELP).toContain(header)
  })
})
