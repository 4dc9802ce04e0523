import type { Db } from '../../../db/open'
import { getSeriesDocument } from '../../../db/queries/series/seriesDocument'
import { tempFolder } from '../../support/tempFolder'
import { ANN, id, JANE, posting, REX, reply } from './forge'

export const folder = tempFolder()
export const APPLIED = 'Applied, thanks!'
export const MONTH = 31 * 24 * 60
export const ZOE = 'Zoe Low <zoe@maintainers.example>'
export const SOCK = 'Sock Puppet <sock@elsewhere.example>'
export const LIST = 'list@example.org'

export const document = (db: Db, name: string) => {
  const found = getSeriesDocument(db, id(name))
  if (found === undefined) throw new Error('the series is gone')
  return found
}
export const stateOf = (db: Db, name: string) =>
  db
    .prepare<{ key: string }, string>(
      `SELECT rtrim(series.state || ' ' || series.state_basis) FROM series JOIN places ON places.series = series.id
       JOIN messages ON messages.id = places.message WHERE messages.key = @key`,
    )
    .pluck()
    .get({ key: id(name) })
export const person = (name: string) => `${name} Someone <${name}@people.example>`
export const trusted = (db: Db, kind: string) =>
  db.prepare<{ kind: string }, string>('SELECT value FROM trusted WHERE kind = @kind').pluck().all({ kind })

/** The kinds of people who decide. */
export const EVERY_KIND = ['known', 'taker', 'steady-taker', 'own-taker']

/** A series by somebody, sent to `cc`, with a title of its own. */
export const series = (prefix: string, from: string, at: number, cc: string) =>
  posting({
    prefix,
    from,
    at,
    cc,
    title: `teach the ${prefix} of it to rest`,
    word: prefix.replaceAll('-', '_'),
    trailers: [],
  })

/** Series of five authors, one a month, that are sent to somebody who applies them. */
export const taken = (taker: string, cc = taker, said = APPLIED) =>
  ['ida', 'jon', 'kim', 'leo', 'mia'].flatMap((name, month) => [
    ...series(`${name}-s`, person(name), month * MONTH, cc),
    reply(`${name}-s-0`, taker, said, { minutes: month * MONTH + 30 }),
  ])

/** A series of Jane that addresses Rex and Ann alone. */
export const doubtful = (more: readonly Buffer[], at = 0) => [...series('doubt', JANE, at, `${REX}, ${ANN}`), ...more]
