import { firstIndex } from '../../../lib/firstIndex'
import type { MessageId } from '../../../lib/mail/types'
import { memo } from '../../../lib/memo'
import { findNextTry, type Try } from '../../../lib/pull/tries'
import type { ShortlogEntry } from '../../../lib/pull/types'
import { mayDecide, type PullAnswer, readPullAnswer } from '../../../lib/review/pullAnswer'
import { hashKey, threadKey } from '../../../lib/series/keys'
import type { SeenCommit } from '../../../lib/tree/types'
import { readText, type StoredText } from '../../mail/messageText'
import type { PackedMail } from '../../mail/packedMail'
import type { Db } from '../../open'
import { isoTime, person, readList } from '../format'
import { openPullMerges } from './pullMerges'
import type { PullProofView, PullState } from './pullViews'

/** A pull request as it is stored. */
export interface PullRow {
  readonly id: number
  readonly key: string
  readonly message_id: MessageId
  readonly from_name: string
  readonly from_email: string
  readonly received_ms: number
  readonly refs: string
  readonly mailbox: string
  readonly title: string
  readonly url: string | null
  readonly ref: string | null
  readonly base: string | null
  readonly head: string | null
  readonly version: number
  readonly patches: number
  readonly shortlog: string
  readonly reposted: 0 | 1 | null
}

export const PULL_COLUMNS = `messages.id, messages.key, messages.message_id, messages.from_name, messages.from_email, messages.received_ms,
  messages.refs, pulls.mailbox, pulls.title, pulls.url, pulls.ref, pulls.base, pulls.head, pulls.version, pulls.patches,
  pulls.shortlog, pulls.reposted`

type AnswerRow = Pick<PullRow, 'id' | 'key' | 'from_name' | 'from_email' | 'received_ms'>

interface TextRow extends PackedMail {
  readonly text: Buffer
}

/** What is known about requests from the mails around them. */
export interface PullFacts {
  readonly stateOf: (row: PullRow) => PullState
  /** The commit by which a request was pulled, see openPullMerges; undefined when no tree shows one, and for one that was superseded. */
  readonly mergeOf: (row: PullRow) => SeenCommit | undefined
  /** The answer that says what became of a request; null without one. */
  readonly proofOf: (row: PullRow) => PullProofView | null
  /** The next try of a request. */
  readonly nextOf: (row: PullRow) => PullRow | undefined
  /** The try that a request supersedes. */
  readonly beforeOf: (row: PullRow) => PullRow | undefined
}

/** Answers of one request that are read: those of people whose word counts. */
const MAX_ANSWERS = 50
/** Earlier requests of its sender that a request may supersede. */
const MAX_BEFORE = 20

/** Prepares finding the state of requests. Each answer is read once, and the requests of a sender are loaded once. */
export function openPullFacts(db: Db): PullFacts {
  const selectSender = db.prepare<{ mailbox: string }, PullRow>(
    `SELECT ${PULL_COLUMNS} FROM pulls JOIN messages ON messages.id = pulls.message WHERE pulls.mailbox = @mailbox
     ORDER BY messages.received_ms, messages.key`,
  )
  const readAnswer = openAnswer(db)
  const answers = new Map<number, Answer | undefined>()
  const senders = new Map<string, readonly PullRow[]>()
  const answerOf = (row: PullRow) => memo(answers, row.id, () => readAnswer(row))
  const requestsOf = (mailbox: string) => memo(senders, mailbox, () => selectSender.all({ mailbox }))
  const toTry = (row: PullRow) => {
    const kind = answerOf(row)?.kind
    return {
      row,
      key: row.message_id,
      title: row.title,
      url: row.url,
      ref: row.ref,
      head: row.head,
      version: row.version,
      titles: titlesOf(row),
      receivedMs: row.received_ms,
      answers: readList<MessageId>(row.refs)[0] ?? null,
      pulled: kind === 'pulled',
      withdrawn: kind === 'withdrawn',
    } satisfies Try & { row: PullRow }
  }
  function* laterOf(row: PullRow) {
    const rows = requestsOf(row.mailbox)
    const place = firstIndex(rows, (other) => other.received_ms >= row.received_ms)
    let seen = false
    for (let at = place; at < rows.length; at++) {
      const other = rows[at]
      if (seen && other !== undefined) yield toTry(other)
      seen ||= other?.id === row.id
    }
  }
  const nextOf = (row: PullRow) => findNextTry(toTry(row), laterOf(row))?.row
  const findMerge = openPullMerges(db)
  const merges = new Map<number, SeenCommit | undefined>()
  const mergeOf = (row: PullRow) => memo(merges, row.id, () => (nextOf(row) === undefined ? findMerge(row) : undefined))
  return {
    stateOf(row) {
      const state = answerOf(row)?.kind ?? 'requested'
      if (state !== 'pulled' && nextOf(row) !== undefined) return 'superseded'
      return mergeOf(row) === undefined ? state : 'pulled'
    },
    mergeOf,
    proofOf: (row) => answerOf(row)?.proof ?? null,
    nextOf,
    beforeOf(row) {
      const rows = requestsOf(row.mailbox)
      const place = rows.findIndex(({ id }) => id === row.id)
      return rows.slice(Math.max(0, place - MAX_BEFORE), place).findLast((other) => nextOf(other)?.id === row.id)
    },
  }
}

/** The titles that a request lists. */
function titlesOf({ shortlog }: Pick<PullRow, 'shortlog'>): string[] {
  return readList<ShortlogEntry>(shortlog).flatMap(({ titles }) => titles)
}

interface Answer extends Pick<PullAnswer, 'kind'> {
  readonly proof: PullProofView
}

/** Prepares finding the first answer that says what became of a request. */
function openAnswer(db: Db): (row: PullRow) => Answer | undefined {
  const selectText = db.prepare<{ id: number }, TextRow>(
    'SELECT messages.text, mails.raw, mails.body FROM messages JOIN mails ON mails.id = messages.id WHERE messages.id = @id',
  )
  const selectAnswers = db.prepare<{ key: number; id: number }, AnswerRow>(
    `SELECT messages.id, messages.key, messages.from_name, messages.from_email, messages.received_ms
     FROM edges JOIN places ON places.message = edges.message JOIN messages ON messages.id = places.message
     WHERE edges.key = @key AND places.kind IN ('reply', 'other')
       AND (places.parent = @id OR places.parent IN (SELECT posted.message FROM places AS posted WHERE posted.head = @id))
     ORDER BY messages.received_ms, messages.key`,
  )
  const textOf = (id: number): StoredText | undefined => {
    const row = selectText.get({ id })
    return row === undefined ? undefined : readText(row)
  }
  return (row) => {
    const { id } = row
    const stored = textOf(id)
    if (stored === undefined) return undefined
    const request = { from: row.from_email, recipients: readRecipients(stored) }
    const key = hashKey(threadKey(row.message_id))
    const answers = selectAnswers.all({ key, id }).filter(({ from_email }) => mayDecide(from_email, request))
    for (const answer of answers.slice(0, MAX_ANSWERS)) {
      const read = readPullAnswer({ from: answer.from_email, body: textOf(answer.id)?.body ?? '' }, request)
      if (read === undefined) continue
      const from = person(answer.from_name, answer.from_email)
      const date = isoTime(answer.received_ms)
      return { kind: read.kind, proof: { messageId: answer.key, from, date, quote: read.quote } }
    }
    return undefined
  }
}

function readRecipients({ recipients }: StoredText): string[] {
  const { to, cc } = JSON.parse(recipients) as Record<'to' | 'cc', readonly { readonly email: string }[]>
  return [...to, ...cc].map(({ email }) => email)
}
