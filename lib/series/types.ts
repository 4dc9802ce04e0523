import type { Address, MessageId } from '../mail/types'
import type { ReadSubject } from './kind'

/** A mail in its thread, with its subject read, as the stages of series see it. */
export interface SeriesMail extends ReadSubject {
  /** The row id of the mail; `parent`, `thread` and `above` are such ids too. */
  readonly id: number
  readonly key: string
  readonly messageId: MessageId
  readonly outerIds: readonly MessageId[]
  readonly parent: number | null
  readonly ghost: MessageId | null
  readonly thread: number
  /** The nearest cover or patch above this mail in its thread, itself not included. */
  readonly above: number | null
  /** Number of mails above it in its thread. */
  readonly depth: number
  readonly orderMs: number
  readonly receivedMs: number
  readonly answers: boolean
  readonly from: Address
}

/**
 * One version of a series as it was posted: a cover letter, numbered patches, or both. Patchwork and b4 call this a series. When no
 * subject names a version, it is 1 and `labelled` is false. A version is identified by the id of its head.
 */
export interface Version {
  readonly version: number
  /** The 1 of `[PATCH v5.1 2/2]`, when it replaces patches of a v5. */
  readonly revision: number | null
  readonly labelled: boolean
  readonly rfc: boolean
  readonly resend: boolean
  readonly total: number
  readonly words: readonly string[]
  readonly cover: SeriesMail | null
  /** Mails whose number another one of the posting has: a cover that was sent again, a patch that was sent twice. */
  readonly copies: readonly { readonly number: number; readonly mail: SeriesMail }[]
  /** In the order of the patches, which is that of their numbers but for inserted ones. Numbers above the total occur (`[PATCH 3/2]`). */
  readonly patches: readonly { readonly number: number; readonly mail: SeriesMail }[]
  /** The cover, else the first patch. */
  readonly head: SeriesMail
  /** The head of the version that this one was posted in reply to. */
  readonly repliesTo: number | null
  /** Whether it names older versions. */
  readonly succeeds: boolean
}

/** Evidence for a link between versions, strongest first. */
export const LINK_EVIDENCE = [
  'by-hand',
  'change-id',
  'changelog-link',
  'supersedes',
  'in-reply-to',
  'title',
  'sender',
  'author',
  'patch-titles',
  'similarity',
  'shared-code',
  'patch-title',
  'new-files',
  'files',
] as const
export type LinkEvidence = (typeof LINK_EVIDENCE)[number]
