import { beforeAll, describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import type { Db } from '../../db/open'
import { getSeriesDocument } from '../../db/queries/series/seriesDocument'
import { seriesPage } from '../../scripts/cli/output'
import { databaseOf, ingestMails, shuffle } from '../support/ingest'
import { addLine, mail } from '../support/mail'

const diff = (line: string) => addLine('x.c', line)
const FIRST = mail({ id: 'first@example.org', subject: '[PATCH] alpha: count', body: diff('one') })
const strangers = Array.from({ length: 200 }, (_, index) =>
  mail({
    id: `s${index}@example.org`,
    subject: '[PATCH v2] alpha: count',
    from: `Stranger ${index} <s${index}@example.org>`,
    body: diff(`int strange_${index};`),
    inReplyTo: 'first@example.org',
    minutes: 60 + index,
  }),
)

describe('200 patches by strangers that claim to continue a series', () => {
  let db: Db

  beforeAll(async () => {
    db = await databaseOf(shuffle([FIRST, ...strangers], 7))
  })

  it('are counted, and the ten that were posted first are listed', () => {
    const document = getSeriesDocument(db, 'first@example.org')
    expect(document?.relationCount).toBe(200)
    expect(document?.relations.map(({ other }) => other.id)).toEqual(
      Array.from({ length: 10 }, (_, index) => `s${index}@example.org`),
    )
  })

  it('each show the series that they claim to continue', () => {
    const { relations, relationCount } = getSeriesDocument(db, 's199@example.org') ?? {}
    expect(relations).toMatchObject([{ kind: 'propose', direction: 'from', other: { id: 'first@example.org' } }])
    expect(relationCount).toBe(1)
  })

  it('take ten lines of the series in a terminal, and one that counts the others', () => {
    const document = getSeriesDocument(db, 'first@example.org')
    const lines = document === undefined ? [] : seriesPage(document).split('\n')
    expect(lines.filter((line) => line.includes('is possibly continued in'))).toHaveLength(10)
    expect(lines).toContain('and 190 more related series')
  })
})

it('a fixup by the author is listed however many strangers claim to have one', async () => {
  const db = openWriter(':memory:')
  const fixups = strangers.map((_, index) =>
    mail({
      id: `s${index}@example.org`,
      subject: '[PATCH] fixup! alpha: count',
      from: `Stranger ${index} <s${index}@example.org>`,
      body: diff(`int strange_${index};`),
      inReplyTo: 'first@example.org',
      minutes: 60 + index,
    }),
  )
  const own = mail({
    id: 'own@example.org',
    subject: '[PATCH] fixup! alpha: count',
    body: diff('int mine;'),
    inReplyTo: 'first@example.org',
    minutes: 900,
  })
  await ingestMails(db, shuffle([FIRST, own, ...fixups], 7))
  const document = getSeriesDocument(db, 'first@example.org')
  expect(document?.relationCount).toBe(201)
  expect(document?.relations).toHaveLength(11)
  expect(document?.relations.map(({ other }) => other.id)).toContain('own@example.org')
})
