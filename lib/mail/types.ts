import type { Issue } from '../issue'

/** A Message-ID without its angle brackets, unfolded, comments dropped and encoded words (RFC 2047) decoded. */
export type MessageId = string & { readonly __brand: 'MessageId' }

export interface Address {
  /** The name, unquoted and decoded; '' when only an address was given. */
  readonly name: string
  /** Lower case; '' when only a name was given. */
  readonly email: string
}

/** One mail, decoded: all that later stages read, and nothing that depends on the source it came from. */
export interface Message {
  readonly messageId: MessageId
  /** SHA-256, hex, over the content that makes two copies with one Message-ID the same mail: see contentHash.ts. */
  readonly contentHash: string
  readonly subject: string
  /** Author of the mail; the rewriting of a list ("X via list") is undone when another header names the sender. */
  readonly from: Address
  readonly to: readonly Address[]
  readonly cc: readonly Address[]
  /** The `Date:` header in milliseconds since 1970; null when missing, unreadable or out of range. It is a claim of the sender. */
  readonly sentAtMs: number | null
  /** Zone of the `Date:` header in minutes east of UTC; 0 when unknown or impossible. */
  readonly sentZoneMinutes: number
  /** Time in the newest readable `Received:` field; null when there is none. */
  readonly receivedAtMs: number | null
  /** The mail in In-Reply-To (else the last in References), then the other references, nearest first. No duplicates, never the mail's own id. */
  readonly references: readonly MessageId[]
  /** Of the mails in which lists wrapped it: whoever read it there answers these. */
  readonly outerIds: readonly MessageId[]
  /** Addresses of the lists this copy came through, from List-Id and X-Mailing-List, as `name@host` where known; sorted. */
  readonly lists: readonly string[]
  /** The decoded text, with LF line ends and without NULs. Attachments that hold a diff follow the text. */
  readonly body: string
  /** The header fields that name other versions (`Supersedes:`, `X-Change-ID:` and the like), as lines of text; '' when there are none. */
  readonly succession: string
  /** A machine sent it by itself, such as a note that somebody is out of office. */
  readonly automatic: boolean
  readonly issues: readonly Issue[]
}
