import { groupBy } from '../../lib/groupBy'
import { normaliseTitle, parseSubject } from '../../lib/mail/subject'
import { memo } from '../../lib/memo'
import { chooseOrigin, type Origin } from '../../lib/pull/origin'
import type { ShortlogEntry } from '../../lib/pull/types'
import { hashKey, ownTitleKey, patchTitleKey } from '../../lib/series/keys'
import { isOfOtherProject } from '../../lib/series/kind'
import { patchMailKeys, titleKeys } from '../../lib/tree/commitKeys'
import type { Db } from '../open'

/** What listing the patches of a request needs of it. */
interface ListingPull {
  readonly message: number
  readonly kind: 'request' | 'release'
  readonly title: string
  readonly mailbox: string
  readonly from_email: string
  readonly received_ms: number
  readonly shortlog: string
}

/** A patch as a request lists it: in its shortlog, or without one, by posting it in its thread. */
interface ListedPatch {
  readonly author: string
  readonly titleKey: string
  /** Addresses under which it may have been posted: of the sender of the request, and of the author where that is known. */
  readonly emails: readonly string[]
  /** The patch-id of the patch as it is posted in the thread of the request; null when it is not. */
  readonly diff: string | null
}

interface PostedRow {
  readonly title: string
  readonly author_name: string
  readonly author_email: string
  readonly diff: string | null
}

interface OriginRow extends Origin {
  readonly message: number
  readonly subject: string
}

interface WithinRow {
  readonly message: number
  readonly subject: string
  readonly series: number
  readonly title: string
  readonly author: string
}

/** Postings with one title that are looked at. */
const MAX_POSTINGS = 60
/** Series of one request in which short titles are looked for. */
const MAX_SERIES = 500

export interface PullOrigins {
  /** The numbers under which the postings of the listed patches are found, see hashKey. */
  readonly keysOf: (pull: ListingPull) => number[]
  /** For each listed patch the mail in which it was posted before; null where none is clear. */
  readonly find: (pull: ListingPull) => (number | null)[]
}

/**
 * Prepares finding the earlier posting of each patch of a request: one with the same title and author, received before the request, in the only
 * series that has one; else one with the same author and diff, because whoever applied it gave it another title
 * (<20210707161844.20827-12-pablo@netfilter.org>). A title too short for that is looked for in the series of its other patches. What is posted again for another request by the same sender is no earlier posting.
 */
export function openPullOrigins(db: Db): PullOrigins {
  const selectPosted = db.prepare<{ id: number }, PostedRow>(
    `SELECT patches.title, patches.author_name, patches.author_email,
            (SELECT mentions.value FROM mentions WHERE mentions.message = patches.message AND mentions.kind = 'patch' LIMIT 1) AS diff
     FROM places JOIN patches ON patches.message = places.message WHERE places.head = @id ORDER BY patches.number`,
  )
  const selectOrigins = db.prepare<
    { keys: string; author: string; before: number; pull: number; mailbox: string; sender: string; limit: number },
    OriginRow
  >(
    `SELECT patches.message, versions.series, messages.subject, messages.from_email = patches.author_email OR messages.from_email = @sender AS own
     FROM edges JOIN patches ON patches.message = edges.message JOIN versions ON versions.id = patches.version
          JOIN messages ON messages.id = patches.message
     WHERE edges.key IN (SELECT value FROM json_each(@keys)) AND lower(patches.author_name) = lower(@author)
       AND messages.received_ms < @before AND versions.head <> @pull
       AND NOT EXISTS (SELECT 1 FROM pulls WHERE pulls.message = versions.head AND (pulls.reposted = 1 OR pulls.mailbox = @mailbox))
     ORDER BY own DESC, messages.received_ms DESC, messages.key LIMIT @limit`,
  )
  const list = ({ message, shortlog, from_email }: ListingPull): ListedPatch[] => {
    const posted = selectPosted.all({ id: message })
    const known = new Map(posted.map((one) => [normaliseTitle(one.title), one]))
    const entries = JSON.parse(shortlog) as ShortlogEntry[]
    const listed =
      entries.length > 0 ? entries : posted.map((one) => ({ author: one.author_name, titles: [one.title] }))
    return listed.flatMap(({ author, titles }) =>
      titles.map((title) => {
        const titleKey = normaliseTitle(title)
        const own = known.get(titleKey)
        const emails = [...new Set([from_email, own?.author_email ?? from_email])]
        return { author, titleKey, emails, diff: own?.diff ?? null }
      }),
    )
  }
  const selectWithin = db.prepare<{ series: number; before: number; pull: number }, WithinRow>(
    `SELECT patches.message, versions.series, messages.subject, patches.title, lower(patches.author_name) AS author
     FROM versions JOIN patches ON patches.version = versions.id JOIN messages ON messages.id = patches.message
     WHERE versions.series = @series AND messages.received_ms < @before AND versions.head <> @pull
     ORDER BY messages.received_ms DESC, messages.key`,
  )
  const findBy = (keys: readonly number[], pull: ListingPull, patch: ListedPatch): OriginRow | undefined => {
    if (keys.length === 0) return undefined
    const found = selectOrigins.all({
      keys: JSON.stringify(keys),
      author: patch.author,
      before: pull.received_ms,
      pull: pull.message,
      mailbox: pull.mailbox,
      sender: pull.from_email,
      limit: MAX_POSTINGS,
    })
    return chooseOrigin(found.filter((row) => mayBeListed(row, pull)))
  }
  /** Prepares finding a patch by its author and title in the series of the patches that were found. */
  const openWithin = (pull: ListingPull, found: readonly (OriginRow | undefined)[]) => {
    const series = [...new Set(found.flatMap((one) => one?.series ?? []))].slice(0, MAX_SERIES)
    const rows = series.flatMap((one) =>
      selectWithin
        .all({ series: one, before: pull.received_ms, pull: pull.message })
        .filter((row) => mayBeListed(row, pull)),
    )
    const named = groupBy(rows, ({ author, title }) => JSON.stringify([author, normaliseTitle(title)]))
    return ({ author, titleKey }: ListedPatch): OriginRow | undefined =>
      chooseOrigin(
        (named.get(JSON.stringify([author.toLowerCase(), titleKey])) ?? []).map((row) => ({ ...row, own: 1 })),
      )
  }
  return {
    keysOf: (pull) => [...new Set(list(pull).flatMap((patch) => [...titleKeysOf(patch), ...diffKeysOf(patch)]))],
    find(pull) {
      const patches = list(pull)
      const known = new Map<string, OriginRow | undefined>()
      const found = patches.map((patch) =>
        memo(
          known,
          JSON.stringify([patch.author, patch.titleKey]),
          () => findBy(titleKeysOf(patch), pull, patch) ?? findBy(diffKeysOf(patch), pull, patch),
        ),
      )
      const within = openWithin(pull, found)
      return patches.map((patch, index) => {
        const isShort = patchTitleKey(patch.titleKey) === undefined
        return (found[index] ?? (isShort ? within(patch) : undefined))?.message ?? null
      })
    },
  }
}

/** A release of one program lists no patch of another. */
function mayBeListed({ subject }: Pick<OriginRow, 'subject'>, { kind, title }: ListingPull): boolean {
  return kind === 'request' || !isOfOtherProject(parseSubject(subject).words, title)
}

function diffKeysOf({ diff }: ListedPatch): number[] {
  return patchMailKeys([], diff).map(hashKey)
}

function titleKeysOf({ titleKey, emails }: ListedPatch): number[] {
  const shared = patchTitleKey(titleKey)
  const own = emails.map((email) => ownTitleKey({ name: '', email }, titleKey))
  // A short title means nothing without its author: <8735aoui07.ffs@tglx>.
  return [...(shared === undefined ? titleKeys(titleKey) : [shared]), ...own].map(hashKey)
}
