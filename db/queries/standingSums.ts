import type { Db } from '../open'
import type { StandingSums, StandingView } from './views'

type StandingRow = [
  person: number,
  patch: number | null,
  position: StandingView['position'],
  status: StandingView['status'],
  message: number,
  quote: string,
  answered: number,
]

const OBJECTIONS: readonly StandingView['position'][] = ['nak', 'objects']
const REMARKS: readonly StandingView['position'][] = ['requests-changes', 'asks']
const APPROVALS: readonly StandingView['position'][] = ['approves', 'approves-with-condition']

/**
 * What the reviewers of a series hold, in numbers: `total` is the number of patches of the newest version, all of which a word on the
 * whole series covers. A tag counts on each patch it stands on, any other sentence about several patches once. A list asks this for each of its rows.
 */
export function sumStandings(db: Db, series: number, total: number): StandingSums {
  const rows = db
    .prepare<[number], StandingRow>(
      'SELECT person, patch, position, status, message, quote, answered FROM standings WHERE series = ? ORDER BY ordinal',
    )
    .raw()
    .all(series)
  let whole = false
  const patches = new Set<number>()
  let stale = 0
  const [objections, remarks, unanswered] = [new Set(), new Set(), new Set()]
  for (const [person, patch, position, status, message, quote, answered] of rows) {
    const approves = APPROVALS.includes(position)
    if (approves && patch === null) whole = true
    if (approves && patch !== null) patches.add(patch)
    if (status === 'stale') stale++
    if (status !== 'open' && status !== 'promised') continue
    const sentence = `${person} ${message} ${position} ${quote}`
    const [objects, remarked] = [OBJECTIONS.includes(position), REMARKS.includes(position)]
    if (objects) objections.add(sentence)
    if (remarked) remarks.add(sentence)
    if ((objects || remarked) && answered === 0) unanswered.add(sentence)
  }
  return {
    reviewed: whole ? total : Math.min(patches.size, total),
    stale,
    objections: objections.size,
    remarks: remarks.size,
    unanswered: unanswered.size,
  }
}
