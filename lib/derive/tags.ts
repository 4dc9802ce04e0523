import { byTimeThenKey } from '../byTime'
import { groupBy } from '../groupBy'
import { parseTrailerPerson } from '../patch/trailer'
import type { Patch, TrailerPerson } from '../patch/types'
import type { GivenTag } from '../review/givenTags'
import type { DerivedTrailer, DerivedVersion } from './types'

/** The trailers that a patch was posted with. */
export function postedTrailers(mailKey: string, patch: Patch): DerivedTrailer[] {
  return patch.trailers.map(({ name, value }) => ({ name, value, source: 'body', mailKey }))
}

/**
 * Adds the review tags of replies to the trailers of the patches that they are about, in the order of receipt; a person counts once for each
 * kind of tag. A tag on all patches of a version is kept once, with the version, and a patch for which it was taken back says so. A
 * patch that a partial reroll takes over keeps the tags that it has. Linear in the patches, the tags and the patches they name.
 */
export function giveTags(versions: readonly DerivedVersion[], tags: readonly GivenTag[]): DerivedVersion[] {
  const byVersion = groupBy(tags, ({ version }) => version)
  const known = new Map<string, readonly DerivedTrailer[]>()
  return versions.map((version) => {
    const given = byVersion.get(version.position) ?? []
    const byPatch = spread(given)
    const patches = version.patches.map((patch) => {
      const before = known.get(patch.mailKey) ?? patch.trailers
      const trailers = withoutRepeats(before, byPatch.get(patch.number) ?? [])
      known.set(patch.mailKey, trailers)
      return { ...patch, trailers }
    })
    const whole = given.flatMap((tag) => (tag.patches === 'all' ? [toTrailer(tag, 'cover-reply')] : []))
    return { ...version, patches, coverTags: withoutRepeats([], whole) }
  })
}

/** The tags of one version by the patch that they are about or were taken back for. */
function spread(given: readonly GivenTag[]): Map<number, DerivedTrailer[]> {
  const byPatch = new Map<number, DerivedTrailer[]>()
  const put = (patch: number, trailer: DerivedTrailer): void => {
    const list = byPatch.get(patch)
    if (list === undefined) byPatch.set(patch, [trailer])
    else list.push(trailer)
  }
  for (const tag of given) {
    if (tag.patches !== 'all') for (const patch of tag.patches) put(patch, toTrailer(tag, 'reply'))
    for (const { patch, mailKey } of tag.except) put(patch, { ...toTrailer(tag, 'withdrawn'), mailKey })
  }
  return byPatch
}

function toTrailer({ tag: { name, value }, mailKey }: GivenTag, source: DerivedTrailer['source']): DerivedTrailer {
  return { name, value, source, mailKey }
}

/** The trailers with more of them: the first by each person of each kind. What was taken back is kept apart from what was given. */
function withoutRepeats(trailers: readonly DerivedTrailer[], more: readonly DerivedTrailer[]): DerivedTrailer[] {
  const seen = new Set(trailers.flatMap(keysOf))
  return [...trailers, ...more.filter((trailer) => isNew(keysOf(trailer), seen))]
}

function keysOf({ name, value, source }: DerivedTrailer): string[] {
  const kind = source === 'withdrawn' ? `-${name}` : name
  return personKeys(kind, parseTrailerPerson(value))
}

/** Whether none of the keys was seen before; from now on, they were. */
function isNew(keys: readonly string[], seen: Set<string>): boolean {
  if (keys.some((key) => seen.has(key))) return false
  for (const key of keys) seen.add(key)
  return true
}

function personKeys(name: string, person: TrailerPerson | undefined): string[] {
  if (person === undefined) return []
  const kind = name.toLowerCase()
  return [person.email, person.name.toLowerCase()].filter((part) => part !== '').map((part) => `${kind}\0${part}`)
}

/** A trailer as it is stored, with the key and the order of receipt of the mail that gives it. */
export interface StoredTrailer<Trailer> {
  readonly trailer: Trailer
  readonly key: string
  readonly orderMs: number
}

/** A tag on all patches of a version, read once for all of them. */
export interface CoverTag<Trailer> extends StoredTrailer<Trailer> {
  /** Two tags are of one kind and by one person when they share a key. */
  readonly personKeys: readonly string[]
}

type TrailerText = Pick<DerivedTrailer, 'name' | 'value' | 'source'>

/** Prepares a tag on all patches of a version for joinTrailers. */
export function toCoverTag<Trailer extends TrailerText>(stored: StoredTrailer<Trailer>): CoverTag<Trailer> {
  const { name, value } = stored.trailer
  return { ...stored, personKeys: personKeys(name, parseTrailerPerson(value)) }
}

/**
 * The trailers of a patch with the tags that all patches of its version got: first those it was posted with, then all tags in the order of
 * receipt, the first of each kind by a person, without those that were taken back for this patch. Both lists are in their own order. Costs
 * what it returns: that is why the tags of a version are stored once.
 */
export function joinTrailers<Trailer extends TrailerText>(
  own: readonly StoredTrailer<Trailer>[],
  onCover: readonly CoverTag<Trailer>[],
): Trailer[] {
  const of = (...sources: readonly string[]) => own.filter(({ trailer }) => sources.includes(trailer.source))
  const [posted, given, withdrawn] = [of('body'), of('reply', 'cover-reply'), of('withdrawn')]
  if (onCover.length === 0) return [...posted, ...given].map(({ trailer }) => trailer)
  const seen = new Set(posted.flatMap((stored) => toCoverTag(stored).personKeys))
  const gone = new Set(withdrawn.flatMap((stored) => toCoverTag(stored).personKeys))
  const onThis = onCover.filter(({ personKeys: keys }) => !keys.some((key) => gone.has(key)))
  const tags = [...given.map(toCoverTag), ...onThis]
    .sort(byTimeThenKey)
    .filter(({ personKeys: keys }) => isNew(keys, seen))
  return [...posted, ...tags].map(({ trailer }) => trailer)
}
