import type { Position } from './positions'
import type { AnsweredComment } from './quotedComments'
import type { ReviewTag } from './tag'

/** What somebody who may decide says has become of patches, in words or as a command to a bot. */
export type VerdictKind =
  | 'applied'
  | 'dropped'
  | 'rejected'
  | 'deferred'
  | 'not-applicable'
  | 'superseded'
  | 'changes-requested'
  | 'under-review'

/** The rules of docs/positions.md, in the order in which they are tried. */
export type Rule =
  | 'answers'
  | 'refuses'
  | 'applies'
  | 'approves'
  | 'conditions'
  | 'converses'
  | 'regresses'
  | 'objects'
  | 'requests'
  | 'asks'
  | 'discusses'

/**
 * What else a sentence says. The first four are the author's; a reviewer's `concedes` says that a comment is settled. `takes-back` takes back
 * what the sender said last, a tag or a comment; `aside` is spoken to another person by name, so the author has nothing to answer; of a reviewer, `later` leaves what is
 * asked to a later patch; an author's `defers` does the same.
 */
export type Cue =
  | 'concedes'
  | 'declines'
  | 'asks'
  | 'pings'
  | 'withdraws-tag'
  | 'withdraws-objection'
  | 'takes-back'
  | 'regression'
  | 'aside'
  | 'later'
  | 'defers'
  | 'seconds'

/**
 * What a sentence is about, according to its own words: the patch or cover that the mail answers (`here`), the whole series, some
 * patches by number or all but some, the patch that the mail answers with some before or after it (`around`), a part of the code in words that limit it ("for the s390 parts"), an area that a note names and that may be
 * anything ("# s390"), the patches that the sender has not tagged (`untagged`) or said nothing about (`rest`), or less than the whole in words that only a reader understands (`unclear`). A number below zero counts from the last patch, which is -1.
 */
export type Scope =
  | { readonly kind: 'here' }
  | { readonly kind: 'series' }
  | { readonly kind: 'patches' | 'except'; readonly numbers: readonly number[] }
  | { readonly kind: 'around'; readonly before: number; readonly after: number }
  | { readonly kind: 'part' | 'area' | 'untagged' | 'rest' | 'unclear'; readonly text: string }

/** Who wrote a mail, from the point of view of the series. */
export type Speaker = 'author' | 'bot' | 'reviewer'

/** What one sentence or tag of a reply says, with the rule that read it. */
export interface Statement {
  readonly position: Position
  readonly rule: Rule
  /** Words of the mail with white space collapsed; '' only for a mail that has no words of its own. */
  readonly sentence: string
  /** Line of the body, counted from 0. */
  readonly line: number
  readonly scope: Scope
  readonly cues: readonly Cue[]
  /** The tag that makes the statement; null for a sentence. */
  readonly tag: ReviewTag | null
}

/** A statement with its mail, its author and what it is about. Persons are indices of `People.all`. */
export interface ReviewEvent extends Statement {
  readonly mailKey: string
  readonly orderMs: number
  readonly person: number
  /** Mailbox that the mail came from. */
  readonly from: string
  /** Nothing but the name ties this mailbox to what the person wrote from another. */
  readonly stranger: boolean
  /** What an author says in it answers the comments above. A stranger under the author's name answers nothing. */
  readonly answers: boolean
  /** The sender is on the author's side. */
  readonly author: boolean
  /** It comes from a reviewer, or is a tag that a submitter gives on patches of others: nobody reviews their own patch. */
  readonly reviews: boolean
  /** False for a tag in another person's name or in answer to another reviewer's diff, and when a stranger writes that the patches were applied: such an event is shown only. */
  readonly counts: boolean
  /** Position of the version it was said about. */
  readonly version: number
  /** Number of the patch whose thread it is in; null on the cover letter or for a sentence about the series. */
  readonly patch: number | null
  /** Its words limit it and could not be read, so it counts for the patch that the mail answers only, on the cover letter for none. */
  readonly unclear: boolean
  /** Tracks that it is about. */
  readonly tracks: readonly number[]
  /** It is about every patch of its version. Such events share the list of their tracks, and nothing may walk it for each of them. */
  readonly everywhere: boolean
  /** It is about the series as a whole. */
  readonly whole: boolean
  /** First line of the review comment that it is part of, in the body of its mail, from 0; null for a mail without words of its own. */
  readonly comment: number | null
  /** In a mail of the author: the comments of the mails above that it quotes and answers, with the lines that answer each. */
  readonly answersTo: readonly AnsweredComment[]
  /**
   * For each track, the position of the first later version that changed what the comment is about. For an event about every patch there is
   * only the next version, under null, and only if it asks just for another posting.
   */
  readonly changedIn: ReadonlyMap<number | null, number>
  /** The track on which that version still has the line which the comment is below, and changed nothing that it names; see openKeepsLine. */
  readonly keptOn: number | null
  /** It is a question about a file that the newest version no longer has. */
  readonly gone: boolean
}
