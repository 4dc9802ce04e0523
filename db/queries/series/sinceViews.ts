/** What changed in a series since somebody's review: `since`. */
import type { Change } from '../../../lib/evolution/types'
import type { Severity } from '../../../lib/review/positions'
import type { StandingStatus } from '../../../lib/review/states'
import type { ComparisonView, VersionRef } from '../compare/compareViews'
import type { OutcomeView } from '../review/reviewViews'
import type { PersonDetail } from './seriesViews'
import type { SinceView } from './storyViews'

/** A review tag that the person gave on a patch, graded by what changed since. */
export interface SinceTagView {
  readonly name: string
  /** Number of the version it was given on, as posted, and its label. */
  readonly given: number
  readonly givenLabel: string
  /** How much of the patch changed between that version and the newest. */
  readonly since: SinceView['kind']
  readonly lines: number
  /** Whether the mail of the tag asked for changes, all of them were made, and the code changed in no other version, so that the tag was given for the code as it is. */
  readonly asked: boolean
  readonly messageId: string
}

/** A review comment of the person. */
export interface SinceCommentView {
  readonly messageId: string
  readonly quote: string
  /** The last line that it quotes right above; null when there is none. */
  readonly quoted: string | null
  /** What became of it; null when the patch it is about was dropped. */
  readonly outcome: StandingStatus | null
  /** The whole outcome, with the version that changed the code; null in the same case. */
  readonly fate: OutcomeView | null
  readonly severity: Severity | null
  /** Whether they have replied to the author's answer, or given a tag, since. */
  readonly resumed: boolean
  /** Label of the version that it was made on. */
  readonly on: string
  /** What the author's side answered right below it, oldest first; at most three. */
  readonly replies: readonly AuthorReplyView[]
}

/** An answer of the author's side to a comment. */
export interface AuthorReplyView {
  readonly person: PersonDetail
  readonly messageId: string
  readonly received: string
  /** Without greeting, signature and quoted lines. */
  readonly text: string
}

/** A patch of the newest version that the person tagged or commented. */
export interface SincePatchView {
  /** In the newest version. */
  readonly number: number
  readonly title: string
  /** The version on which they last said something about it. */
  readonly from: VersionRef
  /** How it changed from that version to the newest; null when both are the same version, or it was not compared. */
  readonly change: Change | null
  readonly added: number
  readonly removed: number
  /** Why the change is smaller than its lines suggest, '' when there is nothing to add: `rebased (conflict resolved)`. */
  readonly note: string
  readonly tags: readonly SinceTagView[]
  readonly comments: readonly SinceCommentView[]
}

/** A tag for the author of the next version to carry or to ask for again. */
export interface CarriedTagView {
  /** The trailer as it was given: `Reviewed-by: Rita Reader <rita@example.org>`. */
  readonly trailer: string
  readonly given: string
  readonly since: SinceView['kind']
  readonly lines: number
  /** As in SinceTagView. */
  readonly asked: boolean
  /** The words of the mail on which the tag depends (`with those two nits fixed`); null without a condition, and once it is met. */
  readonly condition: string | null
  readonly messageId: string
  /** Numbers in the newest version. */
  readonly patches: readonly number[]
  /** Those of them that do not have it as posted, because it was given later or the author left it out. */
  readonly unposted: readonly number[]
}

/** `since`: what one person has to look at again. */
export interface SinceReviewView {
  readonly seriesId: string
  readonly title: string
  readonly person: PersonDetail
  /** Whether the person is on the author's side. */
  readonly isAuthor: boolean
  /** Number of the version that the person last reviewed, by a tag or a comment, and of the newest version, as posted. Of somebody who gave neither, the version that they last wrote on. */
  readonly from: number
  readonly to: number
  readonly fromVersion: VersionRef
  readonly toVersion: VersionRef
  /** Their newest mail on that version, and when it was received; of somebody on the author's side their newest mail, which may be the posting of the newest version. */
  readonly last: { readonly messageId: string; readonly received: string }
  /** The patches that the person tagged or commented, by number. */
  readonly patches: readonly SincePatchView[]
  /** Comments on the cover letter or the whole series. */
  readonly comments: readonly SinceCommentView[]
  /** Titles of patches that the person tagged or commented and that the newest version does not have. */
  readonly dropped: readonly string[]
  /** For the author: tags that the next version may carry, those that it may carry once their condition is met, those to ask for again, because the code changed since, and the patches that have such tags. Null for anybody else. */
  readonly carry: {
    readonly keep: readonly CarriedTagView[]
    readonly once: readonly CarriedTagView[]
    readonly ask: readonly CarriedTagView[]
    readonly titles: readonly { readonly number: number; readonly title: string }[]
    /** How many tags of others the patches of the newest version have as posted. */
    readonly posted: number
    /** How many comments of others on the newest version, and objections to any, are open and not promised. */
    readonly open: number
    /** How many of these the author has answered. */
    readonly answered: number
  } | null
}

/** `since` as a page shows it: with the changes of those patches in which they are small. */
export interface SincePageView extends SinceReviewView {
  readonly changes: readonly ComparisonView[]
}
