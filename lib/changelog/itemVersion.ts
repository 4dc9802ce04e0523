import { at } from '../at'
import type { ChangelogHeading, VersionName } from './heading'

/** A version of the series as its subject names it. */
export interface ChainVersion {
  readonly version: number
  readonly rfc: boolean
}

/** The mail that a changelog is in: all versions of the series, oldest first, and the index of the one that the mail belongs to. */
export interface ChangelogPlace {
  readonly versions: readonly ChainVersion[]
  readonly own: number
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
  const mail = at(versions, own)
  const known = versions.slice(0, own + 1)
  const isFirst = own === 0 && mail.version === 1
  if (kind === 'own') return isFirst ? undefined : { ...mail, index: own }
  // A new version whose subject lacks a number is known by its place in the series.
  const newest = Math.max(own + 1, ...known.map(({ version }) => version))
  if (name.version !== null && name.version > newest) return undefined
  if (isFirst && !name.rfc && name.afterRfc !== true) return undefined
  const index = findVersion(known, name)
  if (kind === 'in') return index === undefined ? unknown(name, mail) : versionAt(known, firstPosting(known, index))
  if (index === own) return { ...mail, index: own }
  if (index !== undefined) {
    const base = at(known, index)
    // A resend has the number of the version that it repeats.
    const next = known.findIndex((other, place) => place > index && !isSame(other, base))
    return versionAt(known, next < 0 ? own : next)
  }
  if (name.version === null) return { ...mail, index: own }
  const after = name.version
  const next = known.findIndex(({ version, rfc }) => version > after && (rfc || !name.rfc))
  return next < 0 ? unknown({ version: after + 1, rfc: name.rfc }, mail) : versionAt(known, next)
}

function versionAt(versions: readonly ChainVersion[], index: number): ItemVersion {
  const { version, rfc } = at(versions, index)
  return { version, rfc, index }
}

/** The first posting of a version: a resend repeats the changelog of the posting before it. */
function firstPosting(versions: readonly ChainVersion[], index: number): number {
  let first = index
  while (first > 0 && isSame(at(versions, first - 1), at(versions, index))) first--
  return first
}

function isSame(a: ChainVersion, b: ChainVersion): boolean {
  return a.version === b.version && a.rfc === b.rfc
}

function unknown(name: VersionName, mail: ChainVersion): ItemVersion {
  return { version: name.version ?? 1, rfc: name.rfc || mail.rfc, index: null }
}

/** The index of the newest version of that name; "v2" also names "RFC v2" when there is no other v2. */
function findVersion(versions: readonly ChainVersion[], name: VersionName): number | undefined {
  const matches = [...versions.keys()].filter((index) => {
    const { version } = at(versions, index)
    return name.version === null || version === name.version
  })
  const exact = matches.filter((index) => at(versions, index).rfc === name.rfc)
  const rfc = matches.filter((index) => at(versions, index).rfc)
  return exact.pop() ?? rfc.pop()
}
