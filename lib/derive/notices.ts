import { at } from '../at'
import { byTimeThenKey } from '../byTime'
import { groupBy } from '../groupBy'
import { normaliseTitle } from '../mail/subject'
import type { SeriesMail } from '../series/types'
import type { Seat } from './types'

interface Seated {
  readonly mails: readonly SeriesMail[]
  /** By index of the mail; covers and patches have their seats already. */
  readonly seats: readonly (Seat | null)[]
}

/**
 * Assigns notices that are not in the thread of a patch: to the posting in their `Link:`, else to the last patch with that title posted
 * before them, unless two series have one. Returns seats by index of the mail. Notices below a posting stay with its thread.
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
  let above = mail.parent
  while (above !== null && seats[above] === null) above = at(mails, above).parent
  return above !== null
}

function seatByTitle(notice: SeriesMail, postings: readonly SeriesMail[], seats: Seated['seats']): Seat | undefined {
  const before = postings.filter(({ orderMs }) => orderMs <= notice.orderMs)
  const places = before.sort((a, b) => byTimeThenKey(b, a)).flatMap(({ index }) => seats[index] ?? [])
  return new Set(places.map(({ series }) => series)).size === 1 ? places[0] : undefined
}
