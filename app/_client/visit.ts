import { VISIT_MS } from './seen'

/** What the browser remembers about its visits to lists of series. Times of mail are ISO UTC. */
export interface Visit {
  /** When a list was last open, in milliseconds. */
  readonly atMs: number
  /** The newest mail of the site before this visit, and by now. */
  readonly before: string
  readonly newest: string
}

/**
 * What came since the last visit is newer than `since`; undefined on the first visit, when nothing is new. `newest` is the newest mail of the site
 * now. Lists that are opened within half an hour belong to one visit, so what was new stays marked.
 */
export function visitList(
  visit: Visit | undefined,
  newest: string,
  nowMs: number,
): { readonly since: string | undefined; readonly visit: Visit } {
  if (visit === undefined) return { since: undefined, visit: { atMs: nowMs, before: newest, newest } }
  const same = nowMs >= visit.atMs && nowMs - visit.atMs < VISIT_MS
  const before = same ? visit.before : visit.newest
  const latest = newest > visit.newest ? newest : visit.newest
  return { since: before, visit: { atMs: nowMs, before, newest: latest } }
}

/** Encodes a visit as one line. */
export function writeVisit({ atMs, before, newest }: Visit): string {
  return [atMs, before, newest].join('|')
}

/** Decodes a line of `writeVisit`. Returns undefined for anything else, since other programs may have used this origin. */
export function readVisit(line: string | null): Visit | undefined {
  const [at, before, newest, rest] = (line ?? '').split('|')
  const atMs = Number(at)
  if (at === undefined || at === '' || !Number.isFinite(atMs)) return undefined
  return before === undefined || newest === undefined || rest !== undefined ? undefined : { atMs, before, newest }
}
