import type { Address, MessageId } from '../../lib/mail/types'
import { memo } from '../../lib/memo'
import { copyKey, hashKey, MAX_COPIES } from '../../lib/series/keys'
import type { Db } from '../open'

/** A mail with what shows whether it may be a cover letter. */
interface Candidate {
  readonly id: number
  readonly from: Address
  readonly references: readonly MessageId[]
  readonly hasDiff: boolean
}

/** The mails by one sender that may be cover letters and have one text. */
interface Copies {
  /** See MailHeaders. */
  readonly text: number | null
  /** These mails; empty where more than MAX_COPIES have the text even without the `others`. */
  readonly mails: readonly number[]
}

/**
 * Prepares finding the mails with the text of one that may be a cover letter. `others`: how many mails came or went at the same time.
 * Reads are kept in memory: open another one after `edges` change.
 */
export function openCopies(db: Db, others: number): (mail: Candidate) => Copies {
  const selectText = db
    .prepare<{ id: number }, number | null>(`SELECT json_extract(facts, '$.text') FROM sketches WHERE message = @id`)
    .pluck()
  const selectMails = db
    .prepare<{ key: number; limit: number }, number>('SELECT message FROM edges WHERE key = @key LIMIT @limit')
    .pluck()
  const known = new Map<number, readonly number[]>()
  const limit = MAX_COPIES + others
  return ({ id, from, references, hasDiff }) => {
    const text = references.length > 0 || hasDiff ? null : (selectText.get({ id }) ?? null)
    if (text === null) return { text, mails: [] }
    const key = hashKey(copyKey(from, text))
    const mails = memo(known, key, () => selectMails.all({ key, limit: limit + 1 }))
    return { text: mails.length > MAX_COPIES ? null : text, mails: mails.length > limit ? [] : mails }
  }
}
