import { at } from '../at'
import type { ChangelogHeading, VersionName } from './heading'

/** A version of the series as its subject names it. */
export interface ChainVersion {
  readonly version: number
  readonly rfc: boolean
}

/** The versions of a series, oldest first, prepared so that a heading is resolved without going through all of them. */
export interface VersionIndex {
  readonly versions: readonly ChainVersion[]
  /** The indexes of the versions of one name, rising. */
  readonly byName: ReadonlyMap<string, readonly number[]>
  /** The first posting of each version: a resend repeats the changelog of the posting before it. */
  readonly firstPosting: readonly number[]
  /** The next posting of another version; the number of versions when there is none. */
  readonly next: readonly number[]
  /** The highest number up to each version, and the highest of an RFC up to it. */
  readonly newest: readonly number[]
  readonly newestRfc: readonly number[]
}

/** The mail that a changelog is in: all versions of the series, and the index of the one that the mail belongs to. */
export interface ChangelogPlace {
  readonly versions: VersionIndex
  readonly own: number
}

/** Prepares the versions of a series, oldest first. Linear. */
export function indexVersions(versions: readonly ChainVersion[]): VersionIndex {
  const byName = new Map<string, number[]>()
  const firstPosting: number[] = []
  const newest: number[] = []
  const newestRfc: number[] = []
  for (const [index, version] of versions.entries()) {
    // An RFC is found by its number, and by "RFC" alone.
    for (const key of [nameOf(version), nameOf({ ...version, version: null })]) {
      const known = byName.get(key)
      if (known === undefined) byName.set(key, [index])
      else known.push(index)
    }
    const repeats = index > 0 && isSame(at(versions, index - 1), version)
    firstPosting.push(repeats ? at(firstPosting, index - 1) : index)
    newest.push(Math.max(newest[index - 1] ?? 0, version.version))
    newestRfc.push(Math.max(newestRfc[index - 1] ?? 0, version.rfc ? version.version : 0))
  }
  const next = new Array<number>(versions.length).fill(versions.length)
  for (let index = versions.length - 2; index >= 0; index--) {
    next[index] = isSame(at(versions, index), at(versions, index + 1)) ? at(next, index + 1) : index + 1
  }
  return { versions, byName, firstPosting, next, newest, newestRfc }
}

function nameOf({ version, rfc }: VersionName): string {
  return `${rfc ? 'rfc' : 'v'}${version ?? ''}`
}

/** How many of rising numbers are below `limit`. O(log n). */
function countBelow(numbers: readonly number[], limit: number): number {
  let low = 0
  let high = numbers.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (at(numbers, middle) < limit) low = middle + 1
    else high = middle
  }
  return low
}

/** The version that items belong to; its index in the series is null when that version is not known. */
export interface ItemVersion extends ChainVersion {
  readonly index: number | null
}

/**
 * Finds the version that a heading is about: "since v2" means the version after v2, which is v4 when there is no v3. Undefined when
 * it names a version newer than the mail, or when the mail is a first version: then a kernel, a protocol or hardware is meant.
 */
export function resolveVersion(
  { kind, name }: Pick<ChangelogHeading, 'kind' | 'name'>,
  { versions, own }: ChangelogPlace,
): ItemVersion | undefined {
  const mail = at(versions.versions, own)
  const isFirst = own === 0 && mail.version === 1
  if (kind === 'own') return isFirst ? undefined : { ...mail, index: own }
  // A new version whose subject lacks a number is known by its place in the series.
  const newest = Math.max(own + 1, at(versions.newest, own))
  if (name.version !== null && name.version > newest) return undefined
  if (isFirst && !name.rfc && name.afterRfc !== true) return undefined
  const index = findVersion(versions, own, name)
  if (kind === 'in') {
    return index === undefined ? unknown(name, mail) : versionAt(versions, at(versions.firstPosting, index))
  }
  if (index === own) return { ...mail, index: own }
  if (index !== undefined) {
    // A resend has the number of the version that it repeats.
    return versionAt(versions, Math.min(at(versions.next, index), own))
  }
  if (name.version === null) return { ...mail, index: own }
  const after = name.version
  const next = countBelow(name.rfc ? versions.newestRfc : versions.newest, after + 1)
  return next > own ? unknown({ version: after + 1, rfc: name.rfc }, mail) : versionAt(versions, next)
}

function versionAt({ versions }: VersionIndex, index: number): ItemVersion {
  const { version, rfc } = at(versions, index)
  return { version, rfc, index }
}

function isSame(a: ChainVersion, b: ChainVersion): boolean {
  return a.version === b.version && a.rfc === b.rfc
}

function unknown(name: VersionName, mail: ChainVersion): ItemVersion {
  return { version: name.version ?? 1, rfc: name.rfc || mail.rfc, index: null }
}

/** The index of the newest version of that name up to `own`; "v2" also names "RFC v2" when there is no other v2. */
function findVersion({ byName }: VersionIndex, own: number, name: VersionName): number | undefined {
  const newestOf = (rfc: boolean) => {
    const indexes = byName.get(nameOf({ version: name.version, rfc })) ?? []
    return indexes[countBelow(indexes, own + 1) - 1]
  }
  return newestOf(name.rfc) ?? newestOf(true)
}
