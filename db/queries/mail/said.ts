import type { Db } from '../../open'
import type { SaidView, StandingView } from '../views'

interface PositionRow {
  readonly position: SaidView['position']
  readonly rule: string
  readonly quote: string
  readonly line: number
  readonly patch: number | null
  readonly fits: number
}

interface StandingRow {
  readonly position: SaidView['position']
  readonly quote: string
  readonly patch: number | null
  readonly status: StandingView['status']
}

/** The positions that were found in one mail (by row id), by line, each once with the patches it is about and what became of it there. */
export function listSaid(db: Db, message: number): SaidView[] {
  const rows = db
    .prepare<[number], PositionRow>(
      'SELECT position, rule, quote, line, patch, fits FROM positions WHERE message = ? ORDER BY line, ordinal',
    )
    .all(message)
  const standings = db
    .prepare<[number], StandingRow>(
      'SELECT position, quote, patch, status FROM standings WHERE message = ? ORDER BY ordinal',
    )
    .all(message)
  const said = new Map<string, SaidView & { patches: number[] }>()
  for (const { position, rule, quote, line, patch, fits } of rows) {
    const key = `${line} ${position}`
    const known = said.get(key)
    if (known !== undefined) {
      if (patch !== null) known.patches.push(patch)
      continue
    }
    const fates = standings.filter((one) => one.position === position && one.quote === quote)
    const statuses = [...new Set(fates.map(({ status }) => status))].map((status) => ({
      status,
      patches: fates.flatMap((one) => (one.status === status && one.patch !== null ? [one.patch] : [])),
    }))
    said.set(key, { position, rule, quote, line, fits: fits === 1, patches: patch === null ? [] : [patch], statuses })
  }
  return [...said.values()]
}
