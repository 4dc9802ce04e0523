import { normaliseTitle } from '../../../lib/mail/subject'
import { patchNumber } from '../../../lib/patchNumber'
import type { ShortlogEntry } from '../../../lib/pull/types'
import { hashKey, ownTitleKey, patchTitleKey } from '../../../lib/series/keys'
import type { Db } from '../../open'
import { readList } from '../format'
import type { PullAuthorView, PullOriginView, PullPatchView } from './pullViews'
import type { PullRow } from './readPulls'

/** A patch that was posted in the thread of a request. */
interface PostedRow {
  readonly key: string
  readonly title: string
  readonly author_name: string
  readonly author_email: string
}

interface OriginRow extends PullOriginView {
  readonly own: 0 | 1
}

/** Postings with one title that are looked at. */
const MAX_POSTINGS = 60

export interface PullPatches {
  /** The patches that a request lists by author, or, without a list, those that were posted as its patches. At most `limit`. */
  readonly listPatches: (row: PullRow, limit: number) => PullAuthorView[]
}

/**
 * Prepares finding the earlier posting of each patch of a request: one with the same title and author, received before the request. Postings by
 * the author or by the sender of the request come first, so that no copy by somebody else makes it unclear. When two series
 * are left, nothing is said.
 */
export function openPullPatches(db: Db): PullPatches {
  const selectPosted = db.prepare<{ id: number }, PostedRow>(
    `SELECT messages.key, patches.title, patches.author_name, patches.author_email
     FROM places JOIN messages ON messages.id = places.message JOIN patches ON patches.message = places.message
     WHERE places.head = @id ORDER BY patches.number`,
  )
  const selectBelow = db.prepare<{ id: number; name: string }, { key: string; subject: string }>(
    `SELECT messages.key, messages.subject FROM places JOIN messages ON messages.id = places.message
     WHERE places.thread = (SELECT own.thread FROM places AS own WHERE own.message = @id) AND places.parent = @id
       AND places.kind = 'pull' AND messages.from_email = @name ORDER BY messages.received_ms, messages.key`,
  )
  const selectOrigins = db.prepare<
    { keys: string; author: string; before: number; pull: number; mailbox: string; sender: string; limit: number },
    OriginRow
  >(
    `SELECT series.key AS series, series.title, versions.label AS version, patches.number, messages.key AS messageId,
            messages.from_email = patches.author_email OR messages.from_email = @sender AS own
     FROM edges JOIN patches ON patches.message = edges.message JOIN versions ON versions.id = patches.version
          JOIN series ON series.id = versions.series JOIN messages ON messages.id = patches.message
     WHERE edges.key IN (SELECT value FROM json_each(@keys)) AND lower(patches.author_name) = lower(@author)
       AND messages.received_ms < @before AND versions.head <> @pull
       AND NOT EXISTS (SELECT 1 FROM pulls WHERE pulls.message = versions.head AND (pulls.reposted = 1 OR pulls.mailbox = @mailbox))
     ORDER BY own DESC, messages.received_ms DESC, messages.key LIMIT @limit`,
  )
  return {
    listPatches(row, limit) {
      const posted = selectPosted.all({ id: row.id })
      const below = selectBelow.all({ id: row.id, name: row.from_email })
      const mails = new Map([
        ...below.map(({ key, subject }) => [titleKeyOf(subject), key] as const),
        ...posted.map(({ key, title }) => [normaliseTitle(title), key] as const),
      ])
      const emails = new Map(posted.map(({ title, author_email }) => [normaliseTitle(title), author_email]))
      const known = new Map<string, PullOriginView | null>()
      const toPatch = (author: string, title: string): PullPatchView => {
        const titleKey = normaliseTitle(title)
        const name = JSON.stringify([author, titleKey])
        const found = known.get(name)
        const original = found === undefined ? findOrigin(author, titleKey) : found
        known.set(name, original)
        return { title, messageId: mails.get(titleKey) ?? null, original }
      }
      const findOrigin = (author: string, titleKey: string): PullOriginView | null => {
        const people = [row.from_email, emails.get(titleKey) ?? row.from_email]
        const keys = [
          patchTitleKey(titleKey) ?? ownTitleKey({ name: '', email: row.from_email }, titleKey),
          ...people.map((email) => ownTitleKey({ name: '', email }, titleKey)),
        ]
        const found = selectOrigins.all({
          keys: JSON.stringify([...new Set(keys.map(hashKey))]),
          author,
          before: row.received_ms,
          pull: row.id,
          mailbox: row.mailbox,
          sender: row.from_email,
          limit: MAX_POSTINGS,
        })
        return chooseOrigin(found)
      }
      let left = limit
      return listed(row, posted).flatMap(({ author, titles }) => {
        const shown = titles.slice(0, left)
        left -= shown.length
        return shown.length === 0 ? [] : [{ author, patches: shown.map((title) => toPatch(author, title)) }]
      })
    },
  }
}

function listed(row: PullRow, posted: readonly PostedRow[]): readonly ShortlogEntry[] {
  const shortlog = readList<ShortlogEntry>(row.shortlog)
  if (shortlog.length > 0) return shortlog
  return posted.map(({ author_name, title }) => ({ author: author_name, titles: [title] }))
}

/** The newest posting in the only series that has one. */
function chooseOrigin(found: readonly OriginRow[]): PullOriginView | null {
  const meant = found[0]?.own === 1 ? found.filter(({ own }) => own === 1) : found
  const [first, ...others] = meant
  if (first === undefined || others.some(({ series }) => series !== first.series)) return null
  const { series, title, version, number, messageId } = first
  return { series, title, version, number: patchNumber(number), messageId }
}

/** The title of `[GIT PULL 05/15] title`. */
function titleKeyOf(subject: string): string {
  return normaliseTitle(subject.replace(/^(?:\[[^\]]{0,200}\]\s*)+/, ''))
}
