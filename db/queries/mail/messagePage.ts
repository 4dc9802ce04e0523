import { sameMailbox } from '../../../lib/mail/address'
import { parseHeaderBlock } from '../../../lib/mail/header'
import { findSignatures } from '../../../lib/mail/signatureHeaders'
import type { Address } from '../../../lib/mail/types'
import { archiveUrl } from '../../../lib/messageId'
import { mailboxKey } from '../../../lib/review/basis'
import type { MailKind } from '../../../lib/series/kind'
import { readText } from '../../mail/messageText'
import { unpack } from '../../mail/packedMail'
import type { Db } from '../../open'
import { clockSkew, isoTime, person, readList, shownNumber } from '../format'
import { findPull } from '../pulls/pullList'
import { findMessage } from '../series/find'
import type { MessageView, SignatureView } from '../views'
import { listThread } from './messageThread'
import { findPlace } from './patchLinks'
import { listSaid } from './said'

interface MessageRow {
  readonly id: number
  readonly key: string
  readonly message_id: string
  readonly subject: string
  readonly from_name: string
  readonly from_email: string
  readonly sent_ms: number | null
  readonly received_ms: number
  readonly refs: string
  readonly text: Buffer
  readonly raw: Buffer
  readonly body: Buffer | null
  readonly lists: string
  readonly thread: number | null
  readonly parent: string | null
  readonly series: number | null
  readonly series_key: string | null
  readonly series_title: string | null
  readonly label: string | null
  readonly number: number | null
  readonly kind: MailKind | null
  readonly version: number | null
}

/** A mail in its thread; undefined when it is unknown. */
export function getMessage(db: Db, messageId: string): MessageView | undefined {
  const id = findMessage(db, messageId)
  if (id === undefined) return undefined
  const row = db
    .prepare<{ id: number }, MessageRow>(
      `SELECT m.id, m.key, m.message_id, m.subject, m.from_name, m.from_email, m.sent_ms, m.received_ms, m.refs, m.text, mails.raw, mails.body,
              mails.lists, places.thread, parent.key AS parent, series.id AS series, series.key AS series_key, series.title AS series_title,
              versions.label, places.number, places.kind, places.version
       FROM messages AS m JOIN mails ON mails.id = m.id LEFT JOIN places ON places.message = m.id
            LEFT JOIN messages AS parent ON parent.id = places.parent LEFT JOIN series ON series.id = places.series
            LEFT JOIN versions ON versions.series = places.series AND versions.position = places.version
       WHERE m.id = @id`,
    )
    .get({ id })
  return row === undefined ? undefined : toView(db, row)
}

function toView(db: Db, row: MessageRow): MessageView {
  const { recipients, body } = readText(row)
  const { to, cc } = JSON.parse(recipients) as { to: Address[]; cc: Address[] }
  const { nodes, left } = listThread(db, row.thread ?? row.id, row.id)
  const parent = row.parent ?? readList<string>(row.refs)[0]
  const pull = findPull(db, row.id)
  const { series_key: seriesKey, series_title: title, label, number } = row
  return {
    messageId: row.key,
    subject: row.subject,
    from: person(row.from_name, row.from_email),
    sameName: listSameName(db, row),
    to,
    cc,
    lists: readList(row.lists),
    date: row.sent_ms === null ? null : isoTime(row.sent_ms),
    received: isoTime(row.received_ms),
    skewMinutes: clockSkew(row.sent_ms, row.received_ms),
    body,
    signatures: readSignatures(row.raw),
    issues: db
      .prepare<{ id: number }, { code: string; text: string }>(
        'SELECT code, text FROM issues WHERE message = @id ORDER BY rowid',
      )
      .all({ id: row.id }),
    inReplyTo: parent === undefined ? null : { messageId: parent, known: row.parent !== null },
    series:
      seriesKey === null || title === null || label === null
        ? null
        : { id: seriesKey, title, label, number: shownNumber(number) },
    place: findPlace(db, row),
    pull: pull === undefined ? null : { id: pull.key, title: pull.title },
    said: listSaid(db, row.id),
    thread: nodes,
    threadLeft: left,
    archiveUrl: archiveUrl(row.message_id),
  }
}

/** The addresses that only the name connects with the sender: people of a series are recognised by name too, and readers must see that. */
function listSameName(db: Db, { series, from_email: email }: MessageRow): string[] {
  if (series === null) return []
  const emails = db
    .prepare<{ series: number; mailbox: string }, string>(
      `SELECT people.emails
       FROM addresses JOIN people ON people.series = addresses.series AND people.person = addresses.person
       WHERE addresses.series = @series AND addresses.email = @mailbox`,
    )
    .pluck()
    .get({ series, mailbox: mailboxKey(email) })
  return readList<string>(emails ?? '[]').filter((other) => !sameMailbox(other, email))
}

/** Reads the headers only; `raw` holds them (PackedMail). */
function readSignatures(raw: Buffer): SignatureView[] {
  return findSignatures(parseHeaderBlock(unpack(raw)).fields).map((signature) => ({ ...signature, verified: false }))
}
