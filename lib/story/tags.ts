import { tagKinds } from '../review/tag'
import type { StoryRows } from './rows'
import { addSince, gradeStep, leastChanged, mostChanged, type Since } from './since'
import type { StoryCell, StoryPatch, StoryTagLine, StoryVersion } from './types'

/** A review tag that a reply gave. */
export interface GivenTag extends StoryTagLine {
  /** Position of the version that it was given on. */
  readonly version: number
  readonly saidMs: number
  readonly mailKey: string
  /** Numbers there; null for every patch of the version. */
  readonly patches: readonly number[] | null
}

/** A tag on the card of a version, with the patches that it came to or went from. */
export interface CardTag extends StoryTagLine {
  /** Numbers of those that gained it in this version, of those that lost it in the version before. */
  readonly patches: readonly number[]
  /** The reply that gave it; null when none did that is imported. */
  readonly mailKey: string | null
  /** The most that changed in one of the patches from the version that it was given on to this one; null when no reply gave it or the patch is gone. */
  readonly since: Since | null
  /** The least that changed in one of them. */
  readonly least: Since | null
}

/** The tags of one card. */
export interface CardTags {
  readonly gained: readonly CardTag[]
  readonly lost: readonly CardTag[]
}

interface TagInput {
  readonly versions: readonly StoryVersion[]
  readonly rows: StoryRows
  readonly given: readonly GivenTag[]
}

/** Tags that are compared in one series, counted once for each patch that they are on; bounds the work on hostile mail. */
const MAX_COMPARED = 300_000
/** Versions between that in which a tag was given and that in which it is posted. */
const MAX_STEPS = 50

/** A tag on one patch. */
interface Placed extends StoryTagLine {
  readonly number: number
  readonly mailKey: string | null
  readonly since: Since | null
}

/**
 * Finds the tags that each version gained and lost against the one that it continues. A version has the tags that its patches are posted with; the
 * version before had those and the ones that replies gave before this version was posted. A patch that was taken over without a new mail gains and loses
 * nothing. Linear; at most MAX_COMPARED tags are compared.
 */
export function openTags({ versions, rows, given }: TagInput): (version: StoryVersion) => CardTags {
  const byPlace = indexGiven(given)
  const patchOf = indexPatches(versions)
  let compared = 0
  return (version) => {
    const { origin } = version
    if (origin === null) return { gained: [], lost: [] }
    const [gained, lost]: [Placed[], Placed[]] = [[], []]
    for (const { track, cell } of rows.cellsOf(version.position)) {
      const before = cell.change === 'dropped' ? cell.number : rows.numberIn(track, origin)
      const old = before === undefined ? undefined : patchOf(origin, before)
      const now = cell.change === 'dropped' ? undefined : patchOf(version.position, cell.number)
      if (old !== undefined && old.mailKey === now?.mailKey) continue
      const replies =
        before === undefined ? [] : byPlace(origin, before).filter(({ saidMs }) => saidMs < version.postedMs)
      compared += (old?.tags.length ?? 0) + (now?.tags.length ?? 0) + replies.length
      if (compared > MAX_COMPARED) break
      const had = withoutRepeats([...(old?.tags ?? []), ...replies])
      const find = (tag: StoryTagLine) => findReply(tag, track, version, { versions, rows, byPlace })
      for (const tag of now?.tags ?? []) {
        if (old?.tags.some((one) => isSame(one, tag)) === true) continue
        gained.push({ ...tag, number: cell.number, ...find(tag) })
      }
      for (const tag of had) {
        if (now?.tags.some((one) => replaces(one, tag)) === true || before === undefined) continue
        const since = now === undefined ? null : gradeStep(cell)
        lost.push({ ...tag, number: before, mailKey: find(tag).mailKey, since })
      }
    }
    return { gained: joinAlike(gained), lost: joinAlike(lost) }
  }
}

type ByPlace = (version: number, number: number) => readonly GivenTag[]

function indexGiven(given: readonly GivenTag[]): ByPlace {
  const found = new Map<string, GivenTag[]>()
  const put = (key: string, tag: GivenTag) => {
    const list = found.get(key)
    if (list === undefined) found.set(key, [tag])
    else list.push(tag)
  }
  for (const tag of given) {
    if (tag.patches === null) put(`${tag.version}/all`, tag)
    else for (const number of tag.patches) put(`${tag.version}/${number}`, tag)
  }
  return (version, number) => [...(found.get(`${version}/${number}`) ?? []), ...(found.get(`${version}/all`) ?? [])]
}

function indexPatches(versions: readonly StoryVersion[]): (version: number, number: number) => StoryPatch | undefined {
  const found = versions.map(({ patches }) => new Map(patches.map((patch) => [patch.number, patch])))
  return (version, number) => found[version - 1]?.get(number)
}

function isSame(a: StoryTagLine, b: StoryTagLine): boolean {
  return a.person === b.person && a.name === b.name
}

/** Whether the person vouches by `tag` for all that they vouched for by `older`. */
function replaces(tag: StoryTagLine, older: StoryTagLine): boolean {
  if (tag.person !== older.person) return false
  const kinds = tagKinds(tag.name)
  return tagKinds(older.name).every((kind) => kinds.includes(kind))
}

function withoutRepeats(tags: readonly StoryTagLine[]): StoryTagLine[] {
  const seen = new Set<string>()
  return tags.flatMap(({ person, name }) => {
    const key = `${person} ${name}`
    if (seen.has(key)) return []
    seen.add(key)
    return [{ person, name }]
  })
}

/** The newest reply from before a version that gave this tag on this patch, in the versions that it continues. */
function findReply(
  tag: StoryTagLine,
  track: number,
  version: StoryVersion,
  { versions, rows, byPlace }: Pick<TagInput, 'versions' | 'rows'> & { readonly byPlace: ByPlace },
): Pick<Placed, 'mailKey' | 'since'> {
  let since: Since | null = null
  let one: StoryVersion | undefined = version
  for (let step = 0; one !== undefined && step < MAX_STEPS; step++) {
    const { origin }: StoryVersion = one
    const cell: StoryCell | undefined = rows.cellOf(track, one.position)
    const number = origin === null ? undefined : (rows.numberIn(track, origin) ?? undefined)
    if (origin === null || number === undefined || cell === undefined) break
    const grade = cell.change === 'dropped' ? null : gradeStep(cell)
    since = since === null ? grade : grade === null ? since : addSince(since, grade)
    const reply = byPlace(origin, number).findLast((given) => isSame(given, tag) && given.saidMs < version.postedMs)
    if (reply !== undefined) return { mailKey: reply.mailKey, since }
    one = versions[origin - 1]
  }
  return { mailKey: null, since: null }
}

/** One entry for all patches with the same tag from the same mail. */
function joinAlike(tags: readonly Placed[]): CardTag[] {
  const joined = new Map<
    string,
    { tag: Placed; since: Since | null; least: Since | null; readonly patches: number[] }
  >()
  for (const tag of tags) {
    const key = `${tag.person} ${tag.name} ${tag.mailKey}`
    const known = joined.get(key)
    if (known === undefined) {
      joined.set(key, { tag, since: tag.since, least: tag.since, patches: [tag.number] })
      continue
    }
    known.patches.push(tag.number)
    known.since = mostChanged(known.since, tag.since)
    known.least = leastChanged(known.least, tag.since)
  }
  return [...joined.values()].map(({ tag: { person, name, mailKey }, since, least, patches }) => ({
    person,
    name,
    mailKey,
    since,
    least,
    patches: patches.sort((a, b) => a - b),
  }))
}
