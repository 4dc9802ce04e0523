/** A mail as a source found it. */
export interface SourceMail {
  readonly raw: Buffer
  /** Where it stands in the source, in bytes (or the count of mails where bytes mean nothing). */
  readonly position: number
  /** When the archive got it, in milliseconds, where the source knows better than the mail. */
  readonly archivedMs: number | null
}

/** A mail that the source itself refuses (too large). */
export interface SourceRejection {
  readonly position: number
  readonly reason: string
}

export type SourceItem = ({ readonly kind: 'mail' } & SourceMail) | ({ readonly kind: 'rejected' } & SourceRejection)

/** One place mail comes from. Reading it may throw a SourceError, after which nothing of it is kept. */
export interface Source {
  /** As the user named it. */
  readonly name: string
  /** Size in bytes for a progress bar; null when unknown. */
  readonly bytes: number | null
  /** Bytes read so far, of `bytes`. */
  readonly bytesRead: () => number
  readonly items: () => AsyncIterable<SourceItem>
}

/** What is wrong with a source as a whole, where, and what to do: the message is for the user. */
export class SourceError extends Error {
  override readonly name = 'SourceError'
}
