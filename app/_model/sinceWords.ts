import type {
  CarriedTagView,
  SinceCommentView,
  SincePatchView,
  SinceReviewView,
  SinceTagView,
  SinceView,
  VersionRef,
} from '../../db/queries/views'
import { groupBy } from '../../lib/groupBy'
import { wantsChange } from '../../lib/review/positions'
import { isOpenStatus } from '../../lib/review/states'
import { sinceWords as sinceGrade } from './marks'
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
 * request that the newest version leaves undone. No line looks like a trailer, because programs collect those from replies. '' when there is nothing to say.
 */
export function replyText({
  patches,
  comments,
  toVersion,
}: Pick<SinceReviewView, 'patches' | 'comments' | 'toVersion'>): string {
  const all = patches.flatMap(({ number, tags: given }) => given.map((tag) => ({ number, ...tag })))
  const isFresh = ({ givenLabel }: SinceTagView) => givenLabel === toVersion.label
  // Tags on the newest version alone need no second mail.
  const groups = all.every(isFresh) ? [] : [...groupBy(all, ({ name }) => name)]
  const lines = groups.flatMap(([name, own]) => {
    const fresh = own.filter(isFresh).map(({ number }) => number)
    return [
      ...tagLines(
        name,
        own.filter((tag) => !isFresh(tag)),
      ),
      ...(fresh.length === 0 ? [] : [`${name} given on ${toVersion.label} for ${formatNumbers(fresh)}.`]),
    ]
  })
  const open = [
    ...comments.map((comment) => ({ comment, where: '' })),
    ...patches.flatMap(({ number, comments: own }) => own.map((comment) => ({ comment, where: ` on ${number}` }))),
  ].flatMap(({ comment, where }) => (isUndone(comment, toVersion) ? [`Still open${where}: ${comment.quote}`] : []))
  return [...lines, ...new Set(open)].join('\n')
}

/**
 * Whether a comment on an older version asks for a change that nobody made, promised or argued against. Only whoever objects can take that back, so an objection is
 * still open after an answer. Questions and nits are no reason to hold up the newest version.
 */
function isUndone(
  { outcome, severity, fate, on, quote }: SinceCommentView,
  { label }: SinceReviewView['toVersion'],
): boolean {
  if (outcome !== 'open' || severity === null || on === label || !wantsChange({ severity })) return false
  // The words that it announces are not in the line.
  if (quote.trimEnd().endsWith(':')) return false
  return severity === 'objection' || severity === 'refusal' || (fate?.answered !== true && fate?.answeredBy == null)
}

/** Whether a comment still waits for an answer or for a promised change. */
export function isOpenComment({ outcome }: Pick<SinceCommentView, 'outcome'>): boolean {
  return outcome !== null && isOpenStatus(outcome)
}

function tagLines(name: string, own: readonly (SinceTagView & Pick<SincePatchView, 'number'>)[]): string[] {
  const kinds = groupBy(own, ({ since, asked }) => (asked ? 'asked' : since))
  const good = UNTOUCHED.flatMap(([kind, words]) => {
    const group = kinds.get(kind)
    return group === undefined ? [] : [`${name} ${words} ${formatNumbers(group.map(({ number }) => number))}.`]
  })
  const changed = (kind: 'asked' | 'code', words: string) => {
    const group = kinds.get(kind)?.map(({ number, lines }) => `${number} (${count(lines, 'line')})`)
    return group === undefined ? [] : [`${name} ${words} ${joinWords(group)}.`]
  }
  return [
    ...good,
    ...changed('asked', 'still good, changed after my comments:'),
    ...changed('code', 'predates changed code in'),
  ]
}

/**
 * Lines for whoever posts the next version: the tags to carry, those that depend on a change, then those to ask for again. Where the newest version has only some of the tags to carry as posted, those
 * that it lacks are marked. '' without a tag.
 */
export function carryText({
  keep,
  once,
  ask,
  toVersion: { label },
}: Pick<NonNullable<SinceReviewView['carry']>, 'keep' | 'once' | 'ask'> & Pick<SinceReviewView, 'toVersion'>): string {
  const isMixed = keep.some(({ patches, unposted }) => unposted.length < patches.length)
  const part = (title: string, tags: readonly CarriedTagView[], noteOf: (tag: CarriedTagView) => string) => {
    const groups = groupBy(tags.flatMap(byPosted), (tag) => `${tag.trailer}${noteOf(tag)}`)
    const lines = [...groups].map(
      ([line, own]) => `  ${formatNumbers(own.flatMap(({ patches }) => patches).sort((a, b) => a - b))}: ${line}`,
    )
    return lines.length === 0 ? [] : [title, ...lines]
  }
  const changed = ({ given, lines }: CarriedTagView) => `  (given on ${given}, ${count(lines, 'line')} since)`
  const lacking = ({ unposted }: CarriedTagView) =>
    isMixed && unposted.length > 0 ? `  (not in ${label} as posted)` : ''
  return [
    ...part(
      'Carry if the patch stays unchanged:',
      keep.filter(({ asked }) => !asked),
      lacking,
    ),
    ...part(
      'Carry; a change was asked for with the tag, and made:',
      keep.filter(({ asked }) => asked),
      (tag) => `${changed(tag)}${lacking(tag)}`,
    ),
    ...part('Carry only once its condition is met:', once, ({ given, condition }) => `  (“${condition}”, on ${given})`),
    ...part('Ask again; the code changed after the tag:', ask, changed),
  ].join('\n')
}

/** The open comments of others on a series: `2 open comments to answer`, `3 open comments, 1 to answer`, `1 open comment, answered`. */
export function openWords({
  open,
  answered,
}: Pick<NonNullable<SinceReviewView['carry']>, 'open' | 'answered'>): string {
  const words = count(open, 'open comment')
  if (answered === 0) return `${words} to answer`
  return answered === open ? `${words}, answered` : `${words}, ${open - answered} to answer`
}

/** A tag apart for the patches that have it as posted and for those that do not. */
function byPosted(tag: CarriedTagView): readonly CarriedTagView[] {
  const posted = tag.patches.filter((number) => !tag.unposted.includes(number))
  return [
    ...(posted.length === 0 ? [] : [{ ...tag, patches: posted, unposted: [] }]),
    ...(tag.unposted.length === 0 ? [] : [{ ...tag, patches: tag.unposted }]),
  ]
}

/** The tags of one patch: those to carry, and those to ask for again. */
export function tagsOfPatch(
  { keep, once, ask }: NonNullable<SinceReviewView['carry']>,
  number: number,
): readonly (CarriedTagView & { readonly carried: boolean })[] {
  const own = (tags: readonly CarriedTagView[], carried: boolean) =>
    tags.flatMap((tag) => (tag.patches.includes(number) ? [{ ...tag, carried }] : []))
  return [...own(keep, true), ...own(once, false), ...own(ask, false)]
}

/** What changed since a tag: `nothing changed since`, `1 line since, as asked with the tag`. */
export function gradeWords({ since: kind, lines, asked }: Pick<SinceTagView, 'since' | 'lines' | 'asked'>): string {
  const words = sinceGrade({ kind, lines }) || 'nothing changed since'
  return asked ? `${words}, as asked with the tag` : words
}

/** Whether a patch has to be looked at again: its code changed since a tag, or since the last review where the person gave none; or a comment is open that the author has answered, or passed over in a newer version. */
export function isToLookAt({ change, tags, comments }: SincePatchView, newest: VersionRef): boolean {
  return isChanged({ change, tags }) || comments.some((one) => isOpenComment(one) && !isWithAuthor(one, newest))
}

/** Whether a comment is waiting on the author: an open one on the newest version that has no answer yet, to whose answer the person replied, or that the author promised to follow. */
export function isWithAuthor({ outcome, fate, resumed, on }: SinceCommentView, { label }: VersionRef): boolean {
  return isOpenComment({ outcome }) && on === label && (outcome === 'promised' || fate?.answered !== true || resumed)
}

/** Whether the code changed in no version but that which made what the mail of their tag asked for. */
function wasAsked(patch: SincePatchView): boolean {
  return !isChanged(patch) && patch.tags.some(({ asked }) => asked)
}

function isChanged({ change, tags }: Pick<SincePatchView, 'change' | 'tags'>): boolean {
  return tags.length > 0
    ? tags.some(({ since, asked }) => since === 'code' && !asked)
    : change === 'code' || change === 'new'
}

/** How a patch changed: `code changed, 8 added, 7 removed; rebased (conflict resolved)`. */
export function patchChangeWords({ change, added, removed, note }: SincePatchView): string {
  if (change === null) return 'no newer version'
  return `${cellSentence(change, [], added, removed)}${note === '' ? '' : `; ${note}`}`
}

/** The tags of an author in one sentence: `25 review tags from replies, counted for each patch of v4: 9 may be carried if the patch stays unchanged; the code changed after the other 16.` */
export function carrySentence({ carry, toVersion }: Pick<SinceReviewView, 'carry' | 'toVersion'>): string {
  const sizeOf = (tags: readonly CarriedTagView[]) => tags.reduce((sum, { patches }) => sum + patches.length, 0)
  const [keep, once, ask] = [sizeOf(carry?.keep ?? []), sizeOf(carry?.once ?? []), sizeOf(carry?.ask ?? [])]
  const all = `${count(keep + once + ask, 'review tag')} from replies, counted for each patch of ${toVersion.label}`
  if (keep + once + ask === 0) {
    const posted = carry?.posted ?? 0
    const already = posted === 0 ? '' : ` ${toVersion.label} has ${count(posted, 'tag')} as posted.`
    return `No review tags to carry from replies to ${toVersion.label} or before it.${already}`
  }
  const missing = (carry?.keep ?? []).reduce((sum, { unposted }) => sum + unposted.length, 0)
  const lacking = missing === 0 || missing === keep ? '' : ` ${toVersion.label} as posted lacks ${missing} of these.`
  const isAll = once + ask === 0
  const parts = [
    ...(keep === 0 ? [] : [`${isAll ? 'all' : keep} may be carried if the patch stays unchanged`]),
    ...(once === 0 ? [] : [`${once} only once ${once === 1 ? 'its condition is' : 'their conditions are'} met`]),
    ...(ask === 0 ? [] : [`the code changed after ${otherOf(ask, keep + once > 0)}`]),
  ]
  return `${all}: ${parts.join('; ')}.${lacking}`
}

/** `the other 16`, or `all 16` where there are no others. */
function otherOf(tags: number, others: boolean): string {
  if (others) return tags === 1 ? 'the other one' : `the other ${tags}`
  return tags === 1 ? 'it' : `all ${tags}`
}

/** The review in one sentence: `Eric Auger last reviewed v2; up to v4, code changed in 3 of the 5 patches that they tagged or commented on.` */
export function sinceSentence({ person, isAuthor, fromVersion, toVersion, patches }: SinceReviewView): string {
  const isNewest = fromVersion.key === toVersion.key
  const last = `${personName(person)} last ${isAuthor ? 'wrote on' : 'reviewed'} ${fromVersion.label}${isNewest ? ', which is the newest version' : ''}`
  const older = patches.filter(({ from }) => from.key !== toVersion.key)
  if (patches.length === 0) return isNewest ? `${last}.` : `${last}; the newest version is ${toVersion.label}.`
  if (older.length === 0) return `${last}.`
  const changed = older.filter((patch) => isChanged(patch) || wasAsked(patch)).length
  const asked = older.filter(wasAsked).length
  const many = older.length > 1
  const fresh = patches.length - older.length
  const others = fresh === 0 ? '' : 'other '
  const all = many ? `the ${older.length} ${others}patches` : `the ${others}patch`
  const what = changed === 0 ? `no code changed in ${all}` : `code changed in ${many ? `${changed} of ` : ''}${all}`
  const seen = fresh === 0 ? last : `${last}, in ${count(fresh, 'patch', 'patches')}`
  return `${seen}; up to ${toVersion.label}, ${what} that they tagged or commented on${isNewest ? ' before' : ''}${asked === 0 ? '' : `, in ${asked} as asked with their tag`}.`
}

/** The oldest version on which a person last said something about a patch that has changed since, of the versions of their patches; undefined when there is no older one. */
export function firstChanged({ patches, toVersion }: Pick<SinceReviewView, 'patches' | 'toVersion'>) {
  return patches
    .map(({ from }) => from)
    .filter(({ key }) => key !== toVersion.key)
    .sort((a, b) => a.version - b.version)[0]
}
