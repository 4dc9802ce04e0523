/**
 * What is wrong with a mail, as data. A parser returns its value together with the issues it met; they are stored and shown,
 * so that nothing is skipped silently. Codes are stable: scripts and tests rely on them.
 */
type IssueCode =
  | 'no-message-id'
  | 'no-date'
  | 'date-skew'
  | 'no-from'
  | 'from-name'
  | 'from-list'
  | 'from-many'
  | 'no-subject'
  | 'charset'
  | 'html-only'
  | 'mime'
  | 'truncated'
  | 'header-cut'
  | 'mime-cut'
  | 'text-cut'
  | 'parse-error'
  | 'subject-index-over-total'
  | 'subject-total-unsupported'
  | 'hunk-count'
  | 'hunk-header'
  | 'diff-line'
  | 'damaged-diff'
  | 'reused-message-id'
  | 'duplicate-number'
  | 'version-order'
  | 'base-conflict'
  | 'comparison-cut'

export interface Issue {
  readonly code: IssueCode
  /** One sentence for the reader: what was found and what was done about it. */
  readonly text: string
  /** Line of the parsed text, counted from 1, where one is known. */
  readonly line?: number
}
