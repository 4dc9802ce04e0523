import type { Db } from '../open'
import type { StandingSums, StandingView } from './views'

interface StandingRow {
  readonly person: number
  readonly patch: number | null
  readonly position: StandingView['position']
  readonly status: StandingView['status']
  readonly message: number
  readonly quote: string
  readonly answered: number
}

const OBJECTIONS: readonly StandingView['position'][] = ['nak', 'objects']
const REMARKS: readonly StandingView['position'][] = ['requests-changes', 'asks']
const TAGS: readonly StandingView['position'][] = ['approves', 'approves-with-condition', 'tested']

/**
 * What the reviewers of a series hold, in numbers: `total` is the number of patches of the newest version, all of which a word on the
 * whole series covers. One sentence about several patches counts once.
 */
export function sumStandings(db: Db, series: number, total: number): StandingSums {
  const rows = db
    .prepare<[number], StandingRow>(
      'SELECT person, patch, position, status, message, quote, answered FROM standings WHERE series = ? ORDER BY ordinal',
    )
    .all(series)
  const tags = rows.filter(({ position }) => TAGS.includes(position))
  const whole = tags.some(({ patch, position }) => patch === null && position !== 'tested')
  const patches = new Set(
    tags.flatMap(({ patch, position }) => (patch === null || position === 'tested' ? [] : [patch])),
  )
  const open = rows.filter(({ status }) => status === 'open' || status === 'promised')
  return {
    reviewed: whole ? total : Math.min(patches.size, total),
    stale: sentences(tags.filter(({ status }) => status === 'stale')),
    objections: sentences(open.filter(({ position }) => OBJECTIONS.includes(position))),
    remarks: sentences(open.filter(({ position }) => REMARKS.includes(position))),
    unanswered: sentences(
      open.filter(({ position, answered }) => answered === 0 && [...OBJECTIONS, ...REMARKS].includes(position)),
    ),
  }
}

function sentences(rows: readonly StandingRow[]): number {
  return new Set(rows.map(({ person, message, position, quote }) => `${person} ${message} ${position} ${quote}`)).size
}
