import { isoTime, person } from '../format'
import type { MailEntryView } from '../views'

/** What a list of mails reads of each. */
export interface MailHeadRow {
  readonly key: string
  readonly subject: string
  readonly from_name: string
  readonly from_email: string
  readonly received_ms: number
}

/** What a list of mails shows of each. */
export function toMailHead(row: MailHeadRow): Omit<MailEntryView, 'text'> {
  return {
    messageId: row.key,
    subject: row.subject,
    from: person(row.from_name, row.from_email),
    received: isoTime(row.received_ms),
  }
}
