import type { CommitHeadView, CommitView, NamerView } from '../../db/queries/views'
import { count, joinWords } from './pageWords'

/** Digits of a hash that pages show; the link has all of them. */
const SHOWN_DIGITS = 12

/** `1a2b3c4d5e6f`. */
export function shortSha(sha: string): string {
  return sha.slice(0, SHOWN_DIGITS)
}

/** What ties a commit to a mail: `tied to its mail by the link in the commit message`. */
export const TIE_WORDS: Readonly<Record<CommitView['by'], string>> = {
  link: 'by the link in the commit message',
  'patch-id': 'by an equal diff',
  title: 'by title and author',
  similar: 'by similar lines, so only probably',
}

/** How the lines that a commit changes differ from those of its mail: `as posted`, `4 lines changed (+2 −2)`, `squashed with patch 3, as posted`; '' while nobody knows. */
export function changedWords({
  changed,
  compared,
  squashedWith,
}: Pick<CommitView, 'changed' | 'compared' | 'squashedWith'>): string {
  const lines = compared ? lineWords(changed) : ''
  if (squashedWith.length === 0) return lines
  const others = `squashed with ${squashedWith.length === 1 ? 'patch' : 'patches'} ${joinWords(squashedWith.map(String))}`
  return lines === '' ? others : `${others}, ${lines}`
}

function lineWords(changed: CommitView['changed']): string {
  if (changed === null) return 'as posted'
  const { added, removed } = changed
  return `${count(added + removed, 'line')} changed (+${added} −${removed})`
}

/** The branch of a commit, and the first release with it: `vfio next`, `linux master, first in v6.1-rc1`. */
export function branchWords({ tree, branch, release }: Pick<CommitHeadView, 'tree' | 'branch' | 'release'>): string {
  return `${tree} ${branch}${release === null ? '' : `, first in ${release}`}`
}

/** What a commit that names another one does to it. */
export const NAMER_WORDS: Readonly<Record<NamerView['kind'], string>> = {
  fixes: 'Fixed by',
  reverts: 'Reverted by',
  backport: 'Backported as',
}

/** A commit that names another one, as a line of text: `Backported as 1a2b3c4d5e6f  title (linux 6.1.y), reverted there by 6f5e4d3c2b1a`. */
export function namerLine(namer: NamerView): string {
  const { kind, sha, title, reverted } = namer
  const revert = reverted === null ? '' : `, reverted there by ${shortSha(reverted)}`
  return `${NAMER_WORDS[kind]} ${shortSha(sha)}  ${title} (${branchWords(namer)})${revert}`
}

/** What a commit says about one that it names. */
export const NAMED_WORDS: Readonly<Record<NamerView['kind'], string>> = {
  fixes: 'Fixes',
  reverts: 'Reverts',
  backport: 'Backport of',
}
