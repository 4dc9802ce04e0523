import type { PositionView, ReportView, SeriesDocument } from '../../db/queries/views'
import type { MarkKind, TimelineEvent, TimelineVersion } from './timeline'

/** How each position is drawn; the weightiest first, for a mail that says several things is drawn once, as the weightiest. */
const KINDS: readonly (readonly [PositionView['position'], MarkKind])[] = [
  ['nak', 'objection'],
  ['objects', 'objection'],
  ['applied', 'applied'],
  ['requests-changes', 'request'],
  ['approves-with-condition', 'condition'],
  ['approves', 'tag'],
  ['tested', 'tag'],
  ['asks', 'question'],
  ['author', 'answer'],
  ['discusses', 'talk'],
]
const RANK = new Map(KINDS.map(([position], index) => [position, index]))
const KIND = new Map(KINDS)
const AUTHOR = 'the author'
const MACHINES = 'machines'

/** One event for each mail that takes a position or reports, oldest first; the author's side shares one lane, and so do machines. */
export function timelineEvents({ positions, reports }: Pick<SeriesDocument, 'positions' | 'reports'>): TimelineEvent[] {
  const byMail = new Map<string, PositionView[]>()
  for (const position of positions) {
    const known = byMail.get(position.messageId)
    if (known === undefined) byMail.set(position.messageId, [position])
    else known.push(position)
  }
  const said = [...byMail.values()].flatMap((own) => toEvent(own) ?? [])
  return [...said, ...reports.map(fromReport)].sort((a, b) => a.atMs - b.atMs)
}

function fromReport({ messageId, from, received, version, patch, findings }: ReportView): TimelineEvent {
  return {
    lane: MACHINES,
    name: MACHINES,
    who: from.name || from.email,
    kind: 'report',
    atMs: Date.parse(received),
    messageId,
    quote: findings[0]?.text ?? '',
    on: patch === null ? version : `${version} patch ${patch}`,
  }
}

function toEvent(said: readonly PositionView[]): TimelineEvent | undefined {
  // What does not count is talk: a tag in another's name, a stranger's word that it was applied.
  const drawn = said.map((one) => (one.fits ? one : { ...one, position: 'discusses' as const }))
  const [first] = drawn.sort((a, b) => (RANK.get(a.position) ?? 0) - (RANK.get(b.position) ?? 0))
  const atMs = Date.parse(first?.received ?? '')
  if (first === undefined || Number.isNaN(atMs)) return undefined
  const name = first.person.name || first.person.emails[0] || 'somebody'
  return {
    lane: first.position === 'author' ? AUTHOR : (first.person.emails[0] ?? name),
    name: first.position === 'author' ? AUTHOR : name,
    who: first.alias === '' ? name : `${name} (${first.alias})`,
    kind: KIND.get(first.position) ?? 'talk',
    atMs,
    messageId: first.messageId,
    quote: first.quote,
    on: placeWords(said),
  }
}

/** `v2`, `v2 patch 3`, `v2 patches 3 and 4`; the whole series is not spelled out. */
function placeWords(said: readonly PositionView[]): string {
  const label = said[0]?.label ?? ''
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

const TAKEN: readonly SeriesDocument['state']['kind'][] = ['applied', 'partly-applied', 'regression-reported']

/** When and by which mail the patches were applied; null when no mail on record says so. */
export function timelineApplied({
  positions,
  state,
  stateMail,
}: Pick<SeriesDocument, 'positions' | 'state' | 'stateMail'>): {
  readonly atMs: number
  readonly messageId: string
} | null {
  if (!TAKEN.includes(state.kind)) return null
  // A regression is the newest word on an applied series; the application stands before it.
  const said = positions.findLast(({ position, fits }) => position === 'applied' && fits)
  const mail = said ?? (state.kind === 'regression-reported' ? null : stateMail)
  const atMs = Date.parse(mail?.received ?? '')
  return mail === null || Number.isNaN(atMs) ? null : { atMs, messageId: mail.messageId }
}
