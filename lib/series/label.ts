import type { Version } from './types'

export interface VersionLabel {
  /** For people, unique in the series: 'v2', 'RFC', 'RFC v2', 'v2 RESEND', 'v1 (2)'. */
  readonly label: string
  /** For URLs and commands: '2', 'rfc1', '2-resend', '5.1', '1-2' for the second v1. */
  readonly key: string
}

/** Labels the versions of one series, given in order; repeated labels get a count. */
export function labelVersions(versions: readonly Version[]): VersionLabel[] {
  const seen = new Map<string, number>()
  return versions.map(({ version, revision, labelled, rfc, resend }) => {
    const number = revision === null ? `${version}` : `${version}.${revision}`
    const base = rfc ? (labelled ? `RFC v${number}` : 'RFC') : `v${number}`
    const label = resend ? `${base} RESEND` : base
    const key = `${rfc ? 'rfc' : ''}${number}${resend ? '-resend' : ''}`
    const count = (seen.get(key) ?? 0) + 1
    seen.set(key, count)
    return count === 1 ? { label, key } : { label: `${label} (${count})`, key: `${key}-${count}` }
  })
}

/**
 * Finds the version that a user or a URL names: '3', 'v3', 'RFC v1', 'rfc1', '2-resend'; case does not matter. A bare number means
 * the version with that number that is not an RFC, else the RFC. Undefined when there is no such version.
 */
export function findVersion<T extends VersionLabel>(versions: readonly T[], word: string): T | undefined {
  const wanted = word.trim().toLowerCase()
  const bare = wanted.replace(/^v(?=\d)/, '')
  return (
    versions.find(({ key }) => key === bare) ??
    versions.find(({ label }) => label.toLowerCase() === wanted) ??
    versions.find(({ key }) => key === `rfc${bare}` || key === `${bare}-resend`)
  )
}
