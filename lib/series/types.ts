import type { Address, MessageId } from '../mail/types'
import type { ReadSubject } from './kind'

/** A mail in its thread, with its subject read, as the stages of series see it. */
export interface SeriesMail extends ReadSubject {
  /** Index in the array of mails; `parent` and `thread` are such indexes too. */
  readonly index: number
  readonly key: string
  readonly messageId: MessageId
  readonly parent: number | null
  readonly ghost: MessageId | null
  readonly thread: number
  readonly orderMs: number
  readonly receivedMs: number
  readonly sentAtMs: number | null
  readonly answers: boolean
  readonly from: Address
}

/**
 * One version of a series as it was posted: a cover letter, numbered patches, or both. Patchwork and b4 call this a series. When no
 * subject names a version, it is 1 and `labelled` is false.
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
  /** In ascending order of number. Numbers above the total occur (`[PATCH 3/2]`). */
  readonly patches: readonly { readonly number: number; readonly mail: SeriesMail }[]
  /** The cover, else the first patch. */
  readonly head: SeriesMail
  /** Index of the version this one was posted in reply to. */
  readonly repliesTo: number | null
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
] as const
export type LinkEvidence = (typeof LINK_EVIDENCE)[number]
