import { groupBy } from '../groupBy'
import { normaliseTitle } from '../mail/subject'
import type { SeriesMail } from '../series/types'
import type { Seat } from './types'

interface Seated {
  readonly mails: readonly SeriesMail[]
  /** By index of the mail: covers and patches have their seats. */
  readonly seats: readonly (Seat | null)[]
}

/**
 * Where notices belong that no thread brings to a patch: with the posting that their `Link:` names, else with the last patch of that title
 * posted before them, unless two series have one. Gives the seats by index of the mail. Notices below a posting are left to the thread.
 */
export function seatNotices({ mails, seats }: Seated): Map<number, Seat> {
  const byId = new Map(mails.map((mail) => [mail.messageId, mail.index]))
  const seated = mails.filter(({ kind, index }) => kind === 'patch' && seats[index] !== null)
  const byTitle = groupBy(seated, ({ titleKey }) => titleKey)
  const found = new Map<number, Seat>()
  for (const mail of mails) {
    const { notice } = mail
    if (mail.kind !== 'notice' || notice === undefined || isBelowPosting(mail, mails, seats)) continue
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
