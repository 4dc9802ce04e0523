/** A mail as a source found it. */
export interface SourceMail {
  readonly raw: Buffer
  /** Where it stands in the source, in bytes (or the count of mails where bytes mean nothing). */
  readonly position: number
  /** When the archive got it, in milliseconds, where the source knows better than the mail. */
  readonly archivedMs: number | null
  /** Where it stands in an archive that may take mails back. */
  readonly origin?: Origin
  /** The file or part it stands in, where the name of the source does not say that. */
  readonly where?: string
}

/** A mail that the source itself refuses (too large, gone from the disk). */
export interface SourceRejection {
  readonly position: number
  readonly reason: string
  readonly where?: string
}

/** A blob in an epoch of a public-inbox archive. */
export interface Origin {
  readonly part: string
  readonly oid: string
}

/**
 * What reading a source gives, in order. `hidden`: the archive took the mail back. `whole`: after a rewritten history, all
 * that this part of the archive still holds; what it brought before and does not hold any more is taken back. `cursor`:
 * what came before may be kept as it is; reading can go on from there.
 */
export type SourceItem =
  | ({ readonly kind: 'mail' } & SourceMail)
  | ({ readonly kind: 'rejected' } & SourceRejection)
  | { readonly kind: 'hidden'; readonly raw: Buffer | null; readonly origin: Origin }
  | { readonly kind: 'whole'; readonly part: string; readonly oids: ReadonlySet<string> }
  | { readonly kind: 'cursor'; readonly cursor: string }

/**
 * One place mail comes from. Reading it may throw a SourceError, after which nothing of it is kept, but for what came before
 * the last cursor.
 */
export interface Source {
  /** As the user named it. */
  readonly name: string
  /** Under which its cursor and what it brought are kept, where the name may mean another place tomorrow (a relative path). */
  readonly key?: string
  /** What it is, in words. */
  readonly kind?: string
  /** Size in bytes for a progress bar; null when unknown. */
  readonly bytes: number | null
  /** Bytes read so far, of `bytes`. */
  readonly bytesRead: () => number
  /** The host it is fetched from: sources of one host wait for each other. */
  readonly host?: string
  /** True where even a single import goes on from where the last one ended (archives in git); else only `nightly` does. */
  readonly resumes?: boolean
  /** Fetches what must come over the network, before any transaction is begun. */
  readonly prepare?: (cursor: string | null) => Promise<void>
  /** The mails after the cursor of the last run; null: from the beginning. */
  readonly items: (cursor: string | null) => AsyncIterable<SourceItem>
}

/** What is wrong with a source as a whole, where, and what to do: the message is for the user. */
export class SourceError extends Error {
  override readonly name = 'SourceError'
}
