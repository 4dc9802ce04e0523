import type { Db } from '../../../../db/open'
import { loadRaw } from '../../../../db/queries/mail/rawMessage'
import { type RawMail, readRawMail } from './rawText'

/** Something that a check found at one mail. */
export interface Finding {
  /** `wrong` fails the check; any other kind names an exception that is only listed. */
  readonly kind: string
  /** Message-ID. */
  readonly id: string
  readonly text: string
}

/** What one check looked at and found. */
export interface CheckResult {
  readonly name: string
  /** What was compared, in numbers. */
  readonly counts: string
  readonly findings: readonly Finding[]
}

/** Reads mails by their row ids, each once as long as it is among the last few hundred. */
export function openRawMails(db: Db): (message: number) => RawMail {
  const kept = new Map<number, RawMail>()
  return (message) => {
    const known = kept.get(message)
    if (known !== undefined) return known
    const raw = loadRaw(db, message)
    if (raw === undefined) throw new Error(`there is no mail with row id ${message}`)
    const mail = readRawMail(raw)
    if (kept.size >= 500) kept.clear()
    kept.set(message, mail)
    return mail
  }
}

/** The words of a text in lower case, without punctuation and marks. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []
}

/** Whether a line is marked as a quotation. */
export function isMarked(line: string): boolean {
  return /^\s{0,3}[>|]/.test(line)
}
