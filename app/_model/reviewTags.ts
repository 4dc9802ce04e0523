import type { TrackView, TrailerView, VersionView } from '../../db/queries/views'

/** A mail that gives a tag, or a patch that carries it, with its version. */
interface TagPlace {
  readonly versionKey: string
  readonly label: string
  readonly source: TrailerView['source']
  readonly messageId: string
}

/** One person's review tag of one kind on one patch, over all versions. */
export interface ReviewTag {
  /** 'Reviewed-by' */
  readonly kind: string
  readonly person: string
  readonly email: string
  /** The newest mail that gave it. If no imported mail did, the first version whose patch carries it. */
  readonly given: TagPlace
  /** Labels of the versions whose patch carries the tag in its commit message. */
  readonly carried: readonly string[]
}

/** The kinds of review tags, with the letter that stands for each in tables. */
export const TAG_LETTERS: Readonly<Record<string, string>> = {
  'Reviewed-by': 'R',
  'Acked-by': 'A',
  'Tested-by': 'T',
  'Reviewed-and-tested-by': 'RT',
  'Nacked-by': 'N',
}

/** The source of a tag in words. */
export const SOURCE_WORDS: Readonly<Record<TrailerView['source'], string>> = {
  reply: 'given in reply',
  'cover-reply': 'given on the cover letter',
  body: 'in the commit message',
}

/**
 * Splits `Name <address> # note` into name and lower-case address; a bare address is both. Linear in the length.
 * Text without an address is treated as the name.
 */
export function splitPerson(value: string): { readonly name: string; readonly email: string } {
  const open = value.indexOf('<')
  const close = value.indexOf('>', open + 1)
  if (open >= 0 && close > open) {
    const email = value
      .slice(open + 1, close)
      .trim()
      .toLowerCase()
    return { name: value.slice(0, open).trim().replace(/^"|"$/g, '') || email, email }
  }
  const name = value.trim()
  return { name, email: name.includes('@') ? name.toLowerCase() : '' }
}

interface Collected {
  readonly kind: string
  readonly person: string
  readonly email: string
  readonly places: TagPlace[]
}

/**
 * The review tags of one track, folded over its versions (oldest first): one entry per person and kind,
 * in the order of their first appearance. People are identified by address, or by name if there is none.
 */
export function foldReviewTags(track: TrackView, versions: readonly VersionView[]): readonly ReviewTag[] {
  const tags = new Map<string, Collected>()
  for (const version of versions) {
    const cell = track.cells.find((one) => one.versionKey === version.key && one.change !== 'dropped')
    const patch = cell === undefined ? undefined : version.patches.find((one) => one.number === cell.number)
    for (const trailer of patch?.trailers ?? []) {
      if (TAG_LETTERS[trailer.name] === undefined) continue
      const { name, email } = splitPerson(trailer.value)
      const key = `${trailer.name}\n${email || name.toLowerCase()}`
      const tag = tags.get(key) ?? { kind: trailer.name, person: name, email, places: [] }
      tag.places.push({
        versionKey: version.key,
        label: version.label,
        source: trailer.source,
        messageId: trailer.messageId,
      })
      tags.set(key, tag)
    }
  }
  return [...tags.values()].flatMap(toReviewTag)
}

function toReviewTag({ kind, person, email, places }: Collected): readonly ReviewTag[] {
  const given = places.filter((place) => place.source !== 'body').at(-1) ?? places[0]
  if (given === undefined) return []
  const carried = [...new Set(places.filter((place) => place.source === 'body').map((place) => place.label))]
  return [{ kind, person, email, given, carried }]
}

/** The number readers know a track by: its number in the newest version that has it. */
export function trackNumber(track: TrackView): number {
  const cells = track.cells.filter((cell) => cell.change !== 'dropped')
  return (cells.at(-1) ?? track.cells.at(-1))?.number ?? 0
}

/** Whether the patch was dropped. */
export function isDropped(track: TrackView): boolean {
  return track.cells.at(-1)?.change === 'dropped'
}

/** Formats numbers, given in any order, as `1–4, 7, 9–15`. */
export function formatNumbers(numbers: readonly number[]): string {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b)
  const runs: { first: number; last: number }[] = []
  for (const number of sorted) {
    const run = runs.at(-1)
    if (run !== undefined && number === run.last + 1) run.last = number
    else runs.push({ first: number, last: number })
  }
  return runs
    .map(({ first, last }) => (first === last ? `${first}` : `${first}${last === first + 1 ? ', ' : '–'}${last}`))
    .join(', ')
}
