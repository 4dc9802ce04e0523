import { readText } from '../../../db/mail/messageText'
import type { PackedMail } from '../../../db/mail/packedMail'
import type { Db } from '../../../db/open'
import { groupBy } from '../../../lib/groupBy'
import { normaliseTitle, parseSubject } from '../../../lib/mail/subject'
import { fingerprintDiff, sortNumbers } from '../../../lib/patch/fingerprint'

/** A cover letter or patch as a reader sees it. */
export interface PostedMail {
  readonly messageId: string
  readonly subject: string
  readonly from: string
  readonly email: string
  readonly sentAt: string
  /** The mail that it answers; null when it answers none. */
  readonly answers: string | null
  readonly body: string
}

/** A posting with what its mails say, and nothing of what it was linked with. */
export interface Posting {
  /** Message-ID of its head: the cover letter, else the first patch. */
  readonly id: string
  /** Normalised title of the head. */
  readonly title: string
  readonly email: string
  /** Normalised titles of the patches. */
  readonly patchTitles: readonly string[]
  readonly files: readonly string[]
  /** Fingerprint of all diffs together, ascending. */
  readonly lines: readonly number[]
  /** The head first. */
  readonly mails: readonly [PostedMail, ...PostedMail[]]
}

/** What Reroll made of a posting. */
export interface Placing {
  readonly series: number
  /** Number of versions of that series. */
  readonly versions: number
  /** Which of them it is, from 1. */
  readonly position: number
  /** Number as posted, 1 when the subject has none. */
  readonly version: number
  /** Series that a relation connects with that series, in either direction. */
  readonly related: ReadonlySet<number>
}

interface Row extends PackedMail {
  readonly head: string
  readonly id: string
  readonly subject: string
  readonly name: string
  readonly email: string
  readonly sent: number | null
  readonly refs: string
  readonly text: Buffer
  readonly files: string
}

/** Reads all postings with their texts, in no particular order. */
export function listPostings(db: Db): Posting[] {
  const rows = db
    .prepare<[], Row>(
      `SELECT heads.message_id AS head, messages.message_id AS id, messages.subject, messages.from_name AS name,
              messages.from_email AS email, messages.sent_ms AS sent, messages.refs, messages.text, mails.raw, mails.body,
              coalesce(patches.files, '[]') AS files
       FROM versions JOIN messages AS heads ON heads.id = versions.head
            LEFT JOIN patches ON patches.version = versions.id
            JOIN messages ON messages.id = patches.message OR messages.id = versions.cover
            JOIN mails ON mails.id = messages.id
       GROUP BY versions.id, messages.id
       ORDER BY versions.id, messages.id IS NOT versions.head, patches.number`,
    )
    .all()
  return [...groupBy(rows, ({ head }) => head)].map(([id, own]) => {
    const mails: Posting['mails'] = [toMail(own[0]), ...own.slice(1).map(toMail)]
    const titles = mails.map(({ subject }) => normaliseTitle(parseSubject(subject).title))
    const patches = mails.flatMap(({ body }, index) => (isPatch(body) ? [titles[index] ?? ''] : []))
    return {
      id,
      title: titles[0] ?? '',
      email: mails[0].email,
      patchTitles: patches,
      files: [...new Set(own.flatMap(({ files }) => JSON.parse(files) as string[]))],
      lines: sortNumbers(new Set(mails.flatMap(({ body }) => fingerprintDiff(body)))),
      mails,
    }
  })
}

/** Where Reroll placed each cover letter and patch, by Message-ID. */
export function listPlacings(db: Db): Map<string, Placing> {
  const related = groupBy(
    db
      .prepare<[], { a: number; b: number }>(
        `SELECT versions.series AS a, places.series AS b
         FROM relations JOIN versions ON versions.id = relations.version JOIN places ON places.message = relations.other`,
      )
      .all()
      .flatMap(({ a, b }) => [
        { a, b },
        { a: b, b: a },
      ]),
    ({ a }) => a,
  )
  return new Map(
    db
      .prepare<[], Omit<Placing, 'related'> & { id: string }>(
        `SELECT messages.message_id AS id, counts.series, counts.versions, versions.position, versions.version
         FROM places JOIN messages ON messages.id = places.message
              JOIN versions ON versions.series = places.series AND versions.position = places.version
              JOIN (SELECT versions.series, count(*) AS versions FROM versions GROUP BY versions.series) AS counts
                ON counts.series = places.series
         WHERE places.kind IN ('cover', 'patch')`,
      )
      .all()
      .map(({ id, ...placing }) => {
        const others = related.get(placing.series) ?? []
        return [id, { ...placing, related: new Set(others.map(({ b }) => b)) }]
      }),
  )
}

function toMail({ id, subject, name, email, sent, refs, ...packed }: Row): PostedMail {
  const [answers = null] = JSON.parse(refs) as string[]
  const sentAt = sent === null ? 'unknown' : new Date(sent).toISOString()
  return { messageId: id, subject, from: `${name} <${email}>`, email, sentAt, answers, body: readText(packed).body }
}

function isPatch(body: string): boolean {
  return fingerprintDiff(body).length > 0
}
