import type { Address } from '../mail/types'
import type { Position } from './positions'
import type { ReviewTag } from './tag'

/** The rules of docs/positions.md, in the order in which they are tried. */
export type Rule =
  | 'answers'
  | 'refuses'
  | 'applies'
  | 'approves'
  | 'conditions'
  | 'converses'
  | 'objects'
  | 'requests'
  | 'asks'
  | 'discusses'

/** What else a sentence says. The first four are the author's, `concedes` is also a reviewer's word that a comment is settled. */
export type Cue = 'concedes' | 'declines' | 'asks' | 'pings' | 'withdraws-tag' | 'regression' | 'withdraws-series'

/**
 * What a sentence is about, as far as its own words tell: the place of the mail (`here`), every patch of the series, some patches
 * by number, or a part of the code named in a note ("s390").
 */
export type Scope =
  | { readonly kind: 'here' }
  | { readonly kind: 'series' }
  | { readonly kind: 'patches'; readonly numbers: readonly number[] }
  | { readonly kind: 'part'; readonly text: string }

/** Who wrote a mail, from the point of view of the series. */
export type Speaker = 'author' | 'bot' | 'reviewer'

/** One thing that one sentence of a reply says, with the rule that read it. */
export interface ReviewEvent {
  readonly position: Position
  readonly rule: Rule
  /** Words of the mail, blanks collapsed; '' only for a mail without words of its own. */
  readonly sentence: string
  /** Line of the body, counted from 0. */
  readonly line: number
  readonly scope: Scope
  readonly cues: readonly Cue[]
  /** The tag that gave the event, for R1 and R3, R4. */
  readonly tag: ReviewTag | null
}

/** What the rules need to know of one reply. */
export interface ReplyText {
  readonly body: string
  readonly from: Address
  readonly speaker: Speaker
  /** Who wrote the mail that it answers; null when that is not on record. */
  readonly parentSpeaker: Speaker | null
  /** The mail that it answers, when the author wrote it: it may ask this person by name. '' otherwise. */
  readonly parentBody: string
  /** The reply answers the cover letter, so that it speaks of the whole series. */
  readonly onCover: boolean
}
