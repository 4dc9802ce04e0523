/** One mail, as a source delivers it. */
export interface SourceMail {
  readonly raw: Buffer
  /** Its offset in the source, in bytes; the number of the mail where bytes mean nothing. */
  readonly position: number
  /** When the archive received it, in milliseconds; null if the source knows no more than the mail itself. */
  readonly archivedMs: number | null
  /** Its blob in an archive, for sources that can withdraw a mail later. */
  readonly origin?: Origin
  /** The file or epoch it is in, if the name of the source does not say so. */
  readonly where?: string
  /** The server where it was looked up by Message-ID, without a trailing slash; it delivered the mail, not the source that asked for it. */
  readonly server?: string
}

/** A mail that the source could not deliver: too large, or gone from the disk. */
export interface SourceRejection {
  readonly position: number
  readonly reason: string
  readonly where?: string
}

/** A blob in an epoch of a public-inbox archive. */
interface Origin {
  readonly part: string
  readonly oid: string
}

/**
 * What a source yields, in order. `hidden`: the archive withdrew this mail. `whole`: the history of this epoch was rewritten,
 * and `oids` are all the blobs it still has; any other mail it brought earlier is withdrawn. `cursor`: everything yielded so
 * far may be committed, and a later run can continue from here.
 */
export type SourceItem =
  | ({ readonly kind: 'mail' } & SourceMail)
  | ({ readonly kind: 'rejected' } & SourceRejection)
  | { readonly kind: 'hidden'; readonly raw: Buffer | null; readonly origin: Origin }
  | { readonly kind: 'whole'; readonly part: string; readonly oids: ReadonlySet<string> }
  | { readonly kind: 'cursor'; readonly cursor: string }

/**
 * A place that mail is read from. Reading may throw a SourceError; the import then rolls back to the last cursor that the
 * source yielded.
 */
export interface Source {
  /** As the user named it. */
  readonly name: string
  /** The name its cursor is stored under, if `name` could mean another place tomorrow (a relative path). Default: `name`. */
  readonly key?: string
  /** What kind of source it is, in words: `mbox file`. */
  readonly kind?: string
  /** Size in bytes for a progress bar; null when unknown. */
  readonly bytes: number | null
  /** Bytes read so far, of `bytes`. */
  readonly bytesRead: () => number
  /** The host it is fetched from. Sources on one host are fetched one after the other. */
  readonly host?: string
  /** True if `ingest` also continues from the last cursor (git archives); otherwise only `nightly` does. */
  readonly resumes?: boolean
  /** Fetches everything that comes over the network. Called before any transaction begins. */
  readonly prepare?: (cursor: string | null) => Promise<void>
  /** The mails after this cursor; null reads from the beginning. */
  readonly items: (cursor: string | null) => AsyncIterable<SourceItem>
}

/** `unknown-mail`: the archive answered and does not have the mail. `unreadable`: everything else. */
type SourceErrorCode = 'unknown-mail' | 'unreadable'

/** A source as a whole cannot be read. The message is for the user: what is wrong, where, and what to do. */
export class SourceError extends Error {
  override readonly name = 'SourceError'
  readonly code: SourceErrorCode
  constructor(message: string, code: SourceErrorCode = 'unreadable') {
    super(message)
    this.code = code
  }
}
