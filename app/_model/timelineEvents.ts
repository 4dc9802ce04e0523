import type { PositionView, ReportView, SeriesDocument } from '../../db/queries/views'
import { at } from '../../lib/at'
import { groupBy } from '../../lib/groupBy'
import { POSITIONS, type Position, SEVERITIES } from '../../lib/review/positions'
import { isApplied } from '../../lib/review/states'
import { type ReviewSign, signsOf } from './marks'
import { personKey, personName } from './personNames'
import type { TimelineEvent, TimelineVersion } from './timeline'

/** The lane that all bots share. */
const BOTS = 'bots'

type Timed = Pick<SeriesDocument, 'author' | 'positions' | 'reports'>

/**
 * One event for each mail that takes a position or reports a problem, oldest first. A mail that says several things is drawn once, as
 * the weightiest of them. All who speak for the author share one lane, and so do all bots.
 */
export function timelineEvents({ author, positions, reports }: Timed): TimelineEvent[] {
  const mails = [...groupBy(positions, ({ messageId }) => messageId).values()]
  const said = mails.flatMap((own) => toEvent(own, author.name || author.email) ?? [])
  return [...said, ...reports.map(fromReport)].sort((a, b) => a.atMs - b.atMs)
}

function fromReport({ messageId, from, received, version, patch, findings }: ReportView): TimelineEvent {
  return {
    lane: BOTS,
    name: BOTS,
    who: from.name || from.email,
    kind: 'report',
    atMs: Date.parse(received),
    messageId,
    quote: findings[0]?.text ?? '',
    on: patch === null ? version : `${version} patch ${patch}`,
  }
}

function toEvent(said: readonly [PositionView, ...PositionView[]], author: string): TimelineEvent | undefined {
  const [first] = said.toSorted((a, b) => weight(a) - weight(b))
  const atMs = Date.parse(first?.received ?? '')
  if (first === undefined || Number.isNaN(atMs)) return undefined
  const position = drawnAs(first)
  const name = personName(first.person)
  return {
    lane: position === 'author' ? 'author' : personKey(first.person),
    name: position === 'author' ? author : name,
    who: first.alias === '' ? name : `${name} (${first.alias})`,
    kind: signOf(first),
    atMs,
    messageId: first.messageId,
    quote: first.quote,
    on: placeWords(said),
  }
}

/** The place of a statement among those of its mail: what asks for most first, so that a request is not drawn as the nit beside it. */
function weight(said: PositionView): number {
  const position = POSITIONS.indexOf(drawnAs(said))
  const { severity } = said
  return position * SEVERITIES.length + (severity === null ? 0 : SEVERITIES.indexOf(severity))
}

/** What does not count is drawn as discussion: a tag in someone else's name, or a stranger who says that the patches were applied. */
function drawnAs({ position, fits }: PositionView): Position {
  return fits ? position : 'discusses'
}

function signOf(said: PositionView): ReviewSign {
  return at(
    signsOf(said.fits ? said : { ...said, position: 'discusses', tag: null, severity: null, regression: false }),
    0,
  )
}

/** `v2`, `v2 patch 3`, `v2, 2 patches`; the label alone when it is about the whole series. */
function placeWords(said: readonly [PositionView, ...PositionView[]]): string {
  const { label } = said[0]
  if (said.some(({ patch }) => patch === null)) return label
  const numbers = [...new Set(said.map(({ patch }) => patch))]
  return numbers.length === 1 ? `${label} patch ${numbers[0]}` : `${label}, ${numbers.length} patches`
}

/** The versions as the timeline needs them, in the order of receipt. */
export function timelineVersions({ versions }: Pick<SeriesDocument, 'versions'>): TimelineVersion[] {
  return versions
    .flatMap(({ label, key, received, cover, patches }) => {
      const atMs = Date.parse(received)
      const messageId = cover ?? patches[0]?.messageId
      return Number.isNaN(atMs) || messageId === undefined ? [] : [{ label, key, atMs, messageId }]
    })
    .sort((a, b) => a.atMs - b.atMs)
}

/** When and by which mail the patches were applied; null when no imported mail says so. */
export function timelineApplied({
  positions,
  state,
  stateMail,
}: Pick<SeriesDocument, 'positions' | 'state' | 'stateMail'>): {
  readonly atMs: number
  readonly messageId: string
} | null {
  if (!isApplied(state.kind)) return null
  // A reported regression is the newest event of an applied series; the patches were applied before it.
  const said = positions.findLast(({ position, fits }) => position === 'applied' && fits)
  const mail = said ?? (state.kind === 'regression-reported' ? null : stateMail)
  const atMs = Date.parse(mail?.received ?? '')
  return mail === null || Number.isNaN(atMs) ? null : { atMs, messageId: mail.messageId }
}
