import { describe, expect, it } from 'vitest'
import { unpack } from '../../db/mail/packedMail'
import { getComparison, getStep } from '../../db/queries/compare/comparison'
import { MAX_EDITS } from '../../lib/evolution/sequence'
import { databaseOf } from '../support/ingest'
import { mail, replaceLine } from '../support/mail'

const version = (number: number, lines: readonly string[]) =>
  mail({
    id: `v${number}@example.org`,
    subject: `[PATCH v${number}] alpha: count`,
    body: `Why.\n---\ndiff --git a/x.c b/x.c\n--- a/x.c\n+++ b/x.c\n@@ -0,0 +1,${lines.length} @@\n${lines
      .map((line) => `+${line}\n`)
      .join('')}`,
    minutes: number * 60,
  })

const many = (count: number, word: string) => Array.from({ length: count }, (_, index) => `${word} ${index};`)

describe('the comparison of two versions', () => {
  it.each([
    ['is stored', 10, false],
    ['is not stored when they differ too much, but made when somebody asks', MAX_EDITS, true],
  ])('%s', async (_, count, isNull) => {
    const db = await databaseOf([version(1, many(count, 'one')), version(2, many(count, 'two'))])
    const stored = db.prepare<[], Buffer>('SELECT body FROM comparisons').pluck().all()
    expect(stored.map((body) => unpack(body).toString() === 'null')).toEqual([isNull])
    const found = getComparison(db, 'v1@example.org', 'v1', 'v2', 1)?.comparison
    const lines = found?.files.flatMap(({ items }) => items.flatMap((item) => item.lines))
    expect(lines?.map(({ side }) => side)).toEqual([...many(count, '').fill('old'), ...many(count, '').fill('new')])
    expect(found?.rangeDiff[0]).toMatch(/^1: .* ! 1: .* alpha: count$/)
  })

  it('is that of its own database, also when another of the same name was asked for the same versions before', async () => {
    for (const word of ['drei', 'trois']) {
      const db = await databaseOf([version(1, ['one']), version(2, ['two']), version(3, [word])])
      const found = getComparison(db, 'v1@example.org', 'v1', 'v3', 1)?.comparison
      expect(found?.rangeDiff.join('\n')).toContain(word)
    }
  })

  it('names patches by their number, also where one is missing, whether it was stored or made when somebody asked', async () => {
    const part = (number: number, place: number, title: string) =>
      mail({
        id: `v${number}-${title}@example.org`,
        subject: `[PATCH v${number} ${place}/3] ${title}: count`,
        body: replaceLine(`${title}.c`),
        minutes: 100 * number + place,
        ...(place === 2 ? {} : { inReplyTo: `v${number}-${number === 1 ? 'pump' : 'valve'}@example.org` }),
      })
    const db = await databaseOf([
      ...[part(1, 2, 'pump'), part(1, 3, 'valve')],
      ...[2, 3].flatMap((number) => [part(number, 2, 'valve'), part(number, 3, 'pump')]),
    ])
    const notes = (to: string) => getStep(db, 'v1-pump@example.org', 'v1', to)?.rows.map(({ note }) => note)
    expect(notes('v2')).toContain('was patch 3')
    expect(notes('v3')).toEqual(notes('v2'))
  })
})
