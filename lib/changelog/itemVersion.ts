import type { ChangelogHeading, VersionName } from './heading'

/** A version of the chain as its subject names it. */
export interface ChainVersion {
  readonly version: number
  readonly rfc: boolean
}

/** Where a changelog stands: all versions of the series, oldest first, and the index of the one whose mail it is. */
export interface ChangelogPlace {
  readonly versions: readonly ChainVersion[]
  readonly own: number
}

/** The version that items belong to; `index` in the chain is null for a version that is not known. */
export interface ItemVersion extends ChainVersion {
  readonly index: number | null
}

/**
 * Finds the version a heading speaks of: "since v2" is the version after v2, which is v4 when there is no v3. Undefined
 * when it names a version newer than the mail, or the mail is a first version: that is a kernel, a protocol, or hardware.
 */
export function resolveVersion(
  { kind, name }: Pick<ChangelogHeading, 'kind' | 'name'>,
  { versions, own }: ChangelogPlace,
): ItemVersion | undefined {
  const mail = versions[own]
  if (mail === undefined) throw new Error(`no version ${own} of ${versions.length}`)
  const known = versions.slice(0, own + 1)
  const isFirst = own === 0 && mail.version === 1
  if (kind === 'own') return isFirst ? undefined : { ...mail, index: own }
  // A reroll whose subject forgot its number is known by its place in the chain.
  const newest = Math.max(own + 1, ...known.map(({ version }) => version))
  if (name.version !== null && name.version > newest) return undefined
  if (isFirst && !name.rfc && name.afterRfc !== true) return undefined
  const index = findVersion(known, name)
  if (kind === 'in') return index === undefined ? unknown(name, mail) : at(known, firstPosting(known, index))
  if (index === own) return { ...mail, index: own }
  if (index !== undefined) {
    const base = known[index]
    // A resend has the number of what it sends again.
    const next = known.findIndex((other, place) => place > index && !isSame(other, base))
    return at(known, next < 0 ? own : next)
  }
  if (name.version === null) return { ...mail, index: own }
  const after = name.version
  const next = known.findIndex(({ version, rfc }) => version > after && (rfc || !name.rfc))
  return next < 0 ? unknown({ version: after + 1, rfc: name.rfc }, mail) : at(known, next)
}

function at(versions: readonly ChainVersion[], index: number): ItemVersion {
  const found = versions[index]
  if (found === undefined) throw new Error(`no version at ${index}`)
  return { version: found.version, rfc: found.rfc, index }
}

/** A resend tells again what the posting before it told. */
function firstPosting(versions: readonly ChainVersion[], index: number): number {
  const found = versions[index]
  let first = index
  while (first > 0 && found !== undefined && isSame(found, versions[first - 1])) first--
  return first
}

function isSame(a: ChainVersion, b: ChainVersion | undefined): boolean {
  return a.version === b?.version && a.rfc === b.rfc
}

function unknown(name: VersionName, mail: ChainVersion): ItemVersion {
  return { version: name.version ?? 1, rfc: name.rfc || mail.rfc, index: null }
}

/** The newest version of that name; a `v2` without RFC also names `RFC v2` when there is no other v2. */
function findVersion(versions: readonly ChainVersion[], name: VersionName): number | undefined {
  const matches = (exact: boolean) => {
    for (let index = versions.length - 1; index >= 0; index--) {
      const other = versions[index]
      if (other === undefined || (name.version !== null && other.version !== name.version)) continue
      if (other.rfc === name.rfc || (!exact && other.rfc)) return index
    }
    return undefined
  }
  return matches(true) ?? matches(false)
}
