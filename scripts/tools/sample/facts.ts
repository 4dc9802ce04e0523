/** What is known of one mail of the series: facts, taken over from its headers. */
export interface MailFacts {
  /** When the list received it, ISO 8601 in UTC. */
  readonly received: string
  readonly messageId: string
  /** Null for a mail that answers none. */
  readonly inReplyTo: string | null
  /** The From header as sent. */
  readonly from: string
  /** The Date header as sent. */
  readonly date: string
  readonly subject: string
  /** Read from the subject: 1 without a `vN`. */
  readonly version: number
  /** Read from the subject: 0 is the cover letter. */
  readonly patch: number
  /** Read from the subject, without what stands in front of it. */
  readonly title: string
  readonly isReply: boolean
}

const SUBJECT = /^(Re: |RE: )?\[PATCH (?:v(\d) )?(\d\d)\/15\] (.+)$/

/** Reads the table of mails, tabs between the columns, lines with `#` left out. Throws on a row that is not one of this series. */
export function parseMailFacts(table: string): MailFacts[] {
  return table
    .split('\n')
    .filter((row) => row !== '' && !row.startsWith('#'))
    .map((row) => {
      const [received = '', messageId = '', parent = '', from = '', date = '', subject = ''] = row.split('\t')
      const found = SUBJECT.exec(subject)
      if (found === null) throw new Error(`Not a mail of the series: ${row}`)
      const [, answer, version = '1', patch = '', title = ''] = found
      const inReplyTo = parent === '-' ? null : parent
      return {
        ...{ received, messageId, inReplyTo, from, date, subject, title },
        version: Number(version),
        patch: Number(patch),
        isReply: answer !== undefined,
      }
    })
}
