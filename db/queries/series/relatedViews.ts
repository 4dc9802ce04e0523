/** What is related to a series: dependencies, fixes and bot reports. */
import type { BotFinding } from '../../../lib/review/botReport'
import type { PersonView, RelationView } from './seriesViews'

/** A series that this one depends on, or that depends on this one. */
export interface DependencyView {
  /** 'on': this series depends on the other; 'by': the other depends on this one. */
  readonly direction: 'on' | 'by'
  /** What names it: a mail, a change-id, a patch-id or a commit. */
  readonly kind: 'mail' | 'change' | 'patch' | 'commit'
  readonly value: string
  /** The words that say so, the mail that they are in, and the version of this series that they are about. */
  readonly text: string
  readonly messageId: string
  readonly version: string
  /** For patch-ids, how many patches of the other series are named; else 1. */
  readonly patches: number
  /** null if it was not imported; never null for 'by'. */
  readonly other: RelationView['other'] | null
}

/** The other series in whose thread a version of this one was posted. */
export interface PostedIntoView {
  /** Label of the version of this series. */
  readonly version: string
  /** The patch of the other series below which it was posted; null for its cover letter. */
  readonly patch: number | null
  /** `messageId` is the mail that it replies to. */
  readonly other: RelationView['other']
}

/** A patch that fixes or reverts another one: its `Fixes:` line or its subject names the title of that commit. */
export interface FixView {
  /** 'by': the other fixes a patch of this series; 'of': a patch of this series fixes the other. */
  readonly direction: 'by' | 'of'
  /** Whether it takes the other one back. */
  readonly kind: 'fixes' | 'reverts'
  /** When it was received. */
  readonly posted: string
  /** Version and number of the patch of this series. */
  readonly version: string
  readonly patch: number
  readonly text: string
  readonly other: RelationView['other'] & { readonly patch: number }
  /** Whether the fixed series is known to be applied. A `Fixes:` line alone only says that it is in some tree. */
  readonly applied: boolean
}

/** An imported report that a patch of this series fixes: by `Closes:`, or by the address of a reporter that uses one for each report. */
export interface ClosedReportView {
  readonly version: string
  readonly patch: number
  readonly text: string
  readonly messageId: string
  readonly subject: string
  readonly from: PersonView
  readonly received: string
}

/** What a bot reported about a patch, and what later versions did about it. */
export interface ReportView {
  readonly messageId: string
  readonly from: PersonView
  readonly received: string
  readonly version: string
  /** Number in that version; null when it is unknown. */
  readonly patch: number | null
  readonly findings: readonly BotFinding[]
  /** Whether a hunk of the patch, or only a file of it, is named; null when the patch has neither. */
  readonly place: string | null
  /** Label of the first later version in which that is different. */
  readonly changedIn: string | null
  /** Label of the first later version whose patch names the bot as its reporter. */
  readonly creditedIn: string | null
}
