import { describe, expect, it } from 'vitest'
import { unpack } from '../../db/mail/packedMail'
import { getComparison } from '../../db/queries/compare/comparison'
import { MAX_EDITS } from '../../lib/evolution/sequence'
import { databaseOf } from '../support/ingest'
import { mail } from '../support/mail'

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
})
