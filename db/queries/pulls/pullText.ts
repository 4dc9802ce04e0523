import type { Address } from '../../../lib/mail/types'
import { pullSummary } from '../../../lib/pull/summary'
import { withoutCourtesies } from '../../../lib/review/letter'
import { readText } from '../../mail/messageText'
import type { PackedMail } from '../../mail/packedMail'
import type { Db } from '../../open'
import { person, readList } from '../format'
import type { PullDocument } from './pullViews'
import type { PullRow } from './readPulls'

type MailRow = PackedMail & { readonly text: Buffer; readonly lists: string }

/** Whom a request was sent to, and what it says about the changes; a paragraph that only repeats its title is left out. */
export function readPullText(db: Db, { id, title, from_name: name }: PullRow): Pick<PullDocument, 'to' | 'summary'> {
  const row = db
    .prepare<{ id: number }, MailRow>(
      `SELECT messages.text, mails.raw, mails.body, mails.lists
       FROM messages JOIN mails ON mails.id = messages.id WHERE messages.id = @id`,
    )
    .get({ id })
  if (row === undefined) return { to: [], summary: '' }
  const { recipients, body } = readText(row)
  const lists = new Set(readList<string>(row.lists))
  const { to } = JSON.parse(recipients) as { readonly to: readonly Address[] }
  return {
    to: to
      .filter(({ email }) => !lists.has(email) && !lists.has(email.replace('@', '.')))
      .map(({ name, email }) => person(name, email)),
    summary: pullSummary(body)
      .split('\n\n')
      .map((part) => withoutCourtesies(part, name))
      .filter((part) => part !== '' && part !== title)
      .join('\n\n'),
  }
}
