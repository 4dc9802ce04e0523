/** The facts about one mail of the series or of the fix that followed it, taken from its headers. */
export interface MailFacts {
  /** When the list received it, ISO 8601 in UTC. */
  readonly received: string
  readonly messageId: string
  /** null if it replies to no mail. */
  readonly inReplyTo: string | null
  /** The From header as sent. */
  readonly from: string
  /** The Date header as sent. */
  readonly date: string
  readonly subject: string
  /** Read from the subject: 1 without a `vN`, 4 for the fix. */
  readonly version: number
  /** Read from the subject: 0 is the cover letter, 16 the fix, which comes after the 15 patches of v4. */
  readonly patch: number
  /** Read from the subject, without its prefix. */
  readonly title: string
  readonly isReply: boolean
}

const SUBJECT = /^(Re: |RE: )?\[PATCH(?: (?:v(\d) )?(\d\d)\/15)?\] (.+)$/

/** The version on which the fix is based, and its number in the texts of the sample. */
export const FIX = { version: 4, patch: 16 }

/** Parses the table of mails: tab-separated columns, `#` comments. Throws if a row is not a mail of this series. */
export function parseMailFacts(table: string): MailFacts[] {
  return table
    .split('\n')
    .filter((row) => row !== '' && !row.startsWith('#'))
    .map((row) => {
      const [received = '', messageId = '', parent = '', from = '', date = '', subject = ''] = row.split('\t')
      const found = SUBJECT.exec(subject)
      if (found === null) throw new Error(`Not a mail of the series: ${row}`)
      const [, answer, version, patch, title = ''] = found
      const inReplyTo = parent === '-' ? null : parent
      return {
        ...{ received, messageId, inReplyTo, from, date, subject, title },
        ...(patch === undefined ? FIX : { version: Number(version ?? 1), patch: Number(patch) }),
        isReply: answer !== undefined,
      }
    })
}
