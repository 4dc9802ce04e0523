import { describe, expect, it } from 'vitest'
import type { MessageId } from '../../lib/mail/types'
import { findCandidates, type VersionIndex } from '../../lib/series/candidates'
import type { VersionFacts } from '../../lib/series/facts'
import { postingKeys } from '../../lib/series/keys'
import { readSubject } from '../../lib/series/kind'
import type { SeriesMail } from '../../lib/series/types'

/** A lone patch, posted on a day. */
function posting(day: number, title: string): VersionFacts {
  const head: SeriesMail = {
    id: day,
    key: `${day}@example.org`,
    messageId: `${day}@example.org` as MessageId,
    outerIds: [],
    parent: null,
    ghost: null,
    thread: 0,
    orderMs: day * 86_400_000,
    receivedMs: day * 86_400_000,
    above: null,
    depth: 0,
    answers: false,
    from: { name: 'Bot', email: 'bot@example.org' },
    ...readSubject({ subject: `[PATCH] ${title}`, references: [] }, true),
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
      copies: [],
      patches: [{ number: 1, mail: head }],
      head,
      repliesTo: null,
      succeeds: false,
    },
    changeIds: [],
    olderIds: [],
    supersededIds: [],
    supersedingIds: [],
    handEmails: [],
    authorEmails: [],
    messageIds: [head.messageId],
    patchTitles: [],
    fixups: [],
    created: [],
    files: null,
    onlyFixups: false,
    fingerprint: [],
    coverText: null,
    pull: false,
    ownedBy: [],
  }
}

const SKETCH = {
  changeIds: [],
  olderIds: [],
  supersededIds: [],
  supersedingIds: [],
  title: null,
  author: null,
  hands: [],
  lines: [],
  created: [],
  files: null,
  text: null,
  listed: [],
  pull: false,
}

function indexOf(all: readonly VersionFacts[]): VersionIndex {
  const inTime = [...all].sort((a, b) => a.version.head.orderMs - b.version.head.orderMs)
  return {
    factsOf: (head) => all.find(({ version }) => version.head.id === head),
    sketchOf: () => SKETCH,
    holders: (key) =>
      inTime.flatMap(({ version: { head } }) =>
        Object.values(postingKeys({ ...head, sketch: SKETCH }))
          .flat()
          .includes(key)
          ? [head.id]
          : [],
      ),
    named: () => [],
    ownedBy: () => [],
    replies: () => [],
  }
}

describe('findCandidates', () => {
  it('finds every version with the same title while there are few', () => {
    const all = [
      posting(2, 'sub: fix a thing now'),
      posting(1, 'sub: fix a thing now'),
      posting(3, 'sub: another thing here'),
    ]
    const find = (day: number) =>
      all.filter(({ version }) => version.head.id === day).map((one) => findCandidates(one, indexOf(all)))
    expect(find(2)).toEqual([[1]])
    expect(find(3)).toEqual([[]])
  })

  it('looks at the nearest in time alone where a bot posts one title for years', () => {
    const all = Array.from({ length: 309 }, (_, day) => posting(day, 'sub: update the list of things'))
    const index = indexOf(all)
    const find = (day: number) =>
      all.filter(({ version }) => version.head.id === day).flatMap((one) => findCandidates(one, index))
    const middle = find(150)
    expect(middle.length).toBe(120)
    expect(middle.every((day) => Math.abs(day - 150) <= 60 && day !== 150)).toBe(true)
    expect(find(0).length).toBe(60)
  })

  it('is not led astray by strangers who post the same title many times', () => {
    const eve = { name: 'Eve', email: 'eve@example.org' }
    const own = [posting(0, 'sub: fix a thing now'), posting(200, 'sub: fix a thing now')]
    const copies = Array.from({ length: 100 }, (_, at): VersionFacts => {
      const copy = posting(at + 50, 'sub: fix a thing now')
      const head = { ...copy.version.head, from: eve }
      return { ...copy, version: { ...copy.version, head, patches: [{ number: 1, mail: head }] } }
    })
    const [, last] = own
    expect(last === undefined ? [] : findCandidates(last, indexOf([...own, ...copies]))).toEqual([0])
  })
})
