import type { OutcomeView, ThreadReplyView, ThreadView } from '../../db/queries/views'
import { at } from '../../lib/at'
import { compareText } from '../../lib/byTime'
import { groupBy } from '../../lib/groupBy'
import { SEVERITIES } from '../../lib/review/positions'
import { isOpenStatus } from '../../lib/review/states'
import { mailAnchor } from './code/anchor'
import { cutText } from './cutText'
import { isOpenMark, type SaidMark, severityRank, tagSigns } from './marks'
import { personName } from './personNames'
import { fateWords, shortFate } from './reviewWords'

/** A thread as a page shows it: with the ids of its comment and of its replies. */
export interface ThreadNote {
  readonly thread: ThreadView
  readonly id: string
  readonly replyIds: readonly string[]
}

/** Gives the comments of a thread their element ids. `ids` keeps ids unique, since a mail may occur more than once on a page of several patches. */
export function threadNote(thread: ThreadView, ids: (wanted: string) => string): ThreadNote {
  const idOf = ({ messageId, line }: Pick<ThreadReplyView, 'messageId' | 'line'>) => ids(mailAnchor(messageId, line))
  return { thread, id: idOf(thread.comment), replyIds: thread.replies.map(idOf) }
}

/** A trailer on a line of its own. */
const TRAILER = /^[ \t]{0,8}([A-Z][A-Za-z-]{1,30}-by): /gm

/** The first review tag in a text. A `Reported-by:` or `Suggested-by:` is none. */
function reviewTag(text: string): string | null {
  return [...text.matchAll(TRAILER)].flatMap(([, name = '']) => (tagSigns(name).length > 0 ? name : []))[0] ?? null
}

/** What a thread says, as the mark of its strongest comment; the comment that begins it when it asks for nothing. */
export function threadMark({ comment, role, outcome, replies }: ThreadView): SaidMark {
  const said =
    outcome === null || comment.asked === outcome
      ? undefined
      : replies.find(({ asked }) => asked !== null && asked.quote === outcome.quote)
  const tag = outcome === null && role !== 'author' ? reviewTag(comment.text) : null
  return {
    person: said?.person ?? comment.person,
    role: said?.role ?? role,
    position: outcome?.position ?? (role === 'author' ? 'author' : tag === null ? 'discusses' : 'approves'),
    tag,
    severity: outcome?.severity ?? null,
    regression: outcome?.regression ?? false,
    outcome,
    wholeSeries: comment.patch === null,
    messageId: said?.messageId ?? comment.messageId,
    quote: outcome?.quote ?? '',
  }
}

/** How long the words of a folded thread are. */
const MAX_GIST = 160

/**
 * A thread with the statement that its line shows as its outcome: the strongest of an open one, which somebody waits for, and what a settled one began
 * with, if that asked for something.
 */
export function leadingStatement(thread: ThreadView): ThreadView {
  const { asked } = thread.comment
  return asked === null || isOpenMark(thread) ? thread : { ...thread, outcome: asked }
}

/** What a thread is about, in the words of whoever said it: the sentence of its outcome; else how it begins. */
export function gist({ comment, outcome }: Pick<ThreadView, 'comment' | 'outcome'>): string {
  return cutText(outcome?.quote ?? comment.text, MAX_GIST)
}

/**
 * Where a comment was made: `v11`, or `patch 25 of v11` where the newest version has the patch under another number, several of them, or not at all;
 * '' for the newest version, of which `newest` is the label.
 */
export function placedOn({ label, patch, patches }: ThreadView['comment'], newest: string): string {
  if (label === newest) return ''
  return patch === null || (patches.length === 1 && patches[0] === patch) ? label : `patch ${patch} of ${label}`
}

/** What became of a comment in a few words, for its folded line: `addressed in v2`, `code changed in v4`, `resolved`. `fateWords` says all of it. */
export function shortOutcome(outcome: OutcomeView): string {
  const { status, changedIn, messageOnly, announcedIn } = outcome
  if (status !== 'addressed') return shortFate(outcome)
  if (announcedIn !== null) return `addressed in ${announcedIn}`
  return `${messageOnly ? 'commit message' : 'code'} changed${changedIn === null ? '' : ` in ${changedIn}`}`
}

/** What became of a thread, in full or in a few words; '' when it asks for nothing. */
export function threadFate({ outcome }: Pick<ThreadView, 'outcome'>, words = fateWords): string {
  return outcome === null ? '' : words(outcome)
}

/** `3 replies`; '' for none. */
export function repliesWords({ replies, left }: Pick<ThreadView, 'replies' | 'left'>): string {
  const count = replies.length + left
  return count === 0 ? '' : count === 1 ? '1 reply' : `${count} replies`
}

/** Threads about one patch or one set of patches; `patches` are numbers in the newest version. */
interface ThreadGroup {
  readonly patches: readonly number[]
  /** For a patch that the newest version does not have: its label and number; '' otherwise. */
  readonly dropped: string
  readonly threads: readonly ThreadView[]
}

/**
 * The threads that ask for something, as a series page shows them: open ones by patch, objections before all else, in each group the strongest
 * first; and those no longer open by the person who began them, the one with most threads first. Threads in which nobody asks for anything are left out.
 */
export function arrangeThreads(threads: readonly ThreadView[]): {
  readonly open: readonly ThreadGroup[]
  readonly closed: readonly { readonly name: string; readonly threads: readonly ThreadView[] }[]
} {
  const asking = threads.filter(({ outcome }) => outcome !== null)
  const open = asking
    .filter(isOpenMark)
    .sort((a, b) => Number(isMild(a)) - Number(isMild(b)) || firstPatch(a) - firstPatch(b) || weight(a) - weight(b))
  const groups = [...groupBy(open, (thread) => `${isMild(thread)} ${placeKey(thread)}`).values()].map(
    (own): ThreadGroup => {
      const { patches, patch, label } = own[0].comment
      return { patches, dropped: patches.length === 0 && patch !== null ? `${label} patch ${patch}` : '', threads: own }
    },
  )
  const closed = asking.filter((thread) => !isOpenMark(thread))
  return {
    open: groups,
    closed: [...groupBy(closed, ({ comment }) => personName(comment.person))]
      .map(([name, own]) => ({ name, threads: own }))
      .sort((a, b) => b.threads.length - a.threads.length),
  }
}

function placeKey({ comment: { patches, patch, label } }: ThreadView): string {
  return patches.length > 0 ? patches.join() : patch === null ? '' : `${label} ${patch}`
}

/** Whether a thread asks for less than an objection, which comes first whatever patch it is about. */
function isMild(thread: ThreadView): boolean {
  return weight(thread) > SEVERITIES.indexOf('objection')
}

/** The number by which a thread is sorted: 0 for the whole series; a dropped patch comes last. */
function firstPatch({ comment: { patches, patch } }: ThreadView): number {
  return patches[0] ?? (patch === null ? 0 : Number.MAX_SAFE_INTEGER)
}

function weight({ outcome }: ThreadView): number {
  return severityRank({ severity: outcome?.severity ?? null })
}

/** Characters of a thread beyond which the page of a series leaves out most of its replies. */
const LONG_THREAD = 4_000
/** Of its replies are left the newest, and as many that ask for something which is open. */
const KEPT = 2
const KEPT_OPEN = 6

/** A long thread for the page of a series: its first comment, the replies that ask, and the newest. The others are only counted; a short thread stays as it is. */
export function shortenThread(thread: ThreadView): ThreadView {
  const { comment, outcome, replies, left } = thread
  const size = [comment, ...replies].reduce((sum, { text }) => sum + text.length, 0)
  if (size <= LONG_THREAD || replies.length <= FIRST + LAST + 1) return thread
  const asks = replies.findIndex(({ asked }) => asked !== null && asked.quote === outcome?.quote)
  const open = replies.flatMap(({ asked }, index) => (asked !== null && isOpenStatus(asked.status) ? [index] : []))
  const newest = [...replies.keys()].sort((a, b) => compareText(received(replies, b), received(replies, a)) || b - a)
  const shown = new Set([asks, ...open.slice(0, KEPT_OPEN), ...newest.slice(0, KEPT)])
  const kept = replies.filter((_, index) => shown.has(index))
  return { ...thread, replies: kept, left: left + replies.length - kept.length }
}

function received(replies: readonly ThreadReplyView[], index: number): string {
  return at(replies, index).received
}

/** Where a comment is, for its line: `mtty.c:771`, `commit message`, '' for the whole patch. */
export function placeWords({ place }: Pick<ThreadView['comment'], 'place'>): string {
  switch (place.kind) {
    case 'line':
      return `${baseName(place.path)}:${place.line}`
    case 'hunk':
    case 'file':
      return baseName(place.path)
    case 'message':
      return 'commit message'
    case 'notes':
      return 'notes'
    case 'unplaced':
      return ''
  }
}

function baseName(path: string): string {
  return path.split('/').at(-1) ?? path
}

/** Replies shown of a long thread: the first ones and the last. */
const FIRST = 4
const LAST = 2

/** The replies that a page shows, and those in between, which it folds. */
export function foldReplies<Reply>(replies: readonly Reply[]): {
  readonly first: readonly Reply[]
  readonly folded: readonly Reply[]
  readonly last: readonly Reply[]
} {
  if (replies.length <= FIRST + LAST + 1) return { first: replies, folded: [], last: [] }
  return { first: replies.slice(0, FIRST), folded: replies.slice(FIRST, -LAST), last: replies.slice(-LAST) }
}
