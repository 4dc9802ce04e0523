import type { Address, MessageId } from '../mail/types'

/** What a version link rests on, strongest first. */
export type LinkEvidence =
  | 'manual'
  | 'change-id'
  | 'changelog-link'
  | 'supersedes'
  | 'in-reply-to'
  | 'title'
  | 'sender'
  | 'author'
  | 'patch-titles'
  | 'similarity'

export type MailKind = 'cover' | 'patch' | 'reply' | 'pull' | 'other'

/** What the subject line says: see lib/mail/subject.ts. */
export interface SubjectTag {
  readonly reply: boolean
  /** A `PATCH` marker stood in a leading bracket or as a bare form. */
  readonly patch: boolean
  readonly pull: boolean
  readonly rfc: boolean
  readonly resend: boolean
  /** Version as written; null when the subject names none. */
  readonly version: number | null
  /** Replacement inside a version: the 1 of `v5.1`; null otherwise. */
  readonly revision: number | null
  readonly number: number | null
  readonly total: number | null
  /** Tree names and list tags, lower case, in order: `net-next`, `6.1`, `buildroot`. */
  readonly words: readonly string[]
  /** The subject without prefixes, blanks collapsed. */
  readonly title: string
}

export type { Address, MessageId }
