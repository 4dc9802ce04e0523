import { at } from '../at'
import {
  type Asking,
  enoughLikeness,
  likeness,
  openIsCommon,
  type Subject,
  subjectOf,
  tellingWords,
} from '../changelog/sharing'
import { isAboutTags, onlyTakesTags } from '../changelog/tie'
import { memo } from '../memo'
import { once } from '../once'
import { namedPatches } from '../review/credit'
import type { StoryComment, StoryItem } from './types'

/** The changelog items and comments of a series, prepared for finding the item that answers a comment. */
export interface ItemParts {
  readonly items: readonly StoryItem[]
  /** Indices of the items of a version that answer a mail. */
  readonly byRemark: (version: number, mailKey: string) => readonly number[]
  /** Indices of the items of a version that credit a person. */
  readonly byPerson: (version: number, person: number) => readonly number[]
  /** Indices of the items of a version that are about a patch and credit nobody. */
  readonly byPatch: (version: number, number: number) => readonly number[]
  /** Indices of all items of a version that credit nobody. */
  readonly silent: (version: number) => readonly number[]
  /** How alike an item and a comment are, see likeness; 0 if another comment is more like it. */
  readonly likeness: (item: number, comment: StoryComment) => number
  /** The tracks that the comments of a mail are about. */
  readonly tracksInMail: (mailKey: string) => ReadonlySet<number>
  /** Whether a mail has no other comment. */
  readonly isAloneInMail: (comment: StoryComment) => boolean
  /** Whether its author made no other comment on that patch of the version. */
  readonly isAloneOnPatch: (comment: StoryComment) => boolean
}

/** Prepares items and comments. Linear. */
export function indexItems(items: readonly StoryItem[], comments: readonly StoryComment[]): ItemParts {
  const found = new Map<string, number[]>()
  const put = (key: string, index: number) => {
    const list = found.get(key)
    if (list === undefined) found.set(key, [index])
    else list.push(index)
  }
  for (const [index, { version, remark, credited, patches }] of items.entries()) {
    if (remark !== null) put(`${version}\n${remark}`, index)
    for (const person of credited) put(`${version}/${person}`, index)
    if (remark !== null || credited.length > 0) continue
    for (const number of patches) put(`${version}#${number}`, index)
    put(`${version}#`, index)
  }
  const placeOf = ({ person, version, tracks }: StoryComment) => `${version}/${person}/${tracks[0]}`
  const tracksOf = new Map<string, Set<number>>()
  for (const { mailKey, tracks } of comments) {
    const known = memo(tracksOf, mailKey, () => new Set<number>())
    for (const track of tracks) known.add(track)
  }
  const mails = countKeys(comments.map(({ mailKey }) => mailKey))
  const places = countKeys(comments.map(placeOf))
  return {
    items,
    byRemark: (version, mailKey) => found.get(`${version}\n${mailKey}`) ?? [],
    byPerson: (version, person) => found.get(`${version}/${person}`) ?? [],
    byPatch: (version, number) => found.get(`${version}#${number}`) ?? [],
    silent: (version) => found.get(`${version}#`) ?? [],
    likeness: openLikeness(items, comments),
    tracksInMail: (mailKey) => tracksOf.get(mailKey) ?? new Set(),
    isAloneInMail: ({ mailKey }) => mails.get(mailKey) === 1,
    isAloneOnPatch: (comment) => comment.tracks.length > 0 && places.get(placeOf(comment)) === 1,
  }
}

/** Comments that an item is compared with to find those that are most like it. */
const MAX_COMPARED = 200

/** Prepares to compare items with comments. Their words are read once. */
function openLikeness(items: readonly StoryItem[], comments: readonly StoryComment[]): ItemParts['likeness'] {
  const asking = new Map<StoryComment, Asking>()
  const subjects = new Map<number, Subject>()
  const most = new Map<number, number>()
  const read = (comment: StoryComment) =>
    memo(asking, comment, () => ({ own: subjectOf(comment.text), around: subjectOf(comment.around) }))
  const isCommon = once(() => openIsCommon(comments.map((comment) => read(comment).own)))
  const compare = (item: number, comment: StoryComment) =>
    likeness(
      memo(subjects, item, () => subjectOf(at(items, item).text)),
      read(comment),
      isCommon(),
    )
  return (item, comment) => {
    const score = compare(item, comment)
    if (score === 0) return 0
    const best = memo(most, item, () =>
      Math.max(...comments.slice(0, MAX_COMPARED).map((other) => compare(item, other))),
    )
    return score < best ? 0 : score
  }
}

function countKeys(keys: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}

/** Items that are compared with one comment. */
const MAX_ITEMS = 50

/**
 * The changelog item of a version that answers a comment, by index: of those that answer its mail or credit its author, and those about one of its patches that credit nobody, the one that shares most words with it. If
 * no word is shared, one that answers its mail does when the mail has no other comment or the changelog check found this one addressed; one that is
 * about its patch does when that check did, or when nobody but the two can be meant, or both are about words; none of these is about review tags. An item may also be about a patch that the comment names. `numbers` are those of its patches in that version.
 */
export function findItem(
  comment: StoryComment,
  version: number,
  numbers: readonly number[],
  parts: ItemParts,
): number | null {
  const { mailKey, person, quote, position } = comment
  const isAnnounced = comment.announcedIn === version
  // What it was about may be in any patch now.
  const isGone = numbers.length === 0 && comment.tracks.length > 0
  const words = tellingWords(quote)
  const named = namedPatches(quote)
  const crediting = parts.byPerson(version, person).slice(0, MAX_ITEMS)
  const tiesTo = (index: number) => parts.items[index]?.patches.some((number) => numbers.includes(number)) === true
  const isOnlyTie = crediting.filter(tiesTo).length === 1 && parts.isAloneOnPatch(comment)
  let best: { readonly index: number; readonly score: number } | undefined
  const silent = numbers.slice(0, MAX_ITEMS).flatMap((number) => parts.byPatch(version, number).slice(0, MAX_ITEMS))
  const candidates = [
    ...parts.byRemark(version, mailKey).slice(0, MAX_ITEMS),
    ...crediting,
    ...silent.slice(0, MAX_ITEMS),
    ...(isAnnounced || isGone ? parts.silent(version).slice(0, MAX_ITEMS) : []),
  ]
  for (const index of new Set(candidates)) {
    const item = parts.items[index]
    if (item === undefined || (onlyTakesTags(item.text) && !isAboutTags(quote))) continue
    const answers = item.remark === mailKey
    const ties = tiesTo(index)
    const credits = answers || item.credited.includes(person)
    const names = credits && item.patches.some((number) => named.has(number))
    if (!answers && !ties && !names && !isGone && item.patches.length > 0) continue
    const common = [...tellingWords(item.text)].filter((word) => words.has(word))
    const few = position === 'requests-changes' ? 1 : 2
    // An item that credits nobody needs an identifier or two words, for a question three: "prefix" or "domain" alone is in many.
    const isTelling = credits || (!isGone && (common.length > few || common.some((word) => word.includes('_'))))
    const alike = parts.likeness(index, comment)
    const enough = credits ? 1 : enoughLikeness(ties || isGone, position === 'requests-changes')
    const shared = Math.max(isTelling ? common.length : 0, alike >= enough ? alike : 0)
    const spells = credits && SPELLING.test(item.text) && isSpelling(quote)
    const score = shared * 4 + (answers ? 2 : 0) + (ties || spells ? 1 : 0)
    const isMeant =
      !isAboutTags(item.text) &&
      ((answers && (isAnnounced || parts.isAloneInMail(comment))) || (ties && credits && (isAnnounced || isOnlyTie)))
    if ((shared > 0 || isMeant || spells) && score > (best?.score ?? 0)) best = { index, score }
  }
  return best?.index ?? null
}

/** "fix grammar issues (Eric Auger)": an item about words, whichever they are. <20220909102247.67324-1-kevin.tian@intel.com>. */
const SPELLING = /\b(?:grammar|typos?|spelling|wording|misspell(?:ing|ed)s?)\b/i

/** Whether a comment corrects words: `s/waiting/waiting for those modifications,`. */
function isSpelling(quote: string): boolean {
  return /^\W{0,3}s\/[^/]{1,80}\/[^/]{1,200}/.test(quote) || SPELLING.test(quote)
}
