import { describe, expect, it } from 'vitest'
import type { Db } from '../../db/open'
import { getSeriesDocument } from '../../db/queries/series/seriesDocument'
import { putCorrection } from '../../db/store/corrections'
import { isOutdated, rebuild } from '../../db/store/rebuild'
import type { MessageId } from '../../lib/mail/types'
import { dump } from '../support/dump'
import { databaseOf, ingestMails } from '../support/ingest'
import { mail } from '../support/mail'

const REX = 'Rex Roe <rex@example.org>'
const body = (word: string) =>
  `Why.\n---\ndiff --git a/x.c b/x.c\n--- a/x.c\n+++ b/x.c\n@@ -1 +1,5 @@\n old\n${['one', 'two', 'three', 'four']
    .map((line) => `+int ${line}_of_${word};\n`)
    .join('')}`

const FIRST = mail({ id: 'a@example.org', subject: '[PATCH] alpha: count to three', body: body('alpha') })
const SECOND = mail({
  id: 'b@example.org',
  subject: '[PATCH v2] alpha: count to three',
  body: body('alpha'),
  minutes: 60,
  from: REX,
})
const UNRELATED = mail({
  id: 'c@example.org',
  subject: '[PATCH v3] beta: stop',
  body: body('beta'),
  minutes: 90,
  from: REX,
})
const REPLY = mail({
  id: 'r@example.org',
  subject: 'Re: [PATCH v2] alpha: count to three',
  body: 'Fine.\n',
  minutes: 70,
  inReplyTo: 'b@example.org',
})

const id = (name: string) => `${name}@example.org` as MessageId
const labels = (db: Db, name: string) => getSeriesDocument(db, id(name))?.versions.map(({ label }) => label)

describe('a link by hand', () => {
  it('joins two versions, named by any of their mails, and is their evidence', async () => {
    const db = await databaseOf([FIRST, SECOND, REPLY])
    expect(labels(db, 'a')).toEqual(['v1'])
    expect(getSeriesDocument(db, id('a'))?.relations).toMatchObject([
      {
        kind: 'propose',
        direction: 'to',
        version: 'v1',
        other: { id: id('b'), version: 'v2', author: { name: 'Rex Roe' } },
      },
    ])
    expect(getSeriesDocument(db, id('b'))?.relations).toMatchObject([
      { kind: 'propose', direction: 'from', other: { id: id('a') } },
    ])
    expect(putCorrection(db, { kind: 'link', a: id('r'), b: id('a') })).toBe('done')
    expect(labels(db, 'a')).toEqual(['v1', 'v2'])
    expect(getSeriesDocument(db, id('r'))).toMatchObject({
      id: id('a'),
      relations: [],
      versions: [{}, { link: { evidence: ['by-hand'] } }],
    })
  })

  it('joins versions that no rule compares', async () => {
    const db = await databaseOf([FIRST, UNRELATED])
    expect(putCorrection(db, { kind: 'link', a: id('c'), b: id('a') })).toBe('done')
    expect(labels(db, 'c')).toEqual(['v1', 'v3'])
  })

  it('survives a rebuild, and an import in another order', async () => {
    const db = await databaseOf([FIRST, UNRELATED, SECOND])
    putCorrection(db, { kind: 'link', a: id('a'), b: id('c') })
    const before = dump(db)
    await rebuild(db, { resume: false })
    expect(dump(db)).toEqual(before)
    expect(labels(db, 'c')).toEqual(['v1', 'v3'])
    await ingestMails(db, [SECOND, FIRST, REPLY])
    expect(labels(db, 'c')).toEqual(['v1', 'v3'])
    await ingestMails(db, [
      mail({
        id: 'd@example.org',
        subject: 'Re: [PATCH v3] beta: stop',
        body: 'Hm.\n',
        minutes: 99,
        inReplyTo: 'c@example.org',
      }),
    ])
    expect(getSeriesDocument(db, id('d'))?.id).toBe(id('a'))
  })

  it('is taken back by unlink, which also separates what the rules join', async () => {
    const db = await databaseOf([FIRST, SECOND])
    const alone = dump(db)
    putCorrection(db, { kind: 'link', a: id('a'), b: id('b') })
    putCorrection(db, { kind: 'unlink', a: id('b'), b: id('a') })
    expect(labels(db, 'a')).toEqual(['v1'])
    expect(labels(db, 'b')).toEqual(['v2'])
    expect({ ...dump(db), corrections: [], relations: alone.relations }).toEqual(alone)
    expect(getSeriesDocument(db, id('a'))?.relations).toEqual([])
    const again = mail({
      id: 'e@example.org',
      subject: '[PATCH v2] alpha: count to three',
      body: body('alpha'),
      minutes: 60,
    })
    const own = await databaseOf([FIRST, again])
    expect(labels(own, 'a')).toEqual(['v1', 'v2'])
    putCorrection(own, { kind: 'unlink', a: id('a'), b: id('e') })
    expect(labels(own, 'a')).toEqual(['v1'])
  })

  it('is refused for mails that are unknown, belong to no series, or are of the same version', async () => {
    const loose = mail({ id: 'l@example.org', subject: 'Hello', body: 'Words.\n' })
    const db = await databaseOf([FIRST, SECOND, REPLY, loose])
    const before = dump(db)
    expect(putCorrection(db, { kind: 'link', a: id('a'), b: id('nowhere') })).toEqual({ unknown: id('nowhere') })
    expect(putCorrection(db, { kind: 'link', a: id('l'), b: id('a') })).toEqual({ unknown: id('l') })
    expect(putCorrection(db, { kind: 'link', a: id('b'), b: id('r') })).toBe('same-version')
    expect(dump(db)).toEqual(before)
  })
})

describe('a database made by older rules', () => {
  it('is derived again before the next import', async () => {
    const db = await databaseOf([FIRST, SECOND])
    expect(isOutdated(db)).toBe(false)
    db.exec('DELETE FROM relations; UPDATE derivation SET rules = 1')
    expect(isOutdated(db)).toBe(true)
    await ingestMails(db, [])
    expect(isOutdated(db)).toBe(false)
    expect(getSeriesDocument(db, id('a'))?.relations).toHaveLength(1)
  })
})
