import { expect, it } from 'vitest'
import type { Db } from '../../db/open'
import { openRoles } from '../../db/queries/review/roles'
import { findSeries } from '../../db/queries/series/find'
import { addMaintainer } from '../../db/store/maintainers'
import { ADA, alphaPatch, alphaReply } from '../support/alpha'
import { databaseOf } from '../support/ingest'

const REX = 'rex@example.org'

/** The role of somebody in a series by Ada that changes x.c, to which Rex replied, once `change` has changed the database. */
async function roleOf(emails: readonly string[], change: (db: Db) => void = () => undefined): Promise<string> {
  const answer = alphaReply('yes', 'ask', 'I will.\n', 20, ADA)
  const db = await databaseOf([
    alphaPatch(1, 'one', 0),
    alphaReply('ask', 'v1', '> +one\n\nPlease drop it.\n', 10),
    answer,
  ])
  change(db)
  return openRoles(db, findSeries(db, 'v1@example.org')?.id ?? 0)(emails)
}
const trust = (kind: string, value: string) => (db: Db) =>
  void db.prepare('INSERT INTO trusted (kind, value) VALUES (@kind, @value)').run({ kind, value })

it('whoever sent the series is its author, whatever else they are', async () => {
  expect(await roleOf(['ada@example.org'])).toBe('author')
  expect(await roleOf(['old@example.org', 'ada@example.org'], trust('known', 'old@example.org'))).toBe('author')
})

it('somebody who applies patches of others anywhere in the archive is a maintainer, by any of their addresses', async () => {
  expect(await roleOf([REX])).toBe('reviewer')
  expect(await roleOf([REX], trust('known', REX))).toBe('maintainer')
  expect(await roleOf(['other@example.org', REX], trust('taker', REX))).toBe('maintainer')
})

it('somebody who applies only their own patches elsewhere is a reviewer', async () => {
  expect(await roleOf([REX], trust('own-taker', REX))).toBe('reviewer')
})

it('somebody whom the operator named for all files of the series is a maintainer, but not for other files', async () => {
  const name = (scope: string) => (db: Db) => void addMaintainer(db, { scope, email: REX }, 1)
  expect(await roleOf([REX], name('x.c'))).toBe('maintainer')
  expect(await roleOf([REX], name('y.c'))).toBe('reviewer')
  expect(await roleOf([REX], name('other@example.org'))).toBe('reviewer')
})
