import type { PersonDetail, PersonSeriesView, SeriesDocument, StandingView } from '../../db/queries/views'
import { turnWhy } from './reviewWords'

/** What one sentence of a person comes to, over all patches it speaks of. */
export interface StandingGroup {
  /** Element id of its line on the page. */
  readonly anchor: string
  readonly position: StandingView['position']
  readonly quote: string
  readonly messageId: string
  readonly sinceLabel: string
  readonly rule: string
  readonly standings: readonly StandingView[]
}

export interface ReviewerStandings {
  readonly person: PersonDetail
  readonly groups: readonly StandingGroup[]
}

const OPEN_POSITIONS: readonly StandingView['position'][] = ['nak', 'objects', 'requests-changes', 'asks']

/** Waits for an answer or a change. */
export function isOpen({ position, status }: StandingView): boolean {
  return (status === 'open' || status === 'promised') && OPEN_POSITIONS.includes(position)
}

/** How much a maintainer has to care: 0 for a refusal that stands, growing to what is settled. */
export function weight(standing: StandingView): number {
  const { position, status } = standing
  if (isOpen(standing)) return OPEN_POSITIONS.indexOf(position)
  if (position === 'applied') return 4
  if (status === 'stale') return 5
  if (status === 'current' || status === 'carried') return 6
  return status === 'declined' ? 7 : 8
}

/** The standings by person and sentence, what waits for somebody first. */
export function groupStandings(series: SeriesDocument): ReviewerStandings[] {
  const people = new Map<PersonDetail, StandingView[]>()
  for (const standing of series.standings) {
    const own = people.get(standing.person)
    if (own === undefined) people.set(standing.person, [standing])
    else own.push(standing)
  }
  return [...people]
    .map(([person, own], index) => ({
      person,
      groups: groupBySentence(own).map((standings, at) => toGroup(standings, index, at)),
    }))
    .sort(
      (a, b) =>
        lightest(a.groups.flatMap(({ standings }) => standings)) -
        lightest(b.groups.flatMap(({ standings }) => standings)),
    )
}

/** The standings that rest on one sentence together, what waits for somebody first. */
export function groupBySentence(standings: readonly StandingView[]): StandingView[][] {
  const groups = new Map<string, StandingView[]>()
  for (const standing of standings) {
    const key = `${standing.messageId}\n${standing.position}\n${standing.quote}`
    const known = groups.get(key)
    if (known === undefined) groups.set(key, [standing])
    else known.push(standing)
  }
  return [...groups.values()].sort((a, b) => lightest(a) - lightest(b))
}

/** A sentence counts once, however many patches it speaks of. */
export function countSentences(standings: readonly StandingView[]): number {
  return groupBySentence(standings).length
}

const OVER: readonly PersonSeriesView['state']['kind'][] = ['applied', 'withdrawn', 'superseded', 'rejected', 'stale']
/** What was taken needs no more looks, though its author may have a regression to mend. */
const TAKEN: readonly PersonSeriesView['state']['kind'][] = ['partly-applied', 'regression-reported']

/** What a series that is still under way wants of the person: an answer, a look at changed code, a word on what was changed for them. */
export function waitsFor({ state, turn, own, standings }: PersonSeriesView): string[] {
  if (OVER.includes(state.kind)) return []
  if (own) return turn.whose === 'author' ? [`Their turn: ${turnWhy(turn)}`] : []
  if (TAKEN.includes(state.kind)) return []
  const stale = standings.filter(({ status }) => status === 'stale').length
  const addressed = countSentences(standings.filter(({ status }) => status === 'addressed'))
  const answered = countSentences(standings.filter((standing) => isOpen(standing) && standing.answered))
  return [
    ...(stale > 0 ? [`The code changed since ${stale} of their tags`] : []),
    ...(addressed > 0 ? [`Changed since ${addressed} of their remarks, not confirmed`] : []),
    ...(answered > 0 ? [`The author answered ${answered} of their remarks`] : []),
  ]
}

function lightest(standings: readonly StandingView[]): number {
  return Math.min(...standings.map(weight))
}

function toGroup(standings: readonly StandingView[], person: number, at: number): StandingGroup {
  const first = standings[0]
  if (first === undefined) throw new Error('a group of standings is never empty')
  const { position, quote, messageId, sinceLabel, rule } = first
  return { anchor: `said-${person + 1}-${at + 1}`, position, quote, messageId, sinceLabel, rule, standings }
}

/** Numbers of the patches by status, in the order in which the statuses first occur; null stands for the whole series. */
export function byStatus(standings: readonly StandingView[]): [StandingView['status'], (number | null)[]][] {
  const found = new Map<StandingView['status'], (number | null)[]>()
  for (const { status, patch } of standings) found.set(status, [...(found.get(status) ?? []), patch])
  return [...found]
}
