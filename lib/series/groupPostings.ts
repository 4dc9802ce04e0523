import { at } from '../at'
import { DAY_MS } from '../isoTime'
import { mailboxOf, sameSender } from '../mail/address'
import { memo } from '../memo'
import {
  addMail,
  type Draft,
  isCopy,
  MARKER_WINDOW_MS,
  MAX_SIBLINGS,
  SENDING_WINDOW_MS,
  sameMarkers,
  sameVersion,
  versionMark,
} from './draft'
import { joinByMarkers } from './joinByMarkers'
import { comparePosted, isPosting, slotOf } from './slot'
import type { SeriesMail } from './types'

/** Patches that answer the same missing mail belong together when they are at most a day apart. */
const SIBLING_WINDOW_MS = DAY_MS
/** Patches of a reroll that each answer their own older version arrive one by one. */
const REROLL_WINDOW_MS = 14 * DAY_MS

/** What is known of all mails before they are grouped, by their ids. */
interface Known {
  /** The mails that are answered by a patch of their sender with the same total. */
  readonly exact: ReadonlySet<number>
  /** The patches whose number was sent already. */
  readonly repeated: ReadonlySet<number>
}

/**
 * Groups covers and patches into postings: first by thread (shallow, deep or chained), then as replies to the same missing mail, and,
 * when the mails have no references at all, by sender, version, total and prefix words. A second 1/4 starts a posting of its own,
 * unless it is the only number that was sent twice at once; a cover that was sent again belongs to the posting below one of its copies.
 * The result depends on the set of mails alone, not on their order. Every cover and patch is in exactly one posting; other mails are
 * ignored. Mails that the rules may join must be given together: those of one thread, and those with a marker key in common (see
 * markerKeys). Linear but for sorting.
 */
export function groupPostings(mails: readonly SeriesMail[]): (readonly SeriesMail[])[] {
  const posted = mails.filter(isPosting).sort(comparePosted)
  const byId = new Map(posted.map((mail) => [mail.id, mail]))
  const drafts: Draft[] = []
  const draftOf = new Map<number, Draft>()
  const siblings = new Map<string, Draft[]>()
  const known: Known = { exact: findExact(posted, byId), repeated: findRepeated(posted, byId) }
  for (const mail of posted) {
    const above = nearestDraft(mail, byId, draftOf)
    const draft = joinable(mail, above, siblings, known) ?? openDraft(mail, above, drafts, siblings)
    addMail(draft, mail)
    if (known.exact.has(mail.id)) draft.exact = true
    draftOf.set(mail.id, draft)
  }
  return joinByMarkers(drafts).map(({ mails: own }) => own)
}

/** The mails that are answered by a patch of their sender with the same total. */
function findExact(posted: readonly SeriesMail[], byId: ReadonlyMap<number, SeriesMail>): Set<number> {
  const exact = new Set<number>()
  for (const { parent, tag, from } of posted) {
    const above = parent === null ? undefined : byId.get(parent)
    if (above !== undefined && above.tag.total === tag.total && sameSender(above.from, from)) exact.add(above.id)
  }
  return exact
}

/** The patches that repeat the number of another one below the same mail, when that is the only number sent twice there. */
function findRepeated(posted: readonly SeriesMail[], byId: ReadonlyMap<number, SeriesMail>): Set<number> {
  const below = new Map<string, Map<number, SeriesMail[]>>()
  for (const mail of posted) {
    const above = mail.parent === null ? undefined : byId.get(mail.parent)
    if (above === undefined || mail.tag.number === null || !sameSender(above.from, mail.from)) continue
    if (above.tag.total !== mail.tag.total) continue
    const slots = memo(below, `${above.id} ${versionMark(mail)}`, () => new Map([[slotOf(above), [above]]]))
    memo(slots, slotOf(mail), () => []).push(mail)
  }
  const repeated = new Set<number>()
  for (const slots of below.values()) {
    const [twice, ...others] = [...slots.values()].filter((mails) => mails.length > 1)
    if (twice === undefined || others.length > 0 || slots.size < 3) continue
    for (const { id } of twice.slice(1)) repeated.add(id)
  }
  return repeated
}

function nearestDraft(
  mail: SeriesMail,
  byId: ReadonlyMap<number, SeriesMail>,
  draftOf: ReadonlyMap<number, Draft>,
): Draft | null {
  for (let above = mail.above; above !== null; above = byId.get(above)?.above ?? null) {
    const draft = draftOf.get(above)
    if (draft !== undefined) return draft
  }
  return null
}

function joinable(
  mail: SeriesMail,
  above: Draft | null,
  siblings: ReadonlyMap<string, readonly Draft[]>,
  known: Known,
): Draft | undefined {
  if (above !== null && (isLonePatchOf(mail, above) || (mail.tag.total !== null && belongsTo(mail, above, known))))
    return above
  if (mail.tag.total === null) return undefined
  if (mail.parent === null && mail.ghost === null) return undefined
  // `[PATCH v2 1/2]` and, days later, `[PATCH v2 2/2]`, each in reply to its own v1, form one v2.
  const isReroll = (draft: Draft) => above !== null && draft.repliesTo === above && mail.tag.version !== null
  const near = (siblings.get(siblingKey(mail, above)) ?? []).slice(-MAX_SIBLINGS)
  return near.findLast(
    (draft) =>
      (draft.parentId === parentIdOf(mail) || isReroll(draft)) &&
      sameMarkers(mail, draft.head) &&
      belongsTo(mail, draft, known) &&
      mail.orderMs - draft.newestMs <= (isReroll(draft) ? REROLL_WINDOW_MS : SIBLING_WINDOW_MS),
  )
}

/** Equal for drafts that the rules in joinable may take: below one draft or, without one, below one mail. */
function siblingKey(mail: SeriesMail, above: Draft | null): string {
  const place = above === null ? parentIdOf(mail) : `draft ${at(above.mails, 0).id}`
  return `${mailboxOf(mail.from)} ${mail.tag.total} ${mail.tag.words.join(' ')} ${place}`
}

/** Whether a mail is a single patch without a number, in reply to the cover `[PATCH 0/1]` of its sender. */
function isLonePatchOf(mail: SeriesMail, draft: Draft): boolean {
  const { head } = draft
  const single = head.kind === 'cover' && head.tag.total === 1 && !draft.slots.has(1)
  const version = mail.tag.version ?? head.tag.version
  return (
    single &&
    mail.tag.number === null &&
    mail.kind === 'patch' &&
    version === head.tag.version &&
    sameSender(mail.from, head.from)
  )
}

function parentIdOf(mail: SeriesMail): string {
  return mail.ghost ?? (mail.parent === null ? '' : `#${mail.parent}`)
}

/** Whether a draft has a free slot for a mail with its total, sender and version; a patch without a version has that of its cover. */
function belongsTo(mail: SeriesMail, draft: Draft, { exact, repeated }: Known): boolean {
  const { head } = draft
  if (!sameSender(mail.from, head.from)) return false
  if (draft.slots.has(slotOf(mail))) {
    const again = repeated.has(mail.id) ? mail.orderMs - draft.newestMs <= SENDING_WINDOW_MS : false
    const copy = isCopy(mail, draft) && !(draft.exact && exact.has(mail.id))
    if (!again && !copy) return false
  }
  if (!sameTotal(mail, draft) && !isMiscounted(mail, draft)) return false
  const unlabelled = mail.tag.version === null && mail.tag.dotted === null && mail.kind === 'patch'
  return (unlabelled && head.kind === 'cover') || sameVersion(mail, head) || isOneSending(mail, draft)
}

/** Whether a mail was sent with a draft although it has another version: a slip, or versions that are counted for each patch. */
function isOneSending(mail: SeriesMail, draft: Draft): boolean {
  return mail.kind === 'patch' && sameTotal(mail, draft) && mail.orderMs - draft.newestMs <= SENDING_WINDOW_MS
}

/** Whether a draft announces the total of a mail. A cover without a number has that of its patches. */
function sameTotal({ parent, tag: { total } }: SeriesMail, { head, totals }: Draft): boolean {
  if (head.kind !== 'cover' || head.tag.number !== null) return head.tag.total === total
  return totals.size === 0 ? parent === head.id : totals.has(total)
}

/** Whether the cover has the wrong total: it says 00/17 and its patches 01/18 to 18/18 (<20220215005040.52697-1-akrowiak@linux.ibm.com>). */
function isMiscounted(mail: SeriesMail, draft: Draft): boolean {
  const { head } = draft
  return (
    head.kind === 'cover' &&
    !draft.exact &&
    mail.parent === head.id &&
    mail.orderMs - head.orderMs <= MARKER_WINDOW_MS &&
    (draft.totals.size === 0 || (draft.totals.size === 1 && draft.totals.has(mail.tag.total)))
  )
}

function openDraft(mail: SeriesMail, above: Draft | null, drafts: Draft[], siblings: Map<string, Draft[]>): Draft {
  const draft: Draft = {
    mails: [],
    slots: new Map(),
    parentId: parentIdOf(mail),
    repliesTo: above,
    head: mail,
    newestMs: mail.orderMs,
    totals: new Set(),
    exact: false,
  }
  drafts.push(draft)
  const key = siblingKey(mail, above)
  const near = siblings.get(key)
  if (near === undefined) siblings.set(key, [draft])
  else near.push(draft)
  return draft
}
