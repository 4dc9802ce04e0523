import { at } from '../at'
import { compareText } from '../byTime'
import { DAY_MS } from '../isoTime'
import { mailboxOf, sameSender } from '../mail/address'
import type { SeriesMail, Version } from './types'

/** git send-email posts a series within minutes; unthreaded mails further apart than this are not joined. */
const MARKER_WINDOW_MS = 60 * 60_000
/** Two mails of one sending follow each other within minutes; for mails with different versions nothing else shows that they belong together. */
const SENDING_WINDOW_MS = 10 * 60_000
/** When a sending broke off, the rest follows within hours. Not more, since only mails half a day apart are sure to have a marker key in common. */
const REST_WINDOW_MS = DAY_MS / 2
/** Patches that answer the same missing mail belong together when they are at most a day apart. */
const SIBLING_WINDOW_MS = DAY_MS
/** Patches of a reroll that each answer their own older version arrive one by one. */
const REROLL_WINDOW_MS = 14 * DAY_MS

/** How many earlier drafts below the same mail are looked at: a flood of repeated numbers must not take quadratic time. */
const MAX_SIBLINGS = 100

interface Draft {
  readonly mails: SeriesMail[]
  readonly slots: Map<number, SeriesMail>
  readonly parentId: string
  readonly repliesTo: Draft | null
  head: SeriesMail
  oldestMs: number
  newestMs: number
  /** The totals that its patches announce. */
  readonly totals: Set<number | null>
  /** Whether a mail directly below its head announces the same total: then no other total can be meant. */
  readonly exact: boolean
}

/**
 * Groups covers and patches into postings: first by thread (shallow, deep or chained), then as replies to the same missing mail, and,
 * when the mails have no references at all, by sender, version, total and prefix words. A slot is never filled twice: a second 1/4
 * starts a posting of its own. The result depends on the set of mails alone, not on their order. Every cover and patch is in
 * exactly one posting; other mails are ignored. Mails that the rules may join must be given together: those of one thread, and of
 * unthreaded ones those with a marker key in common (see markerKeys). Linear but for sorting.
 */
export function groupPostings(mails: readonly SeriesMail[]): (readonly SeriesMail[])[] {
  const posted = mails.filter(isPosting).sort(comparePosted)
  const byId = new Map(posted.map((mail) => [mail.id, mail]))
  const drafts: Draft[] = []
  const draftOf = new Map<number, Draft>()
  const siblings = new Map<string, Draft[]>()
  const exact = findExact(posted, byId)
  for (const mail of posted) {
    const above = nearestDraft(mail, byId, draftOf)
    const draft = joinable(mail, above, siblings) ?? openDraft(mail, above, drafts, siblings, exact)
    addMail(draft, mail)
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

/** By time, where a mail comes after the one above it even within a second; then by number. */
function comparePosted(a: SeriesMail, b: SeriesMail): number {
  return a.orderMs - b.orderMs || a.depth - b.depth || slotOf(a) - slotOf(b) || compareText(a.key, b.key)
}

/** Whether a mail is part of a posting: a cover letter or a patch. */
export function isPosting({ kind }: Pick<SeriesMail, 'kind'>): boolean {
  return kind === 'cover' || kind === 'patch'
}

/** The cover or patch of another posting that this one answers: the one above the first of its mails that has one. */
export function findAbove(mails: readonly SeriesMail[]): number | null {
  const own = new Set(mails.map(({ id }) => id))
  const outside = mails.filter(({ above }) => above !== null && !own.has(above))
  return outside.length === 0 ? null : outside.reduce((a, b) => (comparePosted(b, a) < 0 ? b : a)).above
}

/** What the mails of one posting say together. `repliesTo`: the head of the version that has the mail above them, see findAbove. */
export function assembleVersion(mails: readonly SeriesMail[], repliesTo: number | null): Version {
  const slots = new Map(mails.map((mail) => [slotOf(mail), mail]))
  const cover = slots.get(0) ?? null
  const numbers = [...slots.keys()].filter((slot) => slot > 0).sort((a, b) => a - b)
  const head = headOf(mails)
  // When the mails of one posting disagree, somebody forgot to raise the number.
  const labelled = [...mails]
    .sort(comparePosted)
    .flatMap(({ tag: { version, dotted } }) => (version === null ? [] : [{ version, dotted }]))
    .sort((a, b) => b.version - a.version)[0]
  const first = numbers[0]
  return {
    version: labelled?.version ?? 1,
    // A letter is surely a version; a dotted number may be one of the kernel, see readRevision.
    revision: labelled?.dotted?.revision ?? null,
    labelled: labelled !== undefined,
    rfc: head.tag.rfc,
    resend: head.tag.resend,
    // When cover and patches disagree, the patches are right.
    total: ((first === undefined ? undefined : slots.get(first)) ?? head).tag.total ?? 1,
    words: head.tag.words,
    cover,
    patches: numbers.flatMap((number) => {
      const mail = slots.get(number)
      return mail === undefined ? [] : [{ number, mail }]
    }),
    head,
    repliesTo,
  }
}

/** The cover, else the patch with the lowest number. Throws on an empty list. */
export function headOf(mails: readonly SeriesMail[]): SeriesMail {
  return mails.reduce((head, mail) => (slotOf(mail) < slotOf(head) ? mail : head), at(mails, 0))
}

/**
 * `[PATCH v3] title` in reply to v2, which has a patch with that title as 4/8, is v3 4/8: <20220725130859.48740-1-frankja@linux.ibm.com>.
 * A patch with a number of its own keeps it. `older`: the version that it replies to.
 */
export function placeReroll(version: Version, older: Version | undefined): Version {
  const lone = version.patches[0]
  if (lone === undefined || older === undefined || version.cover !== null || lone.mail.tag.number !== null)
    return version
  const old = older.patches.find(
    ({ mail }) => mail.titleKey === lone.mail.titleKey && sameSender(mail.from, lone.mail.from),
  )
  if (old === undefined || older.total === 1 || version.version <= older.version) return version
  return { ...version, total: older.total, patches: [{ number: old.number, mail: lone.mail }] }
}

/**
 * `[PATCH v5.1 2/2]` replaces a patch of v5 when its sender posted a v5 that it answers or shares a title with. Otherwise it names a
 * kernel version (`[PATCH v5.4 1/1]`), which is far more common. `others`: versions that it may answer or share a title with.
 */
export function readRevision(version: Version, others: () => readonly Version[]): Version {
  const dotted = version.head.tag.dotted
  if (dotted === null || version.labelled) return version
  const titles = new Set(titlesOf(version))
  const replaced = others().find(
    (other) =>
      (other.labelled || dotted.version === 1) &&
      other.version === dotted.version &&
      sameSender(other.head.from, version.head.from) &&
      (other.head.id === version.repliesTo || titlesOf(other).some((title) => titles.has(title))),
  )
  if (replaced === undefined) return version
  return { ...version, version: dotted.version, revision: dotted.revision, labelled: true, rfc: replaced.rfc }
}

function titlesOf({ head, patches }: Version): string[] {
  return [head, ...patches.map(({ mail }) => mail)].map(({ titleKey }) => titleKey)
}

/** The number of a mail in its version: 1 for a single patch (`[PATCH]`), and one above the total for a patch that was inserted (`2.5/3`). */
function slotOf({ tag: { number, total } }: SeriesMail): number {
  return number === null ? 1 : Number.isInteger(number) ? number : (total ?? 0) + Math.ceil(number)
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
): Draft | undefined {
  if (above !== null && (isLonePatchOf(mail, above) || (mail.tag.total !== null && belongsTo(mail, above))))
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
      belongsTo(mail, draft) &&
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
function belongsTo(mail: SeriesMail, draft: Draft): boolean {
  const { head } = draft
  if (draft.slots.has(slotOf(mail)) || !sameSender(mail.from, head.from)) return false
  if (head.tag.total !== mail.tag.total && !isMiscounted(mail, draft)) return false
  const unlabelled = mail.tag.version === null && mail.tag.dotted === null && mail.kind === 'patch'
  return (unlabelled && head.kind === 'cover') || sameVersion(mail, head) || isOneSending(mail, draft)
}

/** Whether a mail was sent with a draft although it has another version: a slip, or versions that are counted for each patch. */
function isOneSending(mail: SeriesMail, draft: Draft): boolean {
  return (
    mail.kind === 'patch' &&
    mail.tag.total === draft.head.tag.total &&
    mail.orderMs - draft.newestMs <= SENDING_WINDOW_MS
  )
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

function sameVersion(a: SeriesMail, b: SeriesMail): boolean {
  return versionMark(a) === versionMark(b)
}

function versionMark({ tag }: SeriesMail): string {
  return tag.dotted === null ? `${tag.version ?? 1}` : `${tag.dotted.version}.${tag.dotted.revision}`
}

function sameMarkers(a: SeriesMail, b: SeriesMail): boolean {
  return a.tag.rfc === b.tag.rfc && a.tag.resend === b.tag.resend && a.tag.words.join(' ') === b.tag.words.join(' ')
}

function openDraft(
  mail: SeriesMail,
  above: Draft | null,
  drafts: Draft[],
  siblings: Map<string, Draft[]>,
  exact: ReadonlySet<number>,
): Draft {
  const draft: Draft = {
    mails: [],
    slots: new Map(),
    parentId: parentIdOf(mail),
    repliesTo: above,
    head: mail,
    oldestMs: mail.orderMs,
    newestMs: mail.orderMs,
    totals: new Set(),
    exact: exact.has(mail.id),
  }
  drafts.push(draft)
  const key = siblingKey(mail, above)
  const near = siblings.get(key)
  if (near === undefined) siblings.set(key, [draft])
  else near.push(draft)
  return draft
}

function addMail(draft: Draft, mail: SeriesMail): void {
  draft.mails.push(mail)
  draft.slots.set(slotOf(mail), mail)
  if (slotOf(mail) < slotOf(draft.head)) draft.head = mail
  draft.oldestMs = Math.min(draft.oldestMs, mail.orderMs)
  draft.newestMs = Math.max(draft.newestMs, mail.orderMs)
  if (mail.kind !== 'cover') draft.totals.add(mail.tag.total)
}

/** Merges drafts whose first mail has no references, when markers and time match and no slot is filled twice. */
function joinByMarkers(drafts: readonly Draft[]): Draft[] {
  const result: Draft[] = []
  const rootless = new Map<string, Draft[]>()
  for (const draft of drafts) {
    const { head } = draft
    if (at(draft.mails, 0).answers || head.tag.total === null || head.tag.total < 2) {
      result.push(draft)
      continue
    }
    const key = `${mailboxOf(head.from)} ${head.tag.total} ${versionMark(head)} ${head.tag.words.join(' ')}`
    const near = rootless.get(key) ?? []
    const target = near.slice(-MAX_SIBLINGS).find((other) => joinsByMarkers(draft, other))
    if (target === undefined) {
      result.push(draft)
      rootless.set(key, [...near.slice(-MAX_SIBLINGS), draft])
    } else for (const mail of draft.mails) addMail(target, mail)
  }
  return result
}

function joinsByMarkers(draft: Draft, other: Draft): boolean {
  const gap = draft.oldestMs - other.newestMs
  return (
    sameSender(draft.head.from, other.head.from) &&
    sameMarkers(draft.head, other.head) &&
    [...draft.slots.keys()].every((slot) => !other.slots.has(slot)) &&
    (gap <= MARKER_WINDOW_MS || (gap <= REST_WINDOW_MS && isRest(draft, other)))
  )
}

/** Whether a draft begins with the patch after the last one of another: the sending broke off there, or a patch was added. */
function isRest(draft: Draft, other: Draft): boolean {
  return slotOf(draft.head) === Math.max(...other.slots.keys()) + 1
}
