import { describe, expect, it } from 'vitest'
import type { MessageId } from '../../lib/mail/types'
import { candidateFinder } from '../../lib/series/candidates'
import type { VersionFacts } from '../../lib/series/evidence'
import { readSubject } from '../../lib/series/kind'
import type { SeriesMail } from '../../lib/series/types'

/** A lone patch, posted on a day. */
function posting(day: number, title: string): VersionFacts {
  const head: SeriesMail = {
    index: 0,
    key: `${day}@example.org`,
    messageId: `${day}@example.org` as MessageId,
    parent: null,
    ghost: null,
    thread: 0,
    orderMs: day * 86_400_000,
    receivedMs: day * 86_400_000,
    sentAtMs: null,
    answers: false,
    from: { name: 'Bot', email: 'bot@example.org' },
    ...readSubject({ subject: `[PATCH] ${title}`, references: [], body: '' }, true),
  }
  return {
    version: {
      version: 1,
      revision: null,
      labelled: false,
      rfc: false,
      resend: false,
      total: 1,
      words: [],
      cover: null,
      patches: [{ number: 1, mail: head }],
      head,
      repliesTo: null,
    },
    changeIds: [],
    olderIds: [],
    supersededIds: [],
    supersedingIds: [],
    handEmails: [],
    authorEmails: [],
    messageIds: [head.messageId],
    patchTitles: [],
    fingerprint: [],
  }
}

describe('candidateFinder', () => {
  it('finds every version with the same title while there are few', () => {
    const all = [
      posting(2, 'sub: fix a thing now'),
      posting(1, 'sub: fix a thing now'),
      posting(3, 'sub: another thing here'),
    ]
    expect(candidateFinder(all)(0)).toEqual([1])
    expect(candidateFinder(all)(2)).toEqual([])
  })

  it('looks at the nearest in time alone where a bot posts one title for years', () => {
    // In the array the days are in another order.
    const days = Array.from({ length: 1_009 }, (_, at) => (at * 500) % 1_009)
    const all = days.map((day) => posting(day, 'sub: update the list of things'))
    const find = candidateFinder(all)
    const middle = find(days.indexOf(500)).map((index) => days[index] ?? -1)
    expect(middle.length).toBe(120)
    expect(middle.every((day) => Math.abs(day - 500) <= 60 && day !== 500)).toBe(true)
    expect(find(days.indexOf(0)).length).toBe(60)
  })
})
