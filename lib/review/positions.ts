/** How much a review comment asks for, from what stops a patch to what hardly matters. */
export type Severity = 'refusal' | 'objection' | 'defect' | 'request' | 'question' | 'nit'

/** From what stops a patch to what hardly matters. */
export const SEVERITIES: readonly Severity[] = ['refusal', 'objection', 'defect', 'request', 'question', 'nit']

/** How many comments of each severity are open. */
export type SeverityCounts = Readonly<Partial<Record<Severity, number>>>

const CHANGES: readonly Severity[] = ['refusal', 'objection', 'defect', 'request']

/** Whether a comment asks for a change, so that the series cannot be taken as it is; nits and questions do not. */
export function wantsChange({ severity }: { readonly severity: Severity }): boolean {
  return CHANGES.includes(severity)
}

/** Columns of the table of positions. */
interface Traits {
  /** An objection to the patch as such: only the person who made it can take it back. */
  readonly blocks: boolean
  /** Stays open until it gets an answer or a change. */
  readonly waits: boolean
  /** Counts as a review of the patch. */
  readonly approves: boolean
  /** The kind of review tag by which the person vouches for the patch; null when no tag gives this position. */
  readonly vouches: 'approves' | 'tested' | null
  /** Says where a person stands. False for discussion, which decides nothing. */
  readonly decides: boolean
  /** Given by a tag or stated explicitly: a NAK, "applied". */
  readonly explicit: boolean
  /** How much it asks for, unless its words say otherwise; null when it asks for nothing. */
  readonly severity: Severity | null
}

const NOTHING: Traits = {
  blocks: false,
  waits: false,
  approves: false,
  vouches: null,
  decides: false,
  explicit: false,
  severity: null,
}
const DECIDES: Traits = { ...NOTHING, decides: true }
const ASKS: Traits = { ...DECIDES, waits: true }
const OBJECTION: Traits = { ...ASKS, blocks: true }

const EXPLICIT: Traits = { ...DECIDES, explicit: true }
const APPROVAL: Traits = { ...EXPLICIT, approves: true, vouches: 'approves' }

/** What a person says about a patch or a series. The names are part of the interface of `show`. */
export type Position =
  | 'nak'
  | 'objects'
  | 'requests-changes'
  | 'asks'
  | 'applied'
  | 'approves-with-condition'
  | 'approves'
  | 'tested'
  | 'discusses'
  | 'author'

/** The one table of positions, weightiest first: every other list of positions is derived from it. */
const TRAITS: Readonly<Record<Position, Traits>> = {
  nak: { ...OBJECTION, explicit: true, severity: 'refusal' },
  objects: { ...OBJECTION, severity: 'objection' },
  'requests-changes': { ...ASKS, severity: 'request' },
  asks: { ...ASKS, severity: 'question' },
  applied: EXPLICIT,
  'approves-with-condition': { ...APPROVAL, severity: 'request' },
  approves: APPROVAL,
  tested: { ...EXPLICIT, vouches: 'tested' },
  discusses: NOTHING,
  author: NOTHING,
}

/** All positions, the weightiest first. */
export const POSITIONS: readonly Position[] = Object.keys(TRAITS).filter((name): name is Position => name in TRAITS)

/** Whether a position is an objection or a NAK: only the person who made it can take it back. */
export function blocks(position: Position): boolean {
  return TRAITS[position].blocks
}

/** Whether a position stays open until it gets an answer or a change: objections, requests and questions. */
export function waits(position: Position): boolean {
  return TRAITS[position].waits
}

/** Whether a position counts as a review of the patch, with or without a condition. */
export function approves(position: Position): boolean {
  return TRAITS[position].approves
}

/** The kind of review tag by which a person with this position vouches for the patch; null when no tag gives it. */
export function vouches(position: Position): 'approves' | 'tested' | null {
  return TRAITS[position].vouches
}

/** How much a position asks for as a rule, whatever its words are; null when it asks for nothing. See severityOf. */
export function usualSeverity(position: Position): Severity | null {
  return TRAITS[position].severity
}

/** Whether a position says where a person stands. False for discussion and the author's own mail. */
export function decides(position: Position): boolean {
  return TRAITS[position].decides
}

/** Objections, requests and questions, the weightiest first. */
export const WAITING_POSITIONS: readonly Position[] = POSITIONS.filter(waits)

const SUMMARY_ORDER: readonly Position[] = [
  'author',
  ...POSITIONS.filter((position) => TRAITS[position].explicit),
  ...POSITIONS.filter((position) => !TRAITS[position].explicit && position !== 'author'),
]

/**
 * The one position that sums a mail up: the author's side, then what a tag gives or the mail states explicitly, then the weightiest of the
 * rest. Undefined when there are none.
 */
export function primaryPosition(said: Iterable<Position>): Position | undefined {
  const all = new Set(said)
  return SUMMARY_ORDER.find((position) => all.has(position))
}

/** What a person may have said when a changelog credits them with a change, the likeliest first. */
export const CREDIT_ORDER: readonly Position[] = [
  'requests-changes',
  'objects',
  'asks',
  'approves-with-condition',
  'discusses',
]
