import { normaliseTitle } from '../../../lib/mail/subject'
import { patchNumber } from '../../../lib/patchNumber'
import type { ShortlogEntry } from '../../../lib/pull/types'
import type { Db } from '../../open'
import { readList } from '../format'
import type { PullAuthorView, PullOriginView } from './pullViews'
import type { PullRow } from './readPulls'

/** A patch that was posted in the thread of a request. */
interface PostedRow {
  readonly key: string
  readonly title: string
  readonly author_name: string
}

interface OriginRow extends PullOriginView {
  readonly listed: number
}

export interface PullPatches {
  /** The patches that a request lists by author, or, without a list, those that were posted as its patches. At most `limit`. */
  readonly listPatches: (row: PullRow, limit: number) => PullAuthorView[]
}

/** Prepares listing the patches of requests, each with the mail below the request and the earlier posting that it was taken from. */
export function openPullPatches(db: Db): PullPatches {
  const selectPosted = db.prepare<{ id: number }, PostedRow>(
    `SELECT messages.key, patches.title, patches.author_name
     FROM places JOIN messages ON messages.id = places.message JOIN patches ON patches.message = places.message
     WHERE places.head = @id ORDER BY patches.number`,
  )
  const selectBelow = db.prepare<{ id: number; name: string }, { key: string; subject: string }>(
    `SELECT messages.key, messages.subject FROM places JOIN messages ON messages.id = places.message
     WHERE places.thread = (SELECT own.thread FROM places AS own WHERE own.message = @id) AND places.parent = @id
       AND places.kind = 'pull' AND messages.from_email = @name ORDER BY messages.received_ms, messages.key`,
  )
  const selectOrigins = db.prepare<{ id: number; limit: number }, OriginRow>(
    `SELECT pulled.listed, series.key AS series, series.title, versions.label AS version, patches.number, messages.key AS messageId
     FROM pulled JOIN messages ON messages.id = pulled.message JOIN patches ON patches.message = pulled.message
          JOIN versions ON versions.id = patches.version JOIN series ON series.id = versions.series
     WHERE pulled.pull = @id AND pulled.listed < @limit ORDER BY pulled.listed, versions.position DESC`,
  )
  return {
    listPatches(row, limit) {
      const posted = selectPosted.all({ id: row.id })
      const below = selectBelow.all({ id: row.id, name: row.from_email })
      const mails = new Map([
        ...below.map(({ key, subject }) => [titleKeyOf(subject), key] as const),
        ...posted.map(({ key, title }) => [normaliseTitle(title), key] as const),
      ])
      const origins = new Map(selectOrigins.all({ id: row.id, limit }).map(toOrigin))
      let listed = 0
      return listedBy(row, posted).flatMap(({ author, titles }) => {
        const patches = titles.slice(0, limit - listed).map((title, index) => ({
          title,
          messageId: mails.get(normaliseTitle(title)) ?? null,
          original: origins.get(listed + index) ?? null,
        }))
        listed += patches.length
        return patches.length === 0 ? [] : [{ author, patches }]
      })
    },
  }
}

function toOrigin({ listed, number, ...origin }: OriginRow): readonly [listed: number, origin: PullOriginView] {
  return [listed, { ...origin, number: patchNumber(number) }]
}

function listedBy(row: PullRow, posted: readonly PostedRow[]): readonly ShortlogEntry[] {
  const shortlog = readList<ShortlogEntry>(row.shortlog)
  if (shortlog.length > 0) return shortlog
  return posted.map(({ author_name, title }) => ({ author: author_name, titles: [title] }))
}

/** The title of `[GIT PULL 05/15] title`. */
function titleKeyOf(subject: string): string {
  return normaliseTitle(subject.replace(/^(?:\[[^\]]{0,200}\]\s*)+/, ''))
}
