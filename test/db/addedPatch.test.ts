import { describe, expect, it } from 'vitest'
import type { Db } from '../../db/open'
import { getBlame } from '../../db/queries/compare/blame'
import { getComparison, getStep } from '../../db/queries/compare/comparison'
import { getMessage } from '../../db/queries/mail/messagePage'
import { getSeriesDocument } from '../../db/queries/series/seriesDocument'
import { patchNumber, toSlot } from '../../lib/patchNumber'
import { databaseOf } from '../support/ingest'
import { type MailParts, mail } from '../support/mail'

const ZOE = 'Zoe Zander <zoe@example.net>'
const REX = 'Rex Reviewer <rex@example.org>'

const patch = (id: string, mark: string, minutes: number, more: Partial<MailParts> = {}): MailParts => ({
  id,
  subject: `[PATCH ${mark}] pump: teach part ${id} to drip`,
  minutes,
  body: `Why.\n\n---\ndiff --git a/${id[0]}.c b/${id[0]}.c\n--- a/${id[0]}.c\n+++ b/${id[0]}.c\n@@ -1 +1 @@\n-old_${id[0]}_pump();\n+new_${mark.slice(0, 2)}_pump();\n`,
  ...more,
})
/** Two patches, one that was inserted between them and is reviewed, and the same as v2. */
const INSERTED: readonly MailParts[] = [
  patch('a@x', '1/2', 0),
  patch('b@x', '2/2', 1, { inReplyTo: 'a@x' }),
  patch('c@x', '1.5/2', 2, { inReplyTo: 'a@x' }),
  {
    id: 'r@x',
    subject: 'Re: [PATCH 1.5/2] pump: teach part c@x to drip',
    minutes: 3,
    from: REX,
    inReplyTo: 'c@x',
    body: '> +new_1._pump();\nThis leaks. Please free the pump first.\n',
  },
  { id: 't@x', subject: 'Re: [PATCH 1.5/2] x', minutes: 4, from: ZOE, inReplyTo: 'c@x', body: `Tested-by: ${ZOE}\n` },
  patch('a2@x', 'v2 1/2', 9_000),
  patch('b2@x', 'v2 2/2', 9_001, { inReplyTo: 'a2@x' }),
  patch('c2@x', 'v2 1.5/2', 9_002, { inReplyTo: 'a2@x' }),
]

async function archive(mails: readonly MailParts[]): Promise<Db> {
  const db = await databaseOf(mails.map(mail))
  return db
}

/** Every number in a JSON document under a name that means a patch. */
function numbersIn(value: unknown, name = ''): number[] {
  if (typeof value === 'number')
    return /^(?:number|patch|patches|oldNumber|newNumber|missing|dropped)$/.test(name) ? [value] : []
  if (Array.isArray(value)) return value.flatMap((one) => numbersIn(one, name))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, one]) => numbersIn(one, key))
}

describe('a patch that was inserted', () => {
  it('has the number of its subject in every document', async () => {
    const db = await archive(INSERTED)
    const series = getSeriesDocument(db, 'a@x')
    expect(series?.versions.map(({ patches }) => patches.map(({ number }) => number))).toEqual([
      [1, 1.5, 2],
      [1, 1.5, 2],
    ])
    expect(series?.tracks.map(({ cells }) => cells.map(({ number }) => number))).toEqual([
      [1, 1],
      [1.5, 1.5],
      [2, 2],
    ])
    expect(series?.standings.map(({ patch }) => patch)).toContain(1.5)
    expect(series?.remarks.map(({ patch, patches }) => [patch, patches])).toEqual([[1.5, [1.5]]])
    const documents = [
      series,
      getMessage(db, 'r@x'),
      getStep(db, 'a@x', '1', '2'),
      getComparison(db, 'a@x', '1', '2', 1.5),
      getBlame(db, 'a@x', '2', 1.5),
    ]
    for (const document of documents) {
      expect(numbersIn(document)).toContain(1.5)
      expect(numbersIn(document).filter((number) => number > 2)).toEqual([])
      expect(JSON.stringify(document)).not.toMatch(/100_?,?0\d\d\b/)
    }
  })

  it('is followed through the versions, with its comments, under that number', async () => {
    const db = await archive(INSERTED)
    expect(getBlame(db, 'a@x', '2', 1.5)?.chain.map(({ number }) => number)).toEqual([1.5, 1.5])
    expect(getBlame(db, 'a@x', '1', 1.5)?.remarks).toHaveLength(2)
    expect(getBlame(db, 'a@x', '1', toSlot(1.5))).toBeUndefined()
  })

  it('is not over the total for that', async () => {
    const db = await archive([...INSERTED, patch('d@x', '3/2', 5, { inReplyTo: 'a@x' })])
    const issues = getSeriesDocument(db, 'a@x')?.issues ?? []
    expect(issues.filter(({ code }) => code === 'subject-index-over-total').map(({ patch }) => patch)).toEqual([3])
  })
})

describe('a patch that somebody adds to the series of another one', () => {
  const added = (more: Partial<MailParts> = {}) => patch('z@x', '1.5/2', 50, { from: ZOE, inReplyTo: 'a@x', ...more })

  it('is complete by itself, under its own number', async () => {
    const db = await archive([patch('a@x', '1/2', 0), patch('b@x', '2/2', 1, { inReplyTo: 'a@x' }), added()])
    expect(getSeriesDocument(db, 'z@x')?.versions).toMatchObject([
      { total: 1, missing: [], missingCount: 0, patches: [{ number: 1.5, messageId: 'z@x' }] },
    ])
    expect(getSeriesDocument(db, 'a@x')?.versions).toMatchObject([{ total: 2, missingCount: 0 }])
  })

  it('is related to the series that it was posted into, and to the version that takes it up, which decides nothing', async () => {
    const { body = '' } = added()
    const cover: MailParts = { id: 'c2@x', subject: '[PATCH v2 0/3] pump: drip', minutes: 9_000, body: 'Cover.\n' }
    const v2 = [
      cover,
      ...[patch('a2@x', 'v2 1/3', 9_001), patch('b2@x', 'v2 3/3', 9_003)],
      patch('z2@x', 'v2 2/3', 9_002, { subject: '[PATCH v2 2/3] pump: teach part z@x to drip' }),
    ].map((one) => ({ ...one, inReplyTo: one.id === 'c2@x' ? 'c@x' : 'c2@x' }))
    const taken = v2.map((one) => (one.id === 'z2@x' ? { ...one, body: `From: ${ZOE}\n\n${body}` } : one))
    const first: readonly MailParts[] = [
      { ...cover, id: 'c@x', subject: '[PATCH 0/2] pump: drip', minutes: 0 },
      patch('a@x', '1/2', 1, { inReplyTo: 'c@x' }),
      patch('b@x', '2/2', 2, { inReplyTo: 'c@x' }),
      added(),
    ]
    const before = getSeriesDocument(await archive(first), 'z@x')
    expect(before).toMatchObject({
      state: { kind: 'under-review' },
      postedInto: { version: 'v1', patch: 1, other: { id: 'c@x', version: 'v1', messageId: 'a@x' } },
    })
    const db = await archive([...first, ...taken])
    expect(getSeriesDocument(db, 'z@x')).toMatchObject({
      state: { kind: 'under-review' },
      relations: [
        { kind: 'absorb', direction: 'to', patch: { number: 2, messageId: 'z2@x' }, other: { version: 'v2' } },
      ],
    })
    expect(getSeriesDocument(db, 'c@x')).toMatchObject({
      postedInto: null,
      relations: [{ kind: 'absorb', direction: 'from', patch: { number: 2 }, other: { id: 'z@x' } }],
    })
    const other = await archive([...first, ...v2])
    expect(getSeriesDocument(other, 'z@x')).toMatchObject({ state: { kind: 'under-review' }, relations: [] })
  })

  it('is one of several when it answers nothing that is archived, or a whole number', async () => {
    const lone = await archive([added()])
    expect(getSeriesDocument(lone, 'z@x')?.versions).toMatchObject([{ total: 2, missing: [1, 2] }])
    const whole = await archive([patch('a@x', '1/2', 0), patch('z@x', '2/2', 50, { from: ZOE, inReplyTo: 'a@x' })])
    expect(getSeriesDocument(whole, 'z@x')?.versions).toMatchObject([{ total: 2, missing: [1] }])
  })
})

describe('the slot of a patch', () => {
  it('gives its number back, also of a dropped one', () => {
    for (const number of [0, 1, 2.5, 34.5, 0.5, 9_999, 99_999, -3, -2.5])
      expect(patchNumber(toSlot(number))).toBe(number)
  })

  it('is that of no whole number, and in their order', () => {
    const slots = [0.5, 2.1, 2.2, 2.5, 34.5].map(toSlot)
    expect(slots.every((slot) => slot > 99_999)).toBe(true)
    expect([...slots].sort((a, b) => a - b)).toEqual(slots)
  })
})
