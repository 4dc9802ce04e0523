/** A case of the largest size that is promised: mails that a real import must take in bounded memory. */
export interface WorstCase {
  readonly name: string
  /** Generated one at a time on each call, because all of them together would not fit into memory. */
  readonly mails: () => Iterable<Buffer>
}
