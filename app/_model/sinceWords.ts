import type { CarriedTagView, SincePatchView, SinceReviewView, SinceTagView, SinceView } from '../../db/queries/views'
import { groupBy } from '../../lib/groupBy'
import { isOpenStatus } from '../../lib/review/states'
import { cellSentence, count, joinWords } from './pageWords'
import { formatNumbers } from './patchNumbers'
import { personName } from './personNames'

/** What is said of a tag that the code did not change under. */
const UNTOUCHED: readonly (readonly [SinceView['kind'], string])[] = [
  ['none', 'still good for'],
  ['whitespace', 'still good, only white space changed in'],
  ['rebase', 'still good, only rebased:'],
]

/**
 * Lines to paste into a reply: `Reviewed-by still good for 11, 14.`, `Reviewed-by predates changed code in 1 (1 line) and 3 (19 lines).`, then each
 * open comment. No line looks like a trailer, because programs collect those from replies. '' when the person gave no tag and has nothing open.
 */
export function replyText({ patches, comments }: Pick<SinceReviewView, 'patches' | 'comments'>): string {
  const tags = patches.flatMap(({ number, tags: given }) => given.map((tag) => ({ number, ...tag })))
  const lines = [...groupBy(tags, ({ name }) => name)].flatMap(([name, own]) => tagLines(name, own))
  const open = [
    ...comments.map((comment) => ({ comment, where: '' })),
    ...patches.flatMap(({ number, comments: own }) => own.map((comment) => ({ comment, where: ` on ${number}` }))),
  ].flatMap(({ comment: { outcome, quote }, where }) =>
    outcome !== null && isOpenStatus(outcome) ? [`Still open${where}: ${quote}`] : [],
  )
  return [...lines, ...new Set(open)].join('\n')
}

function tagLines(name: string, own: readonly (SinceTagView & Pick<SincePatchView, 'number'>)[]): string[] {
  const kinds = groupBy(own, ({ since }) => since)
  const good = UNTOUCHED.flatMap(([kind, words]) => {
    const group = kinds.get(kind)
    return group === undefined ? [] : [`${name} ${words} ${formatNumbers(group.map(({ number }) => number))}.`]
  })
  const changed = kinds.get('code')?.map(({ number, lines }) => `${number} (${count(lines, 'line')})`)
  return changed === undefined ? good : [...good, `${name} predates changed code in ${joinWords(changed)}.`]
}

/** Lines for whoever posts the next version: the tags to carry, then those to ask for again. '' without a tag. */
export function carryText({ keep, ask }: NonNullable<SinceReviewView['carry']>): string {
  const line = (trailer: string, patches: readonly number[]) => `  ${formatNumbers(patches)}: ${trailer}`
  const kept = [...groupBy(keep, ({ trailer }) => trailer)].map(([trailer, own]) =>
    line(
      trailer,
      own.flatMap(({ patches }) => patches),
    ),
  )
  const asked = ({ trailer, patches, given, lines }: CarriedTagView) =>
    `${line(trailer, patches)}  (given on ${given}, ${count(lines, 'line')} since)`
  return [
    ...(keep.length === 0 ? [] : ['Carry, where the patch stays as it is:', ...kept]),
    ...(ask.length === 0 ? [] : ['Ask again, the code changed since the tag:', ...ask.map(asked)]),
  ].join('\n')
}

/** Whether a patch has to be looked at again: its code changed since a tag, or since the last review where the person gave none; or something is open. */
export function isToLookAt({ change, tags, comments }: SincePatchView): boolean {
  return isChanged({ change, tags }) || comments.some(({ outcome }) => outcome !== null && isOpenStatus(outcome))
}

function isChanged({ change, tags }: Pick<SincePatchView, 'change' | 'tags'>): boolean {
  return tags.length > 0 ? tags.some(({ since }) => since === 'code') : change === 'code' || change === 'new'
}

/** How a patch changed: `code changed, 8 added, 7 removed; rebased (conflict resolved)`. */
export function patchChangeWords({ change, added, removed, note }: SincePatchView): string {
  if (change === null) return 'no newer version'
  return `${cellSentence(change, [], added, removed)}${note === '' ? '' : `; ${note}`}`
}

/** The tags of an author in one sentence: `25 review tags from replies, counted for each patch of v4: 9 may be carried where the patch stays as it is; since the other 16, the code of the patch changed.` */
export function carrySentence({ carry, toVersion }: Pick<SinceReviewView, 'carry' | 'toVersion'>): string {
  const sizeOf = (tags: readonly CarriedTagView[]) => tags.reduce((sum, { patches }) => sum + patches.length, 0)
  const [keep, ask] = [sizeOf(carry?.keep ?? []), sizeOf(carry?.ask ?? [])]
  const all = `${count(keep + ask, 'review tag')} from replies, counted for each patch of ${toVersion.label}`
  if (keep + ask === 0) return `No review tags to carry from replies to ${toVersion.label} or before it.`
  if (ask === 0) return `${all}: all may be carried where the patch stays as it is.`
  return `${all}: ${keep} may be carried where the patch stays as it is; since the other ${ask}, the code of the patch changed.`
}

/** The review in one sentence: `Eric Auger last reviewed v2; up to v4, code changed in 3 of the 5 patches that they tagged or commented on.` */
export function sinceSentence({ person, isAuthor, fromVersion, toVersion, patches }: SinceReviewView): string {
  const last = `${personName(person)} last ${isAuthor ? 'wrote on' : 'reviewed'} ${fromVersion.label}`
  if (fromVersion.key === toVersion.key) return `${last}, which is the newest version.`
  if (patches.length === 0) return `${last}; the newest version is ${toVersion.label}.`
  const changed = patches.filter(isChanged).length
  const many = patches.length > 1
  const all = many ? `the ${patches.length} patches` : 'the patch'
  const what = changed === 0 ? `no code changed in ${all}` : `code changed in ${many ? `${changed} of ` : ''}${all}`
  return `${last}; up to ${toVersion.label}, ${what} that they tagged or commented on.`
}
