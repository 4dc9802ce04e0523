import { mayDecide, readPullAnswer } from '../../lib/review/pullAnswer'
import { readText, type StoredText } from '../mail/messageText'
import type { PackedMail } from '../mail/packedMail'
import type { Db } from '../open'
import { parseRecipients } from './mailRows'

/** The columns of `pulls` that an answer fills. */
export interface PullProof {
  readonly answer: 'pulled' | 'withdrawn' | 'declined' | ''
  readonly proof: number | null
  readonly proof_quote: string
}

interface AskingPull {
  readonly message: number
  readonly from_email: string
  readonly url: string | null
}

interface AnswerRow {
  readonly id: number
  readonly from_email: string
}

interface TextRow extends PackedMail {
  readonly text: Buffer
}

/** Answers of one request that are read: those of people whose statement counts. */
const MAX_ANSWERS = 50
const UNANSWERED: PullProof = { answer: '', proof: null, proof_quote: '' }

/** Prepares finding the first answer that says what became of a request. Whoever declined it may pull it later, after its sender has changed something. */
export function openPullAnswers(db: Db): (pull: AskingPull) => PullProof {
  const selectText = db.prepare<{ id: number }, TextRow>(
    'SELECT messages.text, mails.raw, mails.body FROM messages JOIN mails ON mails.id = messages.id WHERE messages.id = @id',
  )
  const selectAnswers = db.prepare<{ id: number }, AnswerRow>(
    `SELECT messages.id, messages.from_email
     FROM places AS own JOIN places ON places.thread = own.thread JOIN messages ON messages.id = places.message
     WHERE own.message = @id AND places.kind IN ('reply', 'other')
       AND (places.parent = @id OR places.parent IN (SELECT posted.message FROM places AS posted WHERE posted.head = @id))
     ORDER BY messages.received_ms, messages.key`,
  )
  const textOf = (id: number): StoredText | undefined => {
    const row = selectText.get({ id })
    return row === undefined ? undefined : readText(row)
  }
  return ({ message: id, from_email, url }) => {
    const stored = textOf(id)
    if (stored === undefined) return UNANSWERED
    const request = { from: from_email, recipients: parseRecipients(stored.recipients), url }
    const answers = selectAnswers.all({ id }).filter((answer) => mayDecide(answer.from_email, request))
    let declined: PullProof | undefined
    for (const answer of answers.slice(0, MAX_ANSWERS)) {
      const read = readPullAnswer({ from: answer.from_email, body: textOf(answer.id)?.body ?? '' }, request)
      if (read === undefined || (declined !== undefined && read.kind !== 'pulled')) continue
      const proof: PullProof = { answer: read.kind, proof: answer.id, proof_quote: read.quote }
      if (read.kind !== 'declined') return proof
      declined = proof
    }
    return declined ?? UNANSWERED
  }
}
