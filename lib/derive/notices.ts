import { parseNotice } from '../mail/notice'
import { normaliseTitle } from '../mail/subject'
import type { SeriesMail } from '../series/types'
import type { ClusterMail, Seat } from './types'

interface Seated {
  readonly cluster: readonly ClusterMail[]
  readonly mails: readonly SeriesMail[]
  /** By index of the mail: covers and patches have their seats. */
  readonly seats: readonly (Seat | null)[]
}

/**
 * Where notices belong that no thread brings to a patch: with the posting that their `Link:` names, else with the last patch of that title
 * posted before them, unless two series have one. Gives the seats by index of the mail. Notices below a posting are left to the thread.
 */
export function seatNotices({ cluster, mails, seats }: Seated): Map<number, Seat> {
  const byId = new Map(mails.map((mail) => [mail.messageId, mail.index]))
  const byTitle = new Map<string, SeriesMail[]>()
  for (const mail of mails) {
    if (mail.kind !== 'patch' || seats[mail.index] === null) continue
    const title = normaliseTitle(mail.tag.title)
    const same = byTitle.get(title)
    if (same === undefined) byTitle.set(title, [mail])
    else same.push(mail)
  }
  const found = new Map<number, Seat>()
  for (const mail of mails) {
    const stored = cluster[mail.index]
    if (mail.kind !== 'notice' || stored === undefined || isBelowPosting(mail, mails, seats)) continue
    const notice = parseNotice(stored.subject, stored.body)
    if (notice === undefined) continue
    const linked = notice.links.flatMap((id) => seats[byId.get(id) ?? -1] ?? [])[0]
    const seat = linked ?? seatByTitle(mail, byTitle.get(normaliseTitle(notice.title)) ?? [], seats)
    if (seat !== undefined) found.set(mail.index, seat)
  }
  return found
}

function isBelowPosting(mail: SeriesMail, mails: readonly SeriesMail[], seats: Seated['seats']): boolean {
  let at = mail.parent
  while (at !== null && seats[at] === null) at = mails[at]?.parent ?? null
  return at !== null
}

function seatByTitle(notice: SeriesMail, postings: readonly SeriesMail[], seats: Seated['seats']): Seat | undefined {
  const before = postings.filter(({ orderMs }) => orderMs <= notice.orderMs)
  const places = before.sort((a, b) => b.orderMs - a.orderMs).flatMap(({ index }) => seats[index] ?? [])
  return new Set(places.map(({ series }) => series)).size === 1 ? places[0] : undefined
}
