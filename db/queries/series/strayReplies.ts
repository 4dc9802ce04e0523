import { normaliseTitle, parseSubject, type SubjectTag } from '../../../lib/mail/subject'
import { parseReply } from '../../../lib/review/replyText'
import { joinMatch, matchText } from '../../../lib/search/cover'
import { readText } from '../../mail/messageText'
import type { PackedMail } from '../../mail/packedMail'
import type { Db } from '../../open'
import { isoTime, person } from '../format'
import type { StrayReplyView, VersionView } from '../views'

/** Titles of one series that are looked for: those of the newest versions. */
const MAX_TITLES = 60
/** Characters of a title that is looked for. */
const MAX_LENGTH = 300
/** Mails with the words of a title in their subjects that are looked at: the ones imported last. */
const MAX_HITS = 5_000
/** Of these, replies outside of series that are compared with the titles, the oldest first. */
const MAX_MAILS = 200
/** Mails that are listed and read, and tags of one of them. */
const MAX_LISTED = 30
const MAX_TAGS = 10

interface MailRow {
  readonly id: number
  readonly key: string
  readonly subject: string
  readonly from_name: string
  readonly from_email: string
  readonly order_ms: number
}

/** A cover letter (number 0) or patch that a subject may name. */
interface Named {
  readonly version: VersionView
  readonly number: number
  readonly title: string
}

/**
 * The replies whose parent cannot be found in the archive and whose subject names a patch or the cover letter of this series, oldest first.
 * They belong to no series, so what they say is shown and does not count; a subject that several series have is listed beside each of them.
 * They are looked up when a page is shown, since a row for each would be outdated by any mail with the same title. A title of one word
 * names too many series to be looked for.
 */
export function listStrayReplies(db: Db, title: string, versions: readonly VersionView[]): StrayReplyView[] {
  const named = versions.flatMap((version): Named[] => [
    ...version.patches.map((patch) => ({ version, number: patch.number, title: normaliseTitle(patch.title) })),
    ...(version.cover === null ? [] : [{ version, number: 0, title: normaliseTitle(title) }]),
  ])
  const titles = [...new Set(named.map((one) => one.title))]
    .filter((one) => one.includes(' ') && one.length <= MAX_LENGTH)
    .slice(-MAX_TITLES)
  if (titles.length === 0) return []
  const match = joinMatch(
    titles.map((one) => matchText('subject', one)),
    'OR',
  )
  const rows = db
    .prepare<{ match: string; hits: number; limit: number }, MailRow>(
      `SELECT messages.id, messages.key, messages.subject, messages.from_name, messages.from_email, places.order_ms
       FROM (SELECT rowid FROM mail_search WHERE mail_search MATCH @match ORDER BY rowid DESC LIMIT @hits) AS hit
            CROSS JOIN places ON places.message = hit.rowid JOIN messages ON messages.id = hit.rowid
       WHERE places.kind = 'reply' AND places.series IS NULL
       ORDER BY places.order_ms, messages.key LIMIT @limit`,
    )
    .all({ match, hits: MAX_HITS, limit: MAX_MAILS })
  const found = rows.flatMap((row) => {
    const tag = parseSubject(row.subject)
    const place = tag.reply ? findPlace(tag, named) : undefined
    return place === undefined ? [] : [{ row, place }]
  })
  const selectText = db.prepare<{ id: number }, PackedMail & { readonly text: Buffer }>(
    'SELECT messages.text, mails.raw, mails.body FROM messages JOIN mails USING (id) WHERE messages.id = @id',
  )
  return found.slice(0, MAX_LISTED).flatMap(({ row, place }) => {
    const stored = selectText.get({ id: row.id })
    if (stored === undefined) return []
    const from = person(row.from_name, row.from_email)
    const { tags } = parseReply(readText(stored).body, from)
    return {
      messageId: row.key,
      subject: row.subject,
      from,
      received: isoTime(row.order_ms),
      ...place,
      tags: tags.slice(0, MAX_TAGS).map(({ name, value }) => ({ name, value })),
    }
  })
}

/**
 * The patch or cover letter that a subject names: one of these, or one of a version that was not imported (`label` is null) whose title
 * these have; undefined for the title of another series.
 */
function findPlace(tag: SubjectTag, named: readonly Named[]): Pick<StrayReplyView, 'label' | 'patch'> | undefined {
  const wanted = normaliseTitle(tag.title)
  const alike = named.filter(({ title }) => title === wanted)
  const exact = alike.findLast((one) => isExact(tag, one))
  if (exact !== undefined) return { label: exact.version.label, patch: exact.number }
  const newest = alike.at(-1)
  return newest === undefined ? undefined : { label: null, patch: tag.number ?? newest.number }
}

/** Whether version, number and total of a subject are those of a patch. A single patch has no number. */
function isExact(tag: SubjectTag, { version, number }: Named): boolean {
  const numbered = tag.number === null || tag.total === null || (tag.number === number && tag.total === version.total)
  return numbered && (tag.version ?? 1) === version.version
}
