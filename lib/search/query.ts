/** A part of a mail whose words a query can ask for. */
export type Field =
  | 'subject'
  | 'from'
  | 'to'
  | 'cc'
  /** The List-Id, and the lists that the mail came from. */
  | 'list'
  | 'id'
  /** What the sender wrote, outside quotes and diffs. */
  | 'own'
  | 'quoted'
  /** The paths that a diff names. */
  | 'file'
  | 'removed'
  | 'added'
  | 'context'
  /** What a diff prints after the line numbers of a hunk, usually a function. */
  | 'function'

/** A value that a mail has as a whole or has not. */
export type ValueName = 'mid' | 'lid' | 'patchid' | 'changeid' | 'dfpre' | 'dfpost' | 'dfblob'

/** What a search asks for, as the parser of the search grammar returns it. */
export type Query =
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Query[] }
  | { readonly kind: 'not'; readonly part: Query }
  | WordsQuery
  | ValueQuery
  | TimeQuery

/** Words in any of these fields, those of a phrase one after another in the same field. */
export interface WordsQuery {
  readonly kind: 'words'
  readonly fields: readonly Field[]
  /** Words as splitWords returns them, so that the index and the comparison agree. At least one; more than one are a phrase. */
  readonly words: readonly string[]
  /** Whether the last word is only the beginning of a word. */
  readonly prefix: boolean
  /** Whether words with the same stem match too. */
  readonly stem: boolean
}

/** An exact value. */
export interface ValueQuery {
  readonly kind: 'value'
  readonly name: ValueName
  readonly value: string
}

/** A range of one of the two times of a mail; at least one end is given. */
export interface TimeQuery {
  readonly kind: 'time'
  /** 'sent': the Date header; 'received': when an archive got it. */
  readonly clock: 'sent' | 'received'
  readonly fromMs?: number
  /** The end, which is not part of the range. */
  readonly beforeMs?: number
}
