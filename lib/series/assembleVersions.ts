import { byTimeThenKey, compareText } from '../byTime'
import { DAY_MS } from '../isoTime'
import { sameSender } from '../mail/address'
import type { SeriesMail, Version } from './types'

/** git send-email posts a series within minutes; unthreaded mails further apart than this are not joined. */
const MARKER_WINDOW_MS = 60 * 60_000
/** Patches that answer the same missing mail belong together when they are at most a day apart. */
const SIBLING_WINDOW_MS = DAY_MS
/** Patches of a reroll that each answer their own older version arrive one by one. */
const REROLL_WINDOW_MS = 14 * DAY_MS

interface Draft {
  readonly mails: SeriesMail[]
  readonly slots: Map<number, SeriesMail>
  readonly parentId: string
  readonly repliesTo: Draft | null
}

/**
 * Groups covers and patches into versions: first by thread (shallow, deep or chained), then as replies to the same missing mail, and,
 * when the mails have no references at all, by sender, version, total and prefix words. A slot is never filled twice: a second 1/4
 * starts a version of its own. The result depends on the set of mails alone, not on their order. Every cover and patch is in
 * exactly one version. Versions are ordered by the time of their head.
 */
export function assembleVersions(mails: readonly SeriesMail[]): Version[] {
  const posted = mails
    .filter((mail) => mail.kind === 'cover' || mail.kind === 'patch')
    .sort((a, b) => a.orderMs - b.orderMs || slotOf(a) - slotOf(b) || compareText(a.key, b.key))
  const drafts: Draft[] = []
  const draftOf = new Map<number, Draft>()
  for (const mail of posted) {
    const above = nearestDraft(mail, mails, draftOf)
    const draft = joinable(mail, above, drafts) ?? openDraft(mail, above, drafts)
    draft.mails.push(mail)
    draft.slots.set(slotOf(mail), mail)
    draftOf.set(mail.index, draft)
  }
  const merged = joinByMarkers(drafts)
  const finished = merged.sort((a, b) => byTimeThenKey(headOf(a), headOf(b)))
  const versions = finished.map((draft) => closeDraft(draft, finished))
  return versions.map((version) => readRevision(version, versions)).map((version) => placeReroll(version, versions))
}

/**
 * `[PATCH v3] title` in reply to v2, which has a patch with that title as 4/8, is v3 4/8: <20220725130859.48740-1-frankja@linux.ibm.com>.
 * A patch with a number of its own keeps it.
 */
function placeReroll(version: Version, all: readonly Version[]): Version {
  const [lone, older] = [version.patches[0], version.repliesTo === null ? undefined : all[version.repliesTo]]
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
 * kernel version (`[PATCH v5.4 1/1]`), which is far more common.
 */
function readRevision(version: Version, all: readonly Version[]): Version {
  const dotted = version.head.tag.dotted
  if (dotted === null || version.labelled) return version
  const titles = new Set([version.head, ...version.patches.map(({ mail }) => mail)].map(({ titleKey }) => titleKey))
  const replaced = all.find(
    (other, index) =>
      other.labelled &&
      other.version === dotted.version &&
      sameSender(other.head.from, version.head.from) &&
      (index === version.repliesTo ||
        [other.head, ...other.patches.map(({ mail }) => mail)].some((mail) => titles.has(mail.titleKey))),
  )
  if (replaced === undefined) return version
  return { ...version, version: dotted.version, revision: dotted.revision, labelled: true, rfc: replaced.rfc }
}

/** The number of a mail in its version; a single patch (`[PATCH]`) is number 1. */
function slotOf(mail: SeriesMail): number {
  return mail.tag.number ?? 1
}

function nearestDraft(
  mail: SeriesMail,
  mails: readonly SeriesMail[],
  draftOf: ReadonlyMap<number, Draft>,
): Draft | null {
  for (let at = mail.parent; at !== null; at = mails[at]?.parent ?? null) {
    const draft = draftOf.get(at)
    if (draft !== undefined) return draft
  }
  return null
}

function joinable(mail: SeriesMail, above: Draft | null, drafts: readonly Draft[]): Draft | undefined {
  if (above !== null && (isLonePatchOf(mail, above) || (mail.tag.total !== null && belongsTo(mail, above))))
    return above
  if (mail.tag.total === null) return undefined
  if (mail.parent === null && mail.ghost === null) return undefined
  const parentId = parentIdOf(mail)
  // `[PATCH v2 1/2]` and, days later, `[PATCH v2 2/2]`, each in reply to its own v1, form one v2.
  const isReroll = (draft: Draft) => above !== null && draft.repliesTo === above && mail.tag.version !== null
  const siblings = drafts.filter(
    (draft) =>
      (draft.parentId === parentId || isReroll(draft)) &&
      sameMarkers(mail, headOf(draft)) &&
      belongsTo(mail, draft) &&
      mail.orderMs - newestMs(draft) <= (isReroll(draft) ? REROLL_WINDOW_MS : SIBLING_WINDOW_MS),
  )
  return siblings[siblings.length - 1]
}

/** Whether a mail is a single patch without a number, in reply to the cover `[PATCH 0/1]` of its sender. */
function isLonePatchOf(mail: SeriesMail, draft: Draft): boolean {
  const head = headOf(draft)
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
  const head = headOf(draft)
  if (draft.slots.has(slotOf(mail)) || !sameSender(mail.from, head.from)) return false
  if (head.tag.total !== mail.tag.total && !isMiscounted(mail, draft)) return false
  const unlabelled = mail.tag.version === null && mail.tag.dotted === null && mail.kind === 'patch'
  return (unlabelled && head.kind === 'cover') || sameVersion(mail, head)
}

/** Whether the cover has the wrong total: it says 00/17 and its patches 01/18 to 18/18 (<20220215005040.52697-1-akrowiak@linux.ibm.com>). */
function isMiscounted(mail: SeriesMail, draft: Draft): boolean {
  const head = headOf(draft)
  const patches = draft.mails.filter((other) => other !== head)
  return (
    head.kind === 'cover' &&
    mail.parent === head.index &&
    mail.orderMs - head.orderMs <= MARKER_WINDOW_MS &&
    patches.every((other) => other.tag.total === mail.tag.total)
  )
}

function sameVersion(a: SeriesMail, b: SeriesMail): boolean {
  const mark = (mail: SeriesMail) =>
    mail.tag.dotted === null ? `${mail.tag.version ?? 1}` : `${mail.tag.dotted.version}.${mail.tag.dotted.revision}`
  return mark(a) === mark(b)
}

function sameMarkers(a: SeriesMail, b: SeriesMail): boolean {
  return a.tag.rfc === b.tag.rfc && a.tag.resend === b.tag.resend && a.tag.words.join(' ') === b.tag.words.join(' ')
}

function openDraft(mail: SeriesMail, above: Draft | null, drafts: Draft[]): Draft {
  const draft: Draft = {
    mails: [],
    slots: new Map(),
    parentId: parentIdOf(mail),
    repliesTo: above,
  }
  drafts.push(draft)
  return draft
}

function headOf(draft: Draft): SeriesMail {
  const numbers = [...draft.slots.keys()]
  const head = draft.slots.get(numbers.includes(0) ? 0 : Math.min(...numbers))
  if (head === undefined) throw new Error('a version without mails')
  return head
}

function newestMs(draft: Draft): number {
  return Math.max(...draft.mails.map((mail) => mail.orderMs))
}

function oldestMs(draft: Draft): number {
  return Math.min(...draft.mails.map((mail) => mail.orderMs))
}

/** Merges drafts whose first mail has no references, when markers and time match and no slot is filled twice. */
function joinByMarkers(drafts: readonly Draft[]): Draft[] {
  const result: Draft[] = []
  for (const draft of drafts) {
    const head = headOf(draft)
    const rootless = draft.mails[0]?.answers === false && head.tag.total !== null && head.tag.total > 1
    const target = rootless ? result.find((other) => joinsByMarkers(draft, other)) : undefined
    if (target === undefined) {
      result.push(draft)
      continue
    }
    for (const mail of draft.mails) {
      target.mails.push(mail)
      target.slots.set(slotOf(mail), mail)
    }
  }
  return result
}

function joinsByMarkers(draft: Draft, other: Draft): boolean {
  const [a, b] = [headOf(draft), headOf(other)]
  return (
    other.mails[0]?.answers === false &&
    a.tag.total === b.tag.total &&
    sameSender(a.from, b.from) &&
    sameVersion(a, b) &&
    sameMarkers(a, b) &&
    [...draft.slots.keys()].every((slot) => !other.slots.has(slot)) &&
    oldestMs(draft) - newestMs(other) <= MARKER_WINDOW_MS
  )
}

function closeDraft(draft: Draft, all: readonly Draft[]): Version {
  const head = headOf(draft)
  const cover = draft.slots.get(0) ?? null
  const numbers = [...draft.slots.keys()].filter((slot) => slot > 0).sort((a, b) => a - b)
  const labelled = draft.mails.find((mail) => mail.tag.version !== null)
  const repliesTo = draft.repliesTo === null ? -1 : all.indexOf(draft.repliesTo)
  return {
    version: labelled?.tag.version ?? 1,
    revision: null,
    labelled: labelled !== undefined,
    rfc: head.tag.rfc,
    resend: head.tag.resend,
    // When cover and patches disagree, the patches are right.
    total: (draft.slots.get(Math.min(...numbers)) ?? head).tag.total ?? 1,
    words: head.tag.words,
    cover,
    patches: numbers.flatMap((number) => {
      const mail = draft.slots.get(number)
      return mail === undefined ? [] : [{ number, mail }]
    }),
    head,
    repliesTo: repliesTo < 0 ? null : repliesTo,
  }
}
