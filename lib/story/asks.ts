import { at } from '../at'
import { groupBy } from '../groupBy'
import { blocks } from '../review/positions'
import { isOpenStatus } from '../review/states'
import { findItem, type ItemParts, indexItems } from './answers'
import type { IsApplied } from './applied'
import { openFirstTag } from './approvals'
import { asksToGo } from './goes'
import { type ChangesOf, type Naming, openNaming } from './naming'
import { nextVersions, type StoryRows } from './rows'
import type { GivenTag } from './tags'
import type { StoryComment, StoryItem, StoryVersion } from './types'

/**
 * What a version did about a comment. `done`: it changed for it; `settled`: the reviewer was content with an answer, or took the comment back; `gone`: the version no longer
 * has the patch; `applied`: it no longer has the patch because that was applied. Otherwise no change for it is known: `answered`: somebody replied; `undone`: nobody did.
 */
type AskOutcome = 'done' | 'settled' | 'answered' | 'undone' | 'gone' | 'applied'

/** A comment on the card of a version. */
export interface CardAsk {
  /** Index of the comment. */
  readonly comment: number
  readonly outcome: AskOutcome
  /** For `done`: numbers in the version that changed for it. */
  readonly changed: readonly number[]
  /** For `done`: index of the changelog item that says so. */
  readonly item: number | null
}

interface AskInput {
  readonly versions: readonly StoryVersion[]
  readonly rows: StoryRows
  readonly comments: readonly StoryComment[]
  readonly items: readonly StoryItem[]
  /** Review tags of replies. */
  readonly given: readonly GivenTag[]
  readonly changesOf: ChangesOf
  readonly isApplied: IsApplied
}

/** What the end of a comment is found with. */
interface EndParts {
  readonly items: ItemParts
  readonly rows: StoryRows
  readonly isApplied: IsApplied
  readonly firstTag: ReturnType<typeof openFirstTag>
}

/** Versions after the one that a comment was made on in which it is looked for; bounds the work on a comment that stays open. */
const MAX_LATER = 200

/**
 * Finds out which version answered each comment; gives the comments of each card by the position of its version. A comment is first asked of the
 * next version that was posted after it, and is on that card and on the one of the version that answers it; one that is still open is on the newest card
 * too. At most MAX_LATER versions are looked at for each comment.
 */
export function judgeAsks(input: AskInput): ReadonlyMap<number, readonly CardAsk[]> {
  const { versions, rows, comments, items, given, isApplied } = input
  const next = nextVersions(versions)
  const parts = indexItems(items, comments)
  const ends = { items: parts, rows, isApplied, firstTag: openFirstTag(given, rows) }
  const naming = openNaming(input.changesOf)
  const asks = comments.map((comment, index): Asked | undefined => {
    const later = laterVersions(comment, next)
    const [first, newest] = [later[0], later.at(-1)]
    if (first === undefined || newest === undefined) return undefined
    const end = findEnd(comment, later, ends)
    const shown = end.version ?? newest.position
    const changes = end.outcome === 'done' ? changesFor(comment, shown, parts, rows) : NO_CHANGES
    const isForOther = isForWordsOnly(comment, shown, changes, rows)
    const other = comment.status === 'cleared' ? 'settled' : openOutcome(comment)
    const outcome = isForOther ? other : end.outcome
    return {
      first: first.position,
      shown,
      agreed: end.agreed === true,
      ask: { comment: index, ...(outcome === 'done' ? changes : NO_CHANGES), outcome },
    }
  })
  const unrelated = findUnrelated(asks, comments, naming)
  const cards = new Map<number, CardAsk[]>()
  for (const asked of asks) {
    if (asked === undefined) continue
    const { first, shown, ask } = asked
    const last: CardAsk = unrelated.has(ask) ? { ...ask, ...NO_CHANGES, outcome: 'settled' } : ask
    for (const position of new Set([first, shown])) {
      const one: CardAsk =
        position === shown ? last : { ...ask, ...NO_CHANGES, outcome: openOutcome(at(comments, ask.comment)) }
      const list = cards.get(position)
      if (list === undefined) cards.set(position, [one])
      else list.push(one)
    }
  }
  return cards
}

/** A comment on the cards: first asked of a version, and on the card of the one that answers it, or on the newest. */
interface Asked {
  readonly first: number
  readonly shown: number
  /** Whether it is done only because the reviewer agreed and the lines changed. */
  readonly agreed: boolean
  readonly ask: CardAsk
}

/**
 * Of the comments that count as done only since the reviewer agreed and the lines changed: those on patches that a version only rebased, and of
 * several on one patch those that neither name anything of what changed nor are below a line that went, if another one does, or that another one goes on from. Words settled them, and the change was for the other: of seven comments on patch 16 of virtio's
 * RING_RESET v13, v14 moved vring_free_split() for one. <15aa26f2-f8af-5dbd-f2f1-32c1a9e5a0d5@redhat.com>
 */
function findUnrelated(
  asks: readonly (Asked | undefined)[],
  comments: readonly StoryComment[],
  { names, removes }: Naming,
): ReadonlySet<CardAsk> {
  const isAgreed = (asked: Asked) => asked.agreed && asked.ask.outcome === 'done' && asked.ask.item === null
  const agreed = asks.flatMap((asked) => (asked !== undefined && isAgreed(asked) ? [asked] : []))
  const alike = groupBy(agreed, ({ shown, ask }) => `${shown}/${ask.changed.join()}`)
  // A rebase or new trailers are not done for anybody.
  const untouched = agreed.filter(({ ask }) => ask.changed.length === 0)
  const unrelated = [...alike.values()].flatMap((group) => {
    if (group.length < 2) return []
    const others = group.filter(
      ({ shown, ask }) => !ask.changed.some((number) => names(at(comments, ask.comment).quote, shown, number)),
    )
    if (others.length < group.length) {
      return others.filter(({ shown, ask }) => {
        const { above } = at(comments, ask.comment)
        return above === null || !ask.changed.some((number) => removes(above, shown, number))
      })
    }
    const later = group.slice(0, MAX_FOLLOWING).map(({ ask }) => at(comments, ask.comment))
    return others.filter(({ ask }) => later.some((one) => followsUp(one, at(comments, ask.comment))))
  })
  return new Set([...untouched, ...unrelated].map(({ ask }) => ask))
}

/** Comments on one patch that are looked at for one that goes on where another ended. */
const MAX_FOLLOWING = 50

/**
 * Whether a comment goes on from what the author answered to another one: then the change was for what was asked last. "Can we simply disable RX NAPI here?", the author declined, "Ok,
 * but I think we've already synchronized with tx lock here", which led to the change. <CACGkMEt8MSS=tcn=Hd6WF9+btT0ccocxEd1ighRgK-V1uiWmCQ@mail.gmail.com>
 */
function followsUp(later: StoryComment, { person, repliedIn, around }: StoryComment): boolean {
  const { parent, above } = later
  if (parent === null || above === null || later.person !== person) return false
  return repliedIn.includes(parent) && around.includes(above)
}

const NO_CHANGES = { changed: [], item: null }

/** The versions that could answer a comment: those that continue the one it was made on, from the first posted after it. */
function laterVersions(
  { version, saidMs }: StoryComment,
  next: ReadonlyMap<number, StoryVersion>,
): readonly StoryVersion[] {
  const later: StoryVersion[] = []
  let one = next.get(version)
  for (let looked = 0; one !== undefined && looked < MAX_LATER; looked++) {
    if (later.length > 0 || one.postedMs > saidMs) later.push(one)
    one = next.get(one.position)
  }
  return later
}

/** Versions whose changelogs are read for a comment that words settled. */
const MAX_ANNOUNCING = 3

interface End {
  /** Null for a comment that is still open. */
  readonly version: number | null
  readonly outcome: AskOutcome
  /** Whether it is done only because the reviewer agreed and the lines changed. */
  readonly agreed?: boolean
}

/** What is known of a comment that no version has answered yet. */
function openOutcome({ answered }: StoryComment): AskOutcome {
  return answered ? 'answered' : 'undone'
}

function findEnd(
  comment: StoryComment,
  later: readonly StoryVersion[],
  { items, rows, isApplied, firstTag }: EndParts,
): End {
  const { status, tracks, announcedIn, changedIn, answered, agreed, position } = comment
  const first = later[0]?.position ?? null
  // A version that was posted before the comment cannot have answered it.
  const orLater = (version: number | null): End => {
    const known = later.some((one) => one.position === version)
    return { version: known ? version : first, outcome: 'done' }
  }
  if (status === null) {
    const gone = later.find(
      (one) => tracks.length > 0 && tracks.every((track) => rows.numberIn(track, one.position) === undefined),
    )
    const before = gone === undefined || changedIn === null || changedIn < gone.position
    if (changedIn !== null && before && (position === 'requests-changes' || agreed)) return orLater(changedIn)
    const applied = tracks.every((track) => {
      const left = later
        .flatMap((one) => rows.cellOf(track, one.position) ?? [])
        .findLast(({ change }) => change === 'dropped')
      return left !== undefined && isApplied(left.version, left.number)
    })
    // "OK" to a request, and the next version is without what it was about.
    if (agreed && gone?.position === first && !applied && position === 'requests-changes') return orLater(first)
    // It asked for just that.
    if (gone?.position === first && !applied && position === 'requests-changes' && asksToGo(comment.text))
      return orLater(first)
    // An objection was followed, whatever was said before.
    if (blocks(position) && gone?.position === first && !applied) return { version: first, outcome: 'gone' }
    // Words may have settled it long before the patch went away.
    if (gone === undefined || answered) return { version: first, outcome: openOutcome(comment) }
    return { version: gone.position, outcome: applied ? 'applied' : 'gone' }
  }
  if (status === 'addressed') return orLater(announcedIn ?? changedIn)
  if (isOpenStatus(status)) return { version: null, outcome: openOutcome(comment) }
  if (status === 'declined') return { version: first, outcome: 'answered' }
  if (blocks(position)) return { version: first, outcome: 'settled' }
  if (status !== 'cleared') return { version: first, outcome: 'settled' }
  if (announcedIn !== null) return orLater(announcedIn)
  const announced = later
    .slice(0, MAX_ANNOUNCING)
    .find(({ position: one }) => findItem(comment, one, numbersIn(comment, one, rows), items) !== null)
  if (announced !== undefined) return { version: announced.position, outcome: 'done' }
  if (position === 'requests-changes') {
    const change = later.find((one) => one.position === changedIn)
    const [track] = tracks
    const taggedMs = track === undefined ? null : firstTag(comment.person, track, comment.saidMs)
    // A tag given once the patch has changed accepts the change.
    if (change !== undefined && taggedMs !== null && taggedMs > change.postedMs)
      return { ...orLater(changedIn), agreed: true }
    // "Okay" to an answer of the author says that the change which followed was the one that was asked for.
    if (answered && changedIn === first) return { ...orLater(first), agreed: true }
  }
  return { version: first, outcome: 'settled' }
}

/**
 * What changed for a comment in the version that answered it, and the item that says so. Never a patch that the version left alone or only rebased: a comment
 * that asks for another posting or for a tag is done without one.
 */
function changesFor(
  comment: StoryComment,
  version: number,
  parts: ItemParts,
  rows: StoryRows,
): Pick<CardAsk, 'changed' | 'item'> {
  const numbers = numbersIn(comment, version, rows)
  const item = findItem(comment, version, numbers, parts)
  const found = item === null ? undefined : parts.items[item]
  // An item that credits nobody may be about more than the comment.
  const isFor = found !== undefined && (found.remark === comment.mailKey || found.credited.includes(comment.person))
  // Patches that another comment of the mail is about changed for that one.
  const others = parts.tracksInMail(comment.mailKey)
  const isFree = (number: number) => !others.has(rows.trackOf(version, number) ?? -1)
  const announced = isFor ? found.patches.filter(isFree) : []
  const touched = [...numbers, ...announced].filter((number) => isTouched(version, number, rows))
  return { changed: [...new Set(touched)].sort((a, b) => a - b), item }
}

/** What a comment speaks of that a commit message can answer. */
const ABOUT_WORDS =
  /\b(?:messages?|changelog|commit|subject|title|log|describ\w*|description|documen\w*|comments?|typos?|spell\w*|wording|sentences?|paragraph|grammar|explain\w*|explanation|mention\w*|clarif\w*|elaborate|justif\w*|rational\w*|motivation|reason\w*|why|note|fixes|tags?|word\w*|nit)\b|^\W{0,3}s\/|-by\b/i

/** Whether all that a version did for a comment about code is another commit message. */
function isForWordsOnly(
  { onMessage, text }: StoryComment,
  version: number,
  { changed, item }: Pick<CardAsk, 'changed' | 'item'>,
  rows: StoryRows,
): boolean {
  if (onMessage || item !== null || changed.length === 0 || ABOUT_WORDS.test(text)) return false
  return changed.every((number) => {
    const track = rows.trackOf(version, number)
    return track !== undefined && rows.cellOf(track, version)?.change === 'message'
  })
}

/** Whether a version changed the code or the message of a patch, or added it. */
function isTouched(version: number, number: number, rows: StoryRows): boolean {
  const track = rows.trackOf(version, number)
  const cell = track === undefined ? undefined : rows.cellOf(track, version)
  if (cell === undefined) return false
  const { change, facts } = cell
  return change === 'new' || facts.includes('code') || facts.includes('message')
}

/** The numbers that its patches have in a version. */
function numbersIn({ tracks }: StoryComment, version: number, rows: StoryRows): number[] {
  return tracks.flatMap((track) => rows.numberIn(track, version) ?? [])
}
