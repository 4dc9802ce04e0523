import type { AuditKind } from '../review/audit'
import type { StoryRows } from './rows'
import type { StoryVersion } from './types'

/** Something that a reader should look at. */
export interface Audited {
  readonly kind: AuditKind | 'unannounced-change'
  /** Position of the version that it was found in. */
  readonly version: number
  /** Number in that version; null for the whole version. */
  readonly patch: number | null
  /** The person that it concerns; null when it concerns nobody. */
  readonly person: number | null
}

/**
 * Whether a finding is about the newest version: it was found there, or it is a tag without a mail that the newest version still has. Readers see
 * the others folded.
 */
export function openIsNewest(versions: readonly StoryVersion[], rows: StoryRows): (finding: Audited) => boolean {
  const newest = versions.at(-1)
  const tagged = new Set(newest?.patches.flatMap(({ number, tags }) => tags.map(({ person }) => `${number}/${person}`)))
  const anywhere = new Set(newest?.patches.flatMap(({ tags }) => tags.map(({ person }) => person)))
  return ({ kind, version, patch, person }) => {
    if (newest === undefined || version === newest.position) return true
    if (kind !== 'unproved-tag' || person === null) return false
    if (patch === null) return anywhere.has(person)
    const track = rows.trackOf(version, patch)
    const number = track === undefined ? undefined : rows.numberIn(track, newest.position)
    return number !== undefined && tagged.has(`${number}/${person}`)
  }
}
