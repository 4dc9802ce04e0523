import type { Address } from '../../lib/mail/types'
import { memo } from '../../lib/memo'
import type { SeriesPull } from '../../lib/pull/types'
import { readText } from '../mail/messageText'
import type { PackedMail } from '../mail/packedMail'
import type { Db } from '../open'

interface ReadRow extends PackedMail {
  readonly text: Buffer
  readonly key: string
  readonly lists: string
  readonly kind: SeriesPull['kind']
  readonly subject: string
  readonly from_name: string
  readonly from_email: string
  readonly received_ms: number
  readonly next: number | null
  readonly answer: string | null
  readonly proof_quote: string
  readonly proof_key: string | null
  readonly proof_id: number | null
  readonly proof_name: string
  readonly proof_email: string
  readonly proof_ms: number
}

/** The patch mails that a request lists, or has below it as its cover letter, if an answer says that the request was pulled. */
export function listPulledMails(db: Db): number[] {
  return db
    .prepare<[], number>(
      `SELECT pulled.message FROM pulls JOIN pulled ON pulled.pull = pulls.message WHERE pulls.answer = 'pulled'
       UNION SELECT places.message FROM pulls CROSS JOIN places ON places.head = pulls.message
             WHERE pulls.answer = 'pulled' AND pulls.kind = 'request' AND places.kind = 'patch'`,
    )
    .pluck()
    .all()
}

/** The requests and announcements that list patches of one series. */
export interface LoadedPulls {
  readonly pulls: readonly SeriesPull[]
  /** The row ids of the mails that they name, by their keys. */
  readonly ids: ReadonlyMap<string, number>
}

/**
 * Prepares reading the requests and announcements that list patches of a series, and the requests that are the cover letter of some. What was read is
 * kept: open another reader after settlePulls.
 */
export function openPullReader(
  db: Db,
): (patches: readonly { readonly id: number; readonly key: string }[]) => LoadedPulls {
  const selectPulls = db
    .prepare<{ id: number }, number>(
      `SELECT pulled.pull FROM pulled WHERE pulled.message = @id
       UNION SELECT pulls.message FROM places JOIN pulls ON pulls.message = places.head
             WHERE places.message = @id AND places.kind = 'patch' AND pulls.kind = 'request'`,
    )
    .pluck()
  const select = db.prepare<{ pull: number }, ReadRow>(
    `SELECT messages.text, mails.raw, mails.body, mails.lists, messages.key, pulls.kind, messages.subject, messages.from_name, messages.from_email,
            messages.received_ms, pulls.next, pulls.answer, pulls.proof_quote, proof.key AS proof_key, proof.id AS proof_id,
            proof.from_name AS proof_name, proof.from_email AS proof_email, proof.received_ms AS proof_ms
     FROM pulls JOIN messages ON messages.id = pulls.message JOIN mails ON mails.id = pulls.message
          LEFT JOIN messages AS proof ON proof.id = pulls.proof
     WHERE pulls.message = @pull`,
  )
  const known = new Map<number, Read | undefined>()
  const read = (pull: number): Read | undefined =>
    memo(known, pull, () => {
      const row = select.get({ pull })
      return row === undefined ? undefined : toRead(pull, row)
    })
  return (mails) => {
    const patches = new Map<number, Set<string>>()
    for (const { id, key } of mails) {
      for (const pull of selectPulls.all({ id })) memo(patches, pull, () => new Set()).add(key)
    }
    const found = [...patches].flatMap(([pull, keys]) => {
      const one = read(pull)
      return one === undefined ? [] : [{ ...one, facts: { ...one.facts, patches: keys } }]
    })
    return { pulls: found.map(({ facts }) => facts), ids: new Map(found.flatMap(({ ids }) => ids)) }
  }
}

interface Read {
  readonly facts: Omit<SeriesPull, 'patches'>
  readonly ids: readonly (readonly [key: string, id: number])[]
}

function toRead(pull: number, row: ReadRow): Read {
  const { proof_key: proofKey, proof_id: proofId, answer } = row
  const { to } = JSON.parse(readText(row).recipients) as { readonly to: readonly Address[] }
  const lists = new Set(JSON.parse(row.lists) as string[])
  return {
    facts: {
      kind: row.kind,
      mailKey: row.key,
      from: { name: row.from_name, email: row.from_email },
      to: to.filter(({ email }) => !lists.has(email) && !lists.has(email.replace('@', '.'))),
      title: row.subject,
      orderMs: row.received_ms,
      superseded: row.next !== null,
      answer:
        (answer === 'pulled' || answer === 'withdrawn' || answer === 'declined') && proofKey !== null
          ? {
              kind: answer,
              mailKey: proofKey,
              from: { name: row.proof_name, email: row.proof_email },
              quote: row.proof_quote,
              orderMs: row.proof_ms,
            }
          : null,
    },
    ids: [[row.key, pull], ...(proofKey === null || proofId === null ? [] : [[proofKey, proofId] as const])],
  }
}
