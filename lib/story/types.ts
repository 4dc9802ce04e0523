import type { Note } from '../evolution/note'
import type { Change, Fact } from '../evolution/types'

/** A version of a series, by its position from 1. Numbers of patches are those that readers see. */
export interface StoryVersion {
  readonly position: number
  /** Position of the version that its patches are compared with; null for the first. */
  readonly origin: number | null
  /** When it was received. */
  readonly postedMs: number
  /** Numbers of its patches, in their order. */
  readonly numbers: readonly number[]
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
