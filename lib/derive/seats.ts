import { at } from '../at'
import { groupBy } from '../groupBy'
import { isAttachedFile } from '../mail/attachedFiles'
import type { ChainEntry } from '../series/chain'
import type { SeriesMail, Version } from '../series/types'

/** Where a mail belongs in its series. */
interface Seat {
  /** Position of the version, from 1. */
  readonly position: number
  /** Number of the patch, 0 for the cover letter. Its mail may not be imported. */
  readonly number: number
}

/** The seat of a posting, with its mail. */
interface Placed extends Seat {
  readonly mail: SeriesMail
}

/** The seats of the mails of one series. */
export interface Seats {
  /** The seat of a cover or patch, by the id of its mail; undefined for one of another series. */
  readonly ofPosting: (id: number) => Seat | undefined
  /** The seat of a reply, which is in the thread below the posting `id`; undefined when that is of another series. */
  readonly ofReply: (reply: SeriesMail, id: number) => Seat | undefined
}

/**
 * Finds out which patch each mail of a series is about. A reply is about the cover or patch above it in its thread, unless its own subject
 * names another patch ("Re: [PATCH 2/3] frob: fix it"): the mail of that patch may be missing, or the reply may hang below the wrong mail. Its
 * subject counts when version and total are those of one version of the series and the title is that of the patch, or when that
 * patch is not imported. The subject of the cover letter never widens what a reply to a patch is about. Linear.
 */
export function openSeats(chain: readonly ChainEntry[]): Seats {
  const postings = chain.map(({ facts }, place) => ({ position: place + 1, posting: facts.version }))
  const seats = new Map<number, Placed>()
  for (const { position, posting } of postings) {
    if (posting.cover !== null) seats.set(posting.cover.id, { position, number: 0, mail: posting.cover })
    for (const { number, mail } of [...posting.patches, ...posting.copies]) {
      seats.set(mail.id, { position, number, mail })
    }
  }
  const byLabel = groupBy(postings, ({ posting }) => labelOf(posting.version, posting.total))
  const titles = new Map(
    postings.map(({ position, posting: { patches } }) => [
      position,
      new Map(patches.map(({ number, mail }) => [number, mail])),
    ]),
  )
  const named = ({ tag, titleKey, bareTitleKey }: SeriesMail, { position, mail: above }: Placed): Seat | undefined => {
    const { number, total } = tag
    if (number === null || total === null || number < 1 || number > total || !Number.isInteger(number)) return undefined
    const label = labelOf(tag.version ?? 1, total)
    const own = at(postings, position - 1)
    const alike = byLabel.get(label) ?? []
    // Where only the cover says "v2", the patches and the replies to them do not.
    const sameVersion = above.tag.version === tag.version && above.tag.total === total
    const inOwn = sameVersion || labelOf(own.posting.version, own.posting.total) === label
    const version = inOwn ? own : alike.length === 1 ? alike[0] : undefined
    if (version === undefined) return undefined
    const mail = titles.get(version.position)?.get(number)
    const fits = mail === undefined || mail.titleKey === titleKey || mail.bareTitleKey === bareTitleKey
    return fits ? { position: version.position, number } : undefined
  }
  return {
    ofPosting: (id) => seats.get(id),
    ofReply(reply, id) {
      const seat = seats.get(id)
      if (seat === undefined || reply.kind !== 'reply') return seat
      // Replies to a mail with attached patches are about all of them.
      return named(reply, seat) ?? (isAttachedFile(seat.mail.messageId) ? { ...seat, number: 0 } : seat)
    },
  }
}

function labelOf(version: number, total: Version['total']): string {
  return `${version} ${total}`
}
