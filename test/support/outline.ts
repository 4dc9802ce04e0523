import { readText } from '../../db/mail/messageText'
import { unpackMail } from '../../db/mail/packedMail'
import type { Db } from '../../db/open'
import { deriveMails, type WholeMail } from '../../lib/derive/deriveMails'
import { parseMessage } from '../../lib/mail/message'
import type { Address, MessageId } from '../../lib/mail/types'
import { readPullRequest } from '../../lib/pull/pullRequest'
import type { Correction } from '../../lib/series/groups'

interface Row {
  readonly key: string
  readonly message_id: MessageId
  readonly subject: string
  readonly from_name: string
  readonly from_email: string
  readonly received_ms: number
  readonly refs: string
  readonly has_diff: number
  readonly text: Buffer
  readonly raw: Buffer
  readonly body: Buffer
  readonly lists: string
}

/** All mails of a database, as the pure core reads them. */
function readMails(db: Db): Promise<WholeMail[]> {
  const rows = db.prepare<[], Row>(
    'SELECT messages.*, mails.raw, mails.body, mails.lists FROM messages JOIN mails USING (id)',
  )
  const read = rows.all().map(async (row) => {
    const parsed = await parseMessage(unpackMail(row))
    const { recipients, body } = readText(row)
    const { to, cc } = JSON.parse(recipients) as { readonly to: readonly Address[]; readonly cc: readonly Address[] }
    return {
      key: row.key,
      messageId: row.message_id,
      outerIds: parsed.kind === 'message' ? parsed.message.outerIds : [],
      subject: row.subject,
      from: { name: row.from_name, email: row.from_email },
      receivedMs: row.received_ms,
      references: JSON.parse(row.refs) as MessageId[],
      hasDiff: row.has_diff === 1,
      body,
      lists: JSON.parse(row.lists) as string[],
      recipients: [...to, ...cc].map(({ email }) => email),
      succession: parsed.kind === 'message' ? parsed.message.succession : '',
      automatic: parsed.kind === 'message' && parsed.message.automatic,
    }
  })
  return Promise.all(read)
}

/** Threads, versions with their links, places, relations and what people say, as the pure core derives them from all mails at once. */
export async function pureOutline(db: Db): Promise<string[]> {
  const corrections = db.prepare<[], Correction>('SELECT a, b, kind FROM corrections').all()
  const mails = await readMails(db)
  const { places, series, relations, reposted } = deriveMails(mails, corrections)
  const keyOf = (id: number | null) => (id === null ? null : (places[id]?.key ?? null))
  return [
    ...places.map(({ key, thread, parent, ghost, orderMs, kind }) =>
      JSON.stringify(['mail', key, keyOf(thread), keyOf(parent), ghost, orderMs, kind]),
    ),
    ...series.flatMap((one) => [
      ...one.versions.map(({ position, label, posting, link, patches, missingCount }) =>
        JSON.stringify([
          'version',
          one.key,
          position,
          label,
          posting.head.key,
          link?.to ?? null,
          link?.evidence ?? [],
          patches.length,
          missingCount,
        ]),
      ),
      ...one.places.map(({ key, version, number }) => JSON.stringify(['place', key, one.key, version, number])),
      ...one.review.events.map(({ mailKey, line, position, patch, sentence }) =>
        JSON.stringify(['said', mailKey, line, position, patch, sentence]),
      ),
      ...one.review.comments.map(({ mailKey, from, text }) => JSON.stringify(['comment', mailKey, from, text])),
      JSON.stringify([
        'series',
        one.key,
        one.title,
        one.messages,
        one.lastMs,
        one.comparisons.length,
        one.cells.length,
      ]),
    ]),
    ...relations.map(({ from, to, kind, evidence }) =>
      JSON.stringify(['relation', keyOf(from), keyOf(to), kind, evidence]),
    ),
    ...places.flatMap((place) => {
      const pull = readPullRequest({ subject: place, body: mails[place.id]?.body ?? '' })
      if (pull === undefined) return []
      const { url, ref, patches, shortlog } = pull
      return JSON.stringify(['pull', place.key, url, ref, patches, shortlog, reposted.includes(place.id) ? 1 : 0])
    }),
  ].sort()
}

/** The same, from the tables. */
export function storedOutline(db: Db): string[] {
  const rows = (sql: string) => db.prepare<[], unknown[]>(sql).raw().all()
  const parsed = (row: readonly unknown[], at: number) =>
    row.map((value, index) => (index === at ? JSON.parse(String(value)) : value))
  return [
    ...rows(
      `SELECT 'mail', own.key, thread.key, parent.key, ghost, order_ms, kind
       FROM places JOIN messages AS own ON own.id = places.message JOIN messages AS thread ON thread.id = places.thread
            LEFT JOIN messages AS parent ON parent.id = places.parent`,
    ),
    ...rows(
      `SELECT 'version', series.key, position, label, head.key, link_to, evidence,
              (SELECT count(*) FROM patches WHERE patches.version = versions.id), missing_count
       FROM versions JOIN series ON series.id = versions.series JOIN messages AS head ON head.id = versions.head`,
    ).map((row) => parsed(row, 6)),
    ...rows(
      `SELECT 'place', own.key, series.key, places.version, places.number
       FROM places JOIN messages AS own ON own.id = places.message JOIN series ON series.id = places.series`,
    ),
    ...rows(
      `SELECT 'said', messages.key, line, position, patch, quote FROM positions JOIN messages ON messages.id = positions.message`,
    ),
    ...rows(
      `SELECT 'comment', messages.key, line, remarks.text FROM remarks JOIN messages ON messages.id = remarks.message`,
    ),
    ...rows(
      `SELECT 'series', key, title, messages, last_ms, (SELECT count(*) FROM comparisons WHERE comparisons.series = series.id),
              (SELECT count(*) FROM cells WHERE cells.series = series.id) FROM series`,
    ),
    ...rows(
      `SELECT 'relation', head.key, other.key, kind, relations.evidence
       FROM relations JOIN versions ON versions.id = relations.version JOIN messages AS head ON head.id = versions.head
            JOIN messages AS other ON other.id = relations.other`,
    ).map((row) => parsed(row, 4)),
    ...rows(
      `SELECT 'pull', messages.key, url, ref, patches, shortlog, reposted FROM pulls JOIN messages ON messages.id = pulls.message`,
    ).map((row) => parsed(row, 5)),
  ]
    .map((row) => JSON.stringify(row))
    .sort()
}
