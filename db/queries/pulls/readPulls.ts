import { memo } from '../../../lib/memo'
import { findPlace } from '../../../lib/review/rules/place'
import { isBot } from '../../../lib/review/speaker'
import type { SeenCommit } from '../../../lib/tree/types'
import { withoutUrls } from '../../../lib/url'
import type { Db } from '../../open'
import { isoTime, person } from '../format'
import { openPullMerges } from './pullMerges'
import type { PullProofView, PullState } from './pullViews'

/** A pull request as it is stored. */
export interface PullRow {
  readonly id: number
  readonly key: string
  readonly from_name: string
  readonly from_email: string
  readonly received_ms: number
  readonly title: string
  readonly url: string | null
  readonly ref: string | null
  readonly base: string | null
  readonly head: string | null
  readonly patches: number
  readonly shortlog: string
  readonly reposted: 0 | 1 | null
  readonly answer: 'pulled' | 'withdrawn' | 'declined' | '' | null
  readonly proof: number | null
  readonly proof_quote: string
  readonly next: number | null
}

export const PULL_COLUMNS = `messages.id, messages.key, messages.from_name, messages.from_email, messages.received_ms, pulls.title, pulls.url,
  pulls.ref, pulls.base, pulls.head, pulls.patches, pulls.shortlog, pulls.reposted, pulls.answer, pulls.proof, pulls.proof_quote, pulls.next`

/** The condition on rows of `pulls` that leaves the requests: announcements of releases are stored with them. */
export const REQUEST = "pulls.kind = 'request'"

/** What the state of a request follows from. */
export type PullStateRow = Pick<PullRow, 'id' | 'url' | 'ref' | 'head' | 'received_ms' | 'answer' | 'next'>

type ProofRow = Pick<PullRow, 'key' | 'from_name' | 'from_email' | 'received_ms'>

/** What is known about requests from the mails around them. */
export interface PullFacts {
  readonly stateOf: (row: PullStateRow) => PullState
  /** The commit by which a request was pulled, see openPullMerges; undefined when no tree shows one, and for one that was superseded. */
  readonly mergeOf: (row: PullStateRow) => SeenCommit | undefined
  /** The answer that says what became of a request; null without one. */
  readonly proofOf: (row: PullRow) => PullProofView | null
  /** The next try of a request. */
  readonly nextOf: (row: PullRow) => PullRow | undefined
  /** The try that a request supersedes. */
  readonly beforeOf: (row: PullRow) => PullRow | undefined
}

/** Prepares reading what is stored about requests. */
export function openPullFacts(db: Db): PullFacts {
  const selectProof = db.prepare<{ id: number }, ProofRow>(
    'SELECT key, from_name, from_email, received_ms FROM messages WHERE id = @id',
  )
  const select = db.prepare<{ id: number }, PullRow>(
    `SELECT ${PULL_COLUMNS} FROM pulls JOIN messages ON messages.id = pulls.message WHERE pulls.message = @id`,
  )
  const selectBefore = db.prepare<{ id: number }, PullRow>(
    `SELECT ${PULL_COLUMNS} FROM pulls JOIN messages ON messages.id = pulls.message
     WHERE pulls.next = @id ORDER BY messages.received_ms DESC, messages.key DESC LIMIT 1`,
  )
  const findMerge = openPullMerges(db)
  const merges = new Map<number, SeenCommit | undefined>()
  const mergeOf = (row: PullStateRow) => memo(merges, row.id, () => (row.next === null ? findMerge(row) : undefined))
  return {
    stateOf(row) {
      if (row.next !== null && row.answer !== 'pulled') return 'superseded'
      return mergeOf(row) === undefined ? row.answer || 'requested' : 'pulled'
    },
    mergeOf,
    proofOf({ proof, proof_quote: quote }) {
      const row = proof === null ? undefined : selectProof.get({ id: proof })
      if (row === undefined) return null
      const from = person(row.from_name, row.from_email)
      return {
        messageId: row.key,
        from,
        date: isoTime(row.received_ms),
        quote,
        byBot: isBot(from),
        tree: findPlace(withoutUrls(quote)).tree,
      }
    },
    nextOf: ({ next }) => (next === null ? undefined : select.get({ id: next })),
    beforeOf: ({ id }) => selectBefore.get({ id }),
  }
}
