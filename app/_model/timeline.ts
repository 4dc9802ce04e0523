import { groupBy } from '../../lib/groupBy'
import { isoDay } from '../../lib/isoTime'
import type { ReviewSign } from './marks'
import { makeTimeScale } from './timeScale'

export interface TimelineVersion {
  readonly label: string
  readonly key: string
  readonly atMs: number
  readonly messageId: string
}

/** A mail that takes a position. */
export interface TimelineEvent {
  /** Identifies the lane. */
  readonly lane: string
  /** The name beside the lane. */
  readonly name: string
  readonly who: string
  readonly kind: ReviewSign
  readonly atMs: number
  readonly messageId: string
  readonly quote: string
  /** `v2 patch 3` */
  readonly on: string
}

/** One mark: a mail, or several mails of one kind by one person that came close together. */
export interface TimelineMark {
  readonly x: number
  /** The middle of its row. */
  readonly y: number
  readonly kind: ReviewSign
  readonly events: readonly [TimelineEvent, ...TimelineEvent[]]
}

export interface TimelineLane {
  readonly name: string
  /** How many people share the lane: 1, except in the last lane of a crowded timeline. */
  readonly people: number
  readonly top: number
  readonly height: number
  readonly marks: readonly TimelineMark[]
}

/** A vertical line: a version, or several received at the same instant. */
export interface TimelineLine {
  readonly x: number
  readonly label: string
  readonly day: string
  readonly messageId: string
}

export interface Timeline {
  readonly width: number
  readonly height: number
  readonly versions: readonly TimelineLine[]
  /** When the patches were applied; null if they were not. */
  readonly applied: TimelineLine | null
  readonly lanes: readonly TimelineLane[]
  readonly breaks: readonly { readonly x: number; readonly days: number }[]
}

/** Height of the labels above the lanes: label and day of each version. */
export const HEAD_PX = 40
export const MAX_LANES = 12
const ROW_PX = 18
const LANE_PADDING_PX = 6
/** Marks of one kind closer than this are one mark with a count; it is the width of a mark with a count of two digits. */
export const MARK_PX = 22
const MARGIN_PX = 12
const TAIL_PX = 16
/** Width of a character of a label, and of a day (10 characters). */
const LETTER_PX = 8
const LABEL_ROOM_PX = 76

/**
 * Lays out a timeline: one axis, a vertical line for each version, a lane for each person in the order of appearance. With more than
 * 13 people, those who matter least (no objection, few mails) share one lane at the end. Marks never overlap: close marks of one kind
 * are merged, marks of different kinds get rows of their own. Without events there are no lanes. The order of the input does not matter.
 */
export function layoutTimeline(
  versions: readonly TimelineVersion[],
  events: readonly TimelineEvent[],
  applied: { readonly atMs: number; readonly messageId: string } | null,
): Timeline {
  const anchors = versions.map(({ atMs, label }) => ({
    ms: atMs,
    room: Math.max(LABEL_ROOM_PX, label.length * LETTER_PX + 8),
  }))
  if (applied !== null) anchors.push({ ms: applied.atMs, room: LABEL_ROOM_PX })
  const scale = makeTimeScale(
    events.map(({ atMs }) => atMs),
    anchors,
  )
  const x = (ms: number): number => Math.round((MARGIN_PX + scale.at(ms)) * 10) / 10
  const lanes: TimelineLane[] = []
  let top = HEAD_PX
  for (const { name, people, events: own } of groupLanes(events)) {
    const { marks, rows } = placeMarks(own, x, top)
    const height = rows * ROW_PX + LANE_PADDING_PX
    lanes.push({ name, people, top, height, marks })
    top += height
  }
  return {
    width: Math.ceil(MARGIN_PX + scale.width + TAIL_PX),
    height: top + TAIL_PX,
    versions: placeVersions(versions, x),
    applied:
      applied === null
        ? null
        : { x: x(applied.atMs), label: 'applied', day: isoDay(applied.atMs), messageId: applied.messageId },
    lanes,
    breaks: scale.breaks.map(({ x: at, days }) => ({ x: Math.round(MARGIN_PX + at), days })),
  }
}

function placeVersions(versions: readonly TimelineVersion[], x: (ms: number) => number): TimelineLine[] {
  const byMs = new Map<number, TimelineLine>()
  for (const { atMs, label, messageId } of versions) {
    const known = byMs.get(atMs)
    byMs.set(
      atMs,
      known === undefined
        ? { x: x(atMs), label, day: isoDay(atMs), messageId }
        : { ...known, label: `${known.label}, ${label}` },
    )
  }
  return [...byMs.values()].sort((a, b) => a.x - b.x)
}

interface LaneEvents {
  readonly name: string
  readonly people: number
  readonly events: readonly TimelineEvent[]
}

function groupLanes(events: readonly TimelineEvent[]): LaneEvents[] {
  const all = [...groupBy([...events].sort(inOrder), ({ lane }) => lane).values()]
  const alone = (own: readonly [TimelineEvent, ...TimelineEvent[]]): LaneEvents => {
    return { name: own[0].name, people: 1, events: own }
  }
  if (all.length <= MAX_LANES + 1) return all.map(alone)
  const weightiest = [...all].sort((a, b) => laneWeight(b) - laneWeight(a) || inOrder(a[0], b[0]))
  const shown = new Set(weightiest.slice(0, MAX_LANES))
  const folded = all.filter((own) => !shown.has(own))
  const name = `${folded.length} others`
  return [
    ...all.filter((own) => shown.has(own)).map(alone),
    { name, people: folded.length, events: folded.flat().sort(inOrder) },
  ]
}

function inOrder(a: TimelineEvent, b: TimelineEvent): number {
  return a.atMs - b.atMs || (a.messageId < b.messageId ? -1 : a.messageId > b.messageId ? 1 : 0)
}

const HEAVY: readonly ReviewSign[] = ['nak', 'objection', 'applied', 'reply', 'report']

/** The author, bots, and people who object or applied the patches keep their own lanes before anyone else does. */
function laneWeight(events: readonly TimelineEvent[]): number {
  const weighty = events.some(({ kind }) => HEAVY.includes(kind))
  return (weighty ? 1_000_000 : 0) + events.length
}

interface OpenMark {
  readonly x: number
  readonly row: number
  readonly kind: ReviewSign
  readonly events: [TimelineEvent, ...TimelineEvent[]]
}

function placeMarks(events: readonly TimelineEvent[], x: (ms: number) => number, top: number) {
  const latest = new Map<ReviewSign, OpenMark>()
  const marks: OpenMark[] = []
  const rowEnds: number[] = []
  for (const event of events) {
    const at = x(event.atMs)
    const near = latest.get(event.kind)
    if (near !== undefined && at < near.x + MARK_PX) {
      near.events.push(event)
      continue
    }
    const free = rowEnds.findIndex((end) => at >= end)
    const row = free < 0 ? rowEnds.length : free
    rowEnds[row] = at + MARK_PX
    const mark: OpenMark = { x: at, row, kind: event.kind, events: [event] }
    latest.set(event.kind, mark)
    marks.push(mark)
  }
  const placed = marks.map(
    ({ x: at, row, kind, events: own }): TimelineMark => ({
      x: at,
      y: top + LANE_PADDING_PX / 2 + row * ROW_PX + ROW_PX / 2,
      kind,
      events: own,
    }),
  )
  return { marks: placed, rows: Math.max(1, rowEnds.length) }
}
