import { byTimeThenKey } from '../../../lib/byTime'
import { normaliseTitle, parseSubject, type SubjectTag } from '../../../lib/mail/subject'
import { parseReply } from '../../../lib/review/replyText'
import { readText } from '../../mail/messageText'
import type { PackedMail } from '../../mail/packedMail'
import type { Db } from '../../open'
import { isoTime, person } from '../format'
import type { StrayReplyView, VersionView } from '../views'

/** Titles of one series that are looked for. */
const MAX_TITLES = 60
/** Characters of a title that are looked for. */
const MAX_LENGTH = 300
/** Mails that are looked at. */
const MAX_MAILS = 200
/** Mails that are listed, and tags of one of them. */
const MAX_LISTED = 30
const MAX_TAGS = 10

interface MailRow extends PackedMail {
  readonly key: string
  readonly subject: string
  readonly from_name: string
  readonly from_email: string
  readonly order_ms: number
  readonly text: Buffer
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
 */
export function listStrayReplies(db: Db, title: string, versions: readonly VersionView[]): StrayReplyView[] {
  const named = versions.flatMap((version): Named[] => [
    ...version.patches.map((patch) => ({ version, number: patch.number, title: normaliseTitle(patch.title) })),
    ...(version.cover === null ? [] : [{ version, number: 0, title: normaliseTitle(title) }]),
  ])
  const titles = [...new Set(named.map((one) => one.title))].filter((one) => one.includes(' ')).slice(-MAX_TITLES)
  if (titles.length === 0) return []
  const phrases = titles.map((one) => `"${one.slice(0, MAX_LENGTH).replaceAll('"', ' ')}"`)
  const rows = db
    .prepare<{ words: string; limit: number }, MailRow>(
      `SELECT messages.key, messages.subject, messages.from_name, messages.from_email, places.order_ms, messages.text, mails.raw, mails.body
       FROM (SELECT rowid FROM message_search WHERE message_search MATCH @words) AS hit
            CROSS JOIN places ON places.message = hit.rowid JOIN messages ON messages.id = hit.rowid JOIN mails ON mails.id = hit.rowid
       WHERE places.kind = 'reply' AND places.series IS NULL
       ORDER BY places.order_ms, messages.key LIMIT @limit`,
    )
    .all({ words: `subject : (${phrases.join(' OR ')})`, limit: MAX_MAILS })
  return rows
    .flatMap((row) => {
      const tag = parseSubject(row.subject)
      const found = tag.reply ? findNamed(tag, named) : undefined
      return found === undefined ? [] : [{ ...row, orderMs: row.order_ms, found, exact: isExact(tag, found) }]
    })
    .sort(byTimeThenKey)
    .slice(0, MAX_LISTED)
    .map(({ found, exact, ...row }) => {
      const from = person(row.from_name, row.from_email)
      const { tags } = parseReply(readText(row).body, from)
      return {
        messageId: row.key,
        subject: row.subject,
        from,
        received: isoTime(row.order_ms),
        label: exact ? found.version.label : null,
        patch: found.number,
        tags: tags.slice(0, MAX_TAGS).map(({ name, value }) => ({ name, value })),
      }
    })
}

/** The patch or cover of the version that a subject names, else the newest with its title; undefined for the title of another series. */
function findNamed(tag: SubjectTag, named: readonly Named[]): Named | undefined {
  const wanted = normaliseTitle(tag.title)
  const alike = named.filter(({ title }) => title === wanted)
  return alike.findLast((one) => isExact(tag, one)) ?? alike.at(-1)
}

/** Whether version, number and total of a subject are those of a patch. A single patch has no number. */
function isExact(tag: SubjectTag, { version, number }: Named): boolean {
  const numbered = tag.number === null || tag.total === null || (tag.number === number && tag.total === version.total)
  return numbered && (tag.version ?? 1) === version.version
}
