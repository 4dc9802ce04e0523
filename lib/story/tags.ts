import { groupBy } from '../groupBy'
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
  const replies = indexGiven(given)
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
      const inTime =
        before === undefined ? [] : replies.on(origin, before).filter(({ saidMs }) => saidMs < version.postedMs)
      compared += (old?.tags.length ?? 0) + (now?.tags.length ?? 0) + inTime.length
      if (compared > MAX_COMPARED) break
      const find = (tag: StoryTagLine) => findReply(tag, track, version, { versions, rows, replies })
      const oldKeys = new Set(old?.tags.map(tagKey))
      for (const tag of now?.tags ?? []) {
        if (!oldKeys.has(tagKey(tag))) gained.push({ ...tag, number: cell.number, ...find(tag) })
      }
      if (before === undefined) continue
      const isKept = openIsKept(now?.tags ?? [])
      const since = now === undefined ? null : gradeStep(cell)
      for (const tag of withoutRepeats([...(old?.tags ?? []), ...inTime])) {
        if (!isKept(tag)) lost.push({ ...tag, number: before, mailKey: find(tag).mailKey, since })
      }
    }
    return { gained: joinAlike(gained), lost: joinAlike(lost) }
  }
}

/** The tags that replies gave. */
interface Replies {
  /** Those on a patch or its whole version. */
  readonly on: (version: number, number: number) => readonly GivenTag[]
  /** Those of them that are this tag, oldest first for the patch and for the version. */
  readonly same: (version: number, number: number, tag: StoryTagLine) => readonly GivenTag[]
}

function indexGiven(given: readonly GivenTag[]): Replies {
  const found = new Map<string, GivenTag[]>()
  const put = (key: string, tag: GivenTag) => {
    const list = found.get(key)
    if (list === undefined) found.set(key, [tag])
    else list.push(tag)
  }
  for (const tag of given) {
    for (const number of tag.patches ?? ['all']) {
      put(`${tag.version}/${number}`, tag)
      put(`${tag.version}/${number} ${tagKey(tag)}`, tag)
    }
  }
  const both = (version: number, number: number, rest: string) => [
    ...(found.get(`${version}/${number}${rest}`) ?? []),
    ...(found.get(`${version}/all${rest}`) ?? []),
  ]
  return {
    on: (version, number) => both(version, number, ''),
    same: (version, number, tag) => both(version, number, ` ${tagKey(tag)}`),
  }
}

function indexPatches(versions: readonly StoryVersion[]): (version: number, number: number) => StoryPatch | undefined {
  const found = versions.map(({ patches }) => new Map(patches.map((patch) => [patch.number, patch])))
  return (version, number) => found[version - 1]?.get(number)
}

function tagKey({ person, name }: StoryTagLine): string {
  return `${person} ${name}`
}

/** Prepares to find out whether a person still vouches, by these tags, for all that they vouched for by an older one. */
function openIsKept(tags: readonly StoryTagLine[]): (older: StoryTagLine) => boolean {
  const byPerson = groupBy(tags, ({ person }) => person)
  const kinds = new Map(
    [...byPerson].map(([person, own]) => [person, new Set(own.flatMap(({ name }) => tagKinds(name)))]),
  )
  return ({ person, name }) => tagKinds(name).every((kind) => kinds.get(person)?.has(kind) === true)
}

function withoutRepeats(tags: readonly StoryTagLine[]): StoryTagLine[] {
  return [...new Map(tags.map(({ person, name }) => [tagKey({ person, name }), { person, name }])).values()]
}

/** The newest reply before a version that gave this tag on this patch, in the versions that it continues, and what changed since. */
function findReply(
  tag: StoryTagLine,
  track: number,
  version: StoryVersion,
  { versions, rows, replies }: Pick<TagInput, 'versions' | 'rows'> & { readonly replies: Replies },
): Pick<Placed, 'mailKey' | 'since'> {
  let since: Since | null = null
  let one: StoryVersion | undefined = version
  for (let step = 0; one !== undefined && step < MAX_STEPS; step++) {
    const { origin }: StoryVersion = one
    const cell: StoryCell | undefined = rows.cellOf(track, one.position)
    const number = origin === null ? undefined : rows.numberIn(track, origin)
    if (origin === null || number === undefined || cell === undefined) break
    // Only the first of these steps can be one that drops the patch.
    if (cell.change !== 'dropped') since = since === null ? gradeStep(cell) : addSince(since, gradeStep(cell))
    const inTime = replies.same(origin, number, tag).filter(({ saidMs }) => saidMs < version.postedMs)
    if (inTime.length > 0) return { mailKey: newestOf(inTime).mailKey, since }
    one = versions[origin - 1]
  }
  return { mailKey: null, since: null }
}

function newestOf(tags: readonly GivenTag[]): GivenTag {
  return tags.reduce((newest, one) => (one.saidMs >= newest.saidMs ? one : newest))
}

/** One entry for all patches with the same tag from the same mail. */
function joinAlike(tags: readonly Placed[]): CardTag[] {
  const joined = new Map<
    string,
    { tag: Placed; since: Since | null; least: Since | null; readonly patches: number[] }
  >()
  for (const tag of tags) {
    const key = `${tagKey(tag)} ${tag.mailKey}`
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
