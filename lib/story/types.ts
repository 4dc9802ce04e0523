import type { Note } from '../evolution/note'
import type { Change, Fact } from '../evolution/types'
import type { Position, Severity } from '../review/positions'
import type { StandingStatus } from '../review/states'

/** A version of a series, by its position from 1. Numbers of patches are those that readers see, such as 2.5. */
export interface StoryVersion {
  readonly position: number
  /** Position of the version that it continues, with which its patches are compared; null for the first. */
  readonly origin: number | null
  /** When it was received. */
  readonly postedMs: number
  readonly patches: readonly StoryPatch[]
}

export interface StoryPatch {
  readonly number: number
  readonly mailKey: string
  readonly title: string
  /** The review tags that it was posted with. */
  readonly tags: readonly StoryTagLine[]
}

/** A review tag by one person; people are indices. */
export interface StoryTagLine {
  readonly person: number
  /** In its usual spelling. */
  readonly name: string
}

/** A patch in one version; of a dropped patch in the version without it, with the number that it had before. */
export interface StoryCell {
  readonly version: number
  readonly number: number
  readonly change: Change | 'first'
  readonly facts: readonly Fact[]
  readonly added: number
  readonly removed: number
  readonly notes: readonly Note[]
}

/** One patch through the versions, oldest first. */
export interface StoryTrack {
  readonly cells: readonly StoryCell[]
}

/** A review comment that asks for something. */
export interface StoryComment {
  readonly person: number
  readonly mailKey: string
  readonly saidMs: number
  readonly position: Position
  /** How much it asks for. */
  readonly severity: Severity | null
  /** Its strongest sentence. */
  readonly quote: string
  /** All that it says. */
  readonly text: string
  /** What it quotes, and what the author answered. */
  readonly around: string
  /** Position of the version that it was said on. */
  readonly version: number
  /** Tracks that it is about; empty for the series as a whole. */
  readonly tracks: readonly number[]
  /** What became of it; null when the patch is gone from the newest version. */
  readonly status: StandingStatus | null
  /** Whether the author or somebody else answered in words. */
  readonly answered: boolean
  /** Whether the author agreed to it ("OK", "will fix"). */
  readonly agreed: boolean
  /** Whether its mail answers the patch and it quotes words of the commit message. */
  readonly onMessage: boolean
  /** The mail that its mail replies to. */
  readonly parent: string | null
  /** The last line that it quotes. */
  readonly above: string | null
  /** The mails in which the author answered it. */
  readonly repliedIn: readonly string[]
  /** Position of the first later version that changed what it is about. */
  readonly changedIn: number | null
  /** Position of the version whose changelog says that it was addressed. */
  readonly announcedIn: number | null
}

/** An item of the changelog of a version. */
export interface StoryItem {
  /** Position of the version; null when that was not imported. */
  readonly version: number | null
  readonly text: string
  /** People whom it credits. */
  readonly credited: readonly number[]
  /** The reply that asked for it. */
  readonly remark: string | null
  /** Numbers in that version, of patches that changed for it. */
  readonly patches: readonly number[]
  /** Numbers in the version before, of dropped patches. */
  readonly dropped: readonly number[]
  /** The cover letter or patch that it is in. */
  readonly mailKey: string
}

/** A change that no changelog mentions, though the version has one. */
export interface StoryFinding {
  readonly version: number
  /** Number in that version; of a dropped patch in the version before. */
  readonly number: number
  /** The mail of that patch. */
  readonly mailKey: string | null
}
