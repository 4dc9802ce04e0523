import type { Issue } from '../issue'

/** A Message-ID without its angle brackets; comments dropped, folding undone, RFC 2047 decoded. */
export type MessageId = string & { readonly __brand: 'MessageId' }

export interface Address {
  /** Display name, unquoted and decoded; '' when only an address was given. */
  readonly name: string
  /** Lower case; '' when only a name was given. */
  readonly email: string
}

/** One mail, decoded: everything later stages read, and nothing that depends on where it was found. */
export interface Message {
  readonly messageId: MessageId
  /** SHA-256, hex, over the content that makes two copies of an id the same mail: see contentHash.ts. */
  readonly contentHash: string
  readonly subject: string
  /** Author of the mail; a list's DMARC rewriting ("X via list") is undone when another header names the sender. */
  readonly from: Address
  readonly to: readonly Address[]
  readonly cc: readonly Address[]
  /** The `Date:` header in milliseconds since 1970; null when missing, unreadable or out of range. A claim, not a fact. */
  readonly sentAtMs: number | null
  /** Zone of the `Date:` header in minutes east of UTC; 0 when unknown or impossible. */
  readonly sentZoneMinutes: number
  /** Time of the newest readable `Received:` hop; null when there is none. */
  readonly receivedAtMs: number | null
  /** The parent as In-Reply-To (else the last reference) names it, then the other references, nearest first. No duplicates, never the own id. */
  readonly references: readonly MessageId[]
  /** Addresses of the lists this copy came through, from List-Id and X-Mailing-List, in the `name@host` form where known; sorted. */
  readonly lists: readonly string[]
  /** Decoded text: LF line ends, no NULs. Text attachments that hold a diff follow the text. */
  readonly body: string
  readonly issues: readonly Issue[]
}
