import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { rememberStatements } from '../../db/statements'

const TEXT = 'SELECT 1 AS one, ? AS two'

it('a remembered statement is prepared once, and forgets how its rows were asked for before', () => {
  const db = rememberStatements(new Database(':memory:'))
  const plucked = db.prepare(TEXT).pluck()
  expect(plucked.get('a')).toBe(1)
  expect(db.prepare(TEXT)).toBe(plucked)
  expect(db.prepare(TEXT).get('b')).toEqual({ one: 1, two: 'b' })
  expect(db.prepare(TEXT).raw().get('c')).toEqual([1, 'c'])
  expect(db.prepare(TEXT).all('d')).toEqual([{ one: 1, two: 'd' }])
  db.close()
})

it('statements are forgotten when there are too many', () => {
  const db = rememberStatements(new Database(':memory:'))
  const first = db.prepare(TEXT)
  for (let width = 1; width <= 600; width++) db.prepare(`SELECT ${'1,'.repeat(width)}1`).all()
  expect(db.prepare(TEXT)).not.toBe(first)
  db.close()
})
