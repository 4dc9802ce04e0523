import { DAY_MS } from '../isoTime'
import { slotOf } from './slot'
import type { SeriesMail } from './types'

/** git send-email posts a series within minutes; unthreaded mails further apart than this are not joined. */
export const MARKER_WINDOW_MS = 60 * 60_000
/** Two mails of one sending follow each other within minutes; for mails with different versions nothing else shows that they belong together. */
export const SENDING_WINDOW_MS = 10 * 60_000
/** A cover that is sent again in answer to itself ("forgot the list in Cc") is a copy within this time. */
const ANSWERED_COPY_WINDOW_MS = 2 * DAY_MS
/** Any other cover that is sent again after this is another one: a maintainer may use one title for every pull request. */
export const COPY_WINDOW_MS = 20 * 60_000

/** How many earlier drafts below the same mail are looked at: a flood of repeated numbers must not take quadratic time. */
export const MAX_SIBLINGS = 100

/** A posting that is being put together. */
export interface Draft {
  readonly mails: SeriesMail[]
  readonly slots: Map<number, SeriesMail>
  readonly parentId: string
  readonly repliesTo: Draft | null
  head: SeriesMail
  newestMs: number
  /** The totals that its patches announce. */
  readonly totals: Set<number | null>
  /** Whether a mail directly below its cover or first patch announces the same total: then no other total can be meant. */
  exact: boolean
}

/** Adds a mail to a draft. */
export function addMail(draft: Draft, mail: SeriesMail): void {
  draft.mails.push(mail)
  draft.slots.set(slotOf(mail), mail)
  if (slotOf(mail) < slotOf(draft.head)) draft.head = mail
  draft.newestMs = Math.max(draft.newestMs, mail.orderMs)
  if (mail.kind !== 'cover') draft.totals.add(mail.tag.total)
}

/** Whether a mail is the cover of a draft, sent again. */
export function isCopy({ kind, titleKey, orderMs, parent }: SeriesMail, { head, newestMs, totals }: Draft): boolean {
  const isCover = kind === 'cover' && head.kind === 'cover'
  // Below a cover that has its patches, another one without patches is hardly a new version.
  const after = totals.size > 0 ? MARKER_WINDOW_MS : COPY_WINDOW_MS
  const window = parent === head.id ? ANSWERED_COPY_WINDOW_MS : after
  return isCover && titleKey === head.titleKey && orderMs - newestMs <= window
}

/** Whether two mails have the same version. */
export function sameVersion(a: SeriesMail, b: SeriesMail): boolean {
  return versionMark(a) === versionMark(b)
}

/** The version of a mail as its subject gives it. */
export function versionMark({ tag }: Pick<SeriesMail, 'tag'>): string {
  return tag.dotted === null ? `${tag.version ?? 1}` : `${tag.dotted.version}.${tag.dotted.revision}`
}

/** Whether two mails are alike in what stays the same through a posting. */
export function sameMarkers(a: SeriesMail, b: SeriesMail): boolean {
  return a.tag.rfc === b.tag.rfc && a.tag.resend === b.tag.resend && a.tag.words.join(' ') === b.tag.words.join(' ')
}
