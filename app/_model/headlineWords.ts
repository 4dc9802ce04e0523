import type { HeadlineView } from '../../db/queries/views'
import { SEVERITIES, type Severity, type SeverityCounts, wantsChange } from '../../lib/review/positions'
import { count } from './pageWords'
import { personName } from './personNames'

const SEVERITY_NOUNS: Readonly<Record<Severity, string>> = {
  refusal: 'NAK',
  objection: 'objection',
  defect: 'defect',
  request: 'request',
  question: 'question',
  nit: 'nit',
}

/** `1 objection, 2 nits`, the strongest first. */
function severityWords(comments: SeverityCounts): string {
  return SEVERITIES.flatMap((severity) => {
    const size = comments[severity] ?? 0
    return size === 0 ? [] : [count(size, SEVERITY_NOUNS[severity])]
  }).join(', ')
}

/** How a list counts the open comments of a series; if the strongest reports a regression, it says so: `1 regression, 2 nits`. */
export function headlineCounts(headline: Pick<HeadlineView, 'people' | 'severity' | 'regression'>): string {
  const { people, severity, regression } = headline
  const sum = (kind: Severity) => people.reduce((size, { comments }) => size + (comments[kind] ?? 0), 0)
  const comments = Object.fromEntries(SEVERITIES.map((kind) => [kind, sum(kind)]))
  if (!regression) return shortSeverities(comments)
  const others = shortSeverities({ ...comments, [severity]: Math.max(0, sum(severity) - 1) })
  return others === '' ? '1 regression' : `1 regression, ${others}`
}

/** The same in a line of a list: the two strongest kinds, and the number of all others: `1 defect, 9 requests, 5 more`. */
function shortSeverities(comments: SeverityCounts): string {
  const present = SEVERITIES.filter((severity) => (comments[severity] ?? 0) > 0)
  const shown = Object.fromEntries(present.slice(0, 2).map((severity) => [severity, comments[severity]]))
  const more = sizeOf(comments) - sizeOf(shown)
  return `${severityWords(shown)}${more === 0 ? '' : `, ${more} more`}`
}

/** More people than this are counted. */
const MAX_PEOPLE = 3

/** Who has which comments open: `Matthew Rosato: 1 request, 2 nits; Ann Lee: 1 question`. */
export function openWords({ people }: Pick<HeadlineView, 'people'>): string {
  const shown = people.length > MAX_PEOPLE + 1 ? people.slice(0, MAX_PEOPLE) : people
  const rest = people.slice(shown.length)
  const beyond = rest.reduce((sum, { comments }) => sum + sizeOf(comments), 0)
  return [
    ...shown.map(({ person, comments }) => `${personName(person)}: ${severityWords(comments)}`),
    ...(rest.length === 0 ? [] : [`${rest.length} others: ${count(beyond, 'comment')}`]),
  ].join('; ')
}

/** How many comments there are in all. */
export function sizeOf(comments: SeverityCounts): number {
  return SEVERITIES.reduce((sum, severity) => sum + (comments[severity] ?? 0), 0)
}

/** Whether the strongest open comment keeps a series from being applied. Nits and questions are not shown as a warning. */
export function warns({ severity }: Pick<HeadlineView, 'severity'>): boolean {
  return wantsChange({ severity })
}
