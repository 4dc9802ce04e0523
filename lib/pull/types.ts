import type { Address } from '../mail/types'

/** The patches of one author in the shortlog of a pull request. */
export interface ShortlogEntry {
  readonly author: string
  readonly titles: readonly string[]
}

/** What a mail asks somebody to pull, or announces as released, read from this mail alone. */
export interface PullRequest {
  readonly kind: 'request' | 'release'
  readonly title: string
  /** The repository; null when the mail names none. */
  readonly url: string | null
  /** The branch, `tags/` and a tag, or a commit, as it was written; null when only a repository is named. */
  readonly ref: string | null
  /** The commit that the changes are based on. */
  readonly base: string | null
  /** The newest commit of the changes. */
  readonly head: string | null
  /** How many patches the shortlog lists; without a shortlog, how many the subject announces. */
  readonly patches: number
  /** In the order of the mail; at most MAX_TITLES titles in all. */
  readonly shortlog: readonly ShortlogEntry[]
  /** 2 for `[GIT PULL v2]` and "take 2"; 1 without a number. */
  readonly version: number
}

/** An answer that says what became of a request. */
interface SeriesPullAnswer {
  readonly kind: 'pulled' | 'withdrawn' | 'declined'
  readonly mailKey: string
  readonly from: Address
  readonly quote: string
  readonly orderMs: number
}

/** A pull request or release announcement that lists patches of one series. */
export interface SeriesPull {
  readonly kind: PullRequest['kind']
  readonly mailKey: string
  readonly from: Address
  /** Whom it was sent to, without mailing lists. */
  readonly to: readonly Address[]
  readonly title: string
  readonly orderMs: number
  /** Its sender tried again. */
  readonly superseded: boolean
  readonly answer: SeriesPullAnswer | null
  /** Keys of the patch mails of the series that it lists. */
  readonly patches: ReadonlySet<string>
}
