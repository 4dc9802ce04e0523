import type { Version } from './types'

export interface VersionLabel {
  /** For people, unique in the series: 'v2', 'RFC', 'RFC v2', 'v2 RESEND', 'v2 repost', 'v2 (2)', '8th posting (unlabelled)'. */
  readonly label: string
  /** For URLs and commands: '2', 'rfc1', '2-resend', '5.1', '1-2' for the second v1. */
  readonly key: string
}

/**
 * Labels the versions of one series, given in order. One with the number of an earlier one is named after that, as a repost when it has
 * the same total and no other patches, else by a count; after its place in the series if its subject names no version.
 */
export function labelVersions(versions: readonly Version[]): VersionLabel[] {
  const seen = new Map<string, number>()
  /** The numbers of the patches that were posted under a key with a total. */
  const posted = new Map<string, Set<number>>()
  return versions.map(({ version, revision, labelled, rfc, resend, head, total, patches }, index) => {
    const number = revision === null ? `${version}` : (head.tag.dotted?.text ?? `${version}.${revision}`)
    const base = rfc ? (labelled ? `RFC v${number}` : 'RFC') : `v${number}`
    const label = resend ? `${base} RESEND` : base
    const key = `${rfc ? 'rfc' : ''}${number.toLowerCase()}${resend ? '-resend' : ''}`
    const count = (seen.get(key) ?? 0) + 1
    seen.set(key, count)
    const known = posted.get(`${key} ${total}`)
    const counted = head.tag.version !== null && head.tag.version < version
    const isRepost = known !== undefined && !counted && patches.every(({ number }) => known.has(number))
    posted.set(`${key} ${total}`, new Set([...(known ?? []), ...patches.map(({ number }) => number)]))
    if (count === 1) return { label, key }
    const repeated = { key: `${key}-${count}` }
    if (resend) return { ...repeated, label: `${label} ${count}` }
    if (!labelled) return { ...repeated, label: `${ordinal(index + 1)}${POSTING}${rfc ? 'RFC, ' : ''}${UNLABELLED}` }
    if (!isRepost) return { ...repeated, label: `${label} (${count})` }
    return { ...repeated, label: count === 2 ? `${label} repost` : `${label} repost ${count - 1}` }
  })
}

const POSTING = ' posting ('
const UNLABELLED = 'unlabelled)'

/** A label for narrow columns: '8th' for '8th posting (unlabelled)'; any other label as it is. */
export function shortLabel(label: string): string {
  return label.endsWith(UNLABELLED) ? label.slice(0, label.indexOf(POSTING)) : label
}

/** A label within a sentence: 'the 8th posting (unlabelled)'; 'v2'. */
export function labelInText(label: string): string {
  return label.endsWith(UNLABELLED) ? `the ${label}` : label
}

/** `1st`, `2nd`, `3rd`, `4th`, `11th`, `21st`. */
function ordinal(number: number): string {
  const teens = number % 100 > 10 && number % 100 < 14
  return `${number}${teens ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th')}`
}

/**
 * Finds the version that a user or a URL names: '3', 'v3', 'RFC v1', 'rfc1', '2-resend', '8th', 'v1 (8)' for the eighth v1; case does not
 * matter. A bare number means the version with that number that is not an RFC, else the RFC. Undefined when there is no such version.
 */
export function findVersion<T extends VersionLabel>(versions: readonly T[], word: string): T | undefined {
  const wanted = word.trim().toLowerCase()
  const bare = wanted.replace(/^v(?=\d)/, '')
  return (
    versions.find(({ key }) => key === bare || key === countedKey(wanted)) ??
    versions.find(({ label }) => [label, shortLabel(label)].some((name) => name.toLowerCase() === wanted)) ??
    versions.find(({ key }) => key === `rfc${bare}` || key === `${bare}-resend`)
  )
}

/** The key of a repeated version that is named by a count: '1-8' for 'v1 (8)', 'rfc1-2' for 'rfc (2)'. Undefined for any other name. */
function countedKey(wanted: string): string | undefined {
  const [, rfc, number, resend, count] = /^(rfc )?(?:v?(\d+(?:\.\d+)?) )?(resend )?\((\d+)\)$/.exec(wanted) ?? []
  if (count === undefined || (rfc ?? number) === undefined) return undefined
  return `${rfc === undefined ? '' : 'rfc'}${number ?? 1}${resend === undefined ? '' : '-resend'}-${count}`
}
