import type { Address, MessageId } from '../mail/types'
import type { ReadSubject } from './kind'

/** A mail as the series stage sees it: placed in its thread, its subject read. */
export interface SeriesMail extends ReadSubject {
  /** Index in the array of mails it came with; `parent` is such an index too. */
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
 * One version of a series as it was posted: a cover letter, numbered patches, or both. patchwork and b4 call this a series.
 * Without a marker in the subject the version is 1 and `labelled` false.
 */
export interface Version {
  readonly version: number
  /** `[PATCH v5.1 2/2]`: the 1, when there is a v5 that it replaces patches of. */
  readonly revision: number | null
  readonly labelled: boolean
  readonly rfc: boolean
  readonly resend: boolean
  readonly total: number
  readonly words: readonly string[]
  readonly cover: SeriesMail | null
  /** By number, ascending. Numbers above the total occur (`[PATCH 3/2]`). */
  readonly patches: readonly { readonly number: number; readonly mail: SeriesMail }[]
  /** Cover, else the first patch. */
  readonly head: SeriesMail
  /** 'markers': no mail of the set has a reference; sender, version, total and time joined them. */
  readonly joinedBy: 'thread' | 'markers'
  /** Index of the version this one was posted in reply to. */
  readonly repliesTo: number | null
}

/** What a version link rests on, strongest first. */
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
