import { normaliseTitle, parseSubject } from '../mail/subject'
import type { MessageId } from '../mail/types'
import { ownLineKeys } from '../series/keys'
import { mergeTitleKeys } from './pulledMerge'
import type { Commit } from './types'

/** Digits of a hash that all ways to shorten it have in common. */
const MIN_HASH = 7

/**
 * The keys under which a commit is found, from a patch mail or from another commit; hashKey of lib/series/keys.ts makes the stored
 * numbers of them. `patchId`: null when it is not known, '' for a commit without a diff. `lines`: the fingerprint of its diff, see
 * fingerprintDiff, which finds patches by the same sender that were retitled and changed, or squashed; empty when it is not known.
 */
export function commitKeys(
  { title, author, parents, marks }: Pick<Commit, 'title' | 'author' | 'parents' | 'marks'>,
  patchId: string | null,
  lines: readonly number[] = [],
): string[] {
  const named = [...marks.fixes, ...marks.reverts, ...marks.origins].map(namedCommitKey)
  // A merge was made from no mail, and thousands have one title. Only what it names, and the request that it merges, is looked for.
  if (parents > 1) return unique([...named, ...mergeTitleKeys(title)])
  return unique([
    ...marks.links.map(linkKey),
    ...patchIdKeys(patchId),
    ...titleKeys(title),
    ...named,
    ...ownLineKeys(author, lines),
  ])
}

/** The keys under which a patch mail is found from a commit, beside those that postingKeys makes. `titles`: of its subject, and of a `Subject:` line in its body. */
export function patchMailKeys(titles: readonly string[], patchId: string | null): string[] {
  return unique([...patchIdKeys(patchId), ...titles.flatMap(titleKeys)])
}

/** The key of the commits with a trailer that names this mail. */
export function linkKey(id: MessageId): string {
  return `link ${id}`
}

/** The key of the commits that fix, revert or backport the commit with this hash, which may be shortened. */
export function namedCommitKey(hash: string): string {
  return `names ${hash.slice(0, MIN_HASH)}`
}

/** Whether a commit has this hash, which may be shortened. */
export function isNamed(sha: string, hash: string): boolean {
  return hash.length >= MIN_HASH && sha.startsWith(hash)
}

/**
 * The title of a commit or patch for comparing: without what `git am` strips from a subject, case, quotes and blanks. The last go
 * because a list may fold a subject inside a word (`lapi/{socket, tcp}.h`). '' when nothing is left.
 */
export function commitTitleKey(title: string): string {
  return normaliseTitle(parseSubject(title).title).replace(/[\s"'`‘’“”]+/g, '')
}

/** The keys of commits and patches with this title; none for a title without words. */
export function titleKeys(title: string): string[] {
  const key = commitTitleKey(title)
  return key === '' ? [] : [`commit-title ${key}`]
}

function patchIdKeys(patchId: string | null): string[] {
  return patchId === null || patchId === '' ? [] : [`patch-id ${patchId}`]
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)]
}
