import type { Address } from '../../../lib/mail/types'
import { pullSummary } from '../../../lib/pull/summary'
import { withoutCourtesies } from '../../../lib/review/letter'
import { readText } from '../../mail/messageText'
import type { PackedMail } from '../../mail/packedMail'
import type { Db } from '../../open'
import { person, readList } from '../format'
import type { PersonView } from '../series/seriesViews'
import type { PullDocument } from './pullViews'
import type { PullRow } from './readPulls'

type MailRow = PackedMail & { readonly text: Buffer; readonly lists: string }

/** Whom a request was sent to, and what it says about the changes; a paragraph that only repeats its title is left out. */
export function readPullText(db: Db, { id, title, from_name: name }: PullRow): Pick<PullDocument, 'to' | 'summary'> {
  const row = openMail(db)(id)
  if (row === undefined) return { to: [], summary: '' }
  const { recipients, body } = readText(row)
  return {
    to: withoutLists(recipients, row),
    summary: pullSummary(body)
      .split('\n\n')
      .map((part) => withoutCourtesies(part, name))
      .filter((part) => part !== '' && part !== title)
      .join('\n\n'),
  }
}

/** Prepares reading whom a request was sent to, without mailing lists. */
export function openRecipients(db: Db): (id: number) => readonly PersonView[] {
  const select = openMail(db)
  return (id) => {
    const row = select(id)
    return row === undefined ? [] : withoutLists(readText(row).recipients, row)
  }
}

function openMail(db: Db): (id: number) => MailRow | undefined {
  const select = db.prepare<{ id: number }, MailRow>(
    `SELECT messages.text, mails.raw, mails.body, mails.lists
     FROM messages JOIN mails ON mails.id = messages.id WHERE messages.id = @id`,
  )
  return (id) => select.get({ id })
}

/** The people in `To:`; `recipients` is the JSON that the mail is stored with. */
function withoutLists(recipients: string, row: MailRow): PersonView[] {
  const lists = new Set(readList<string>(row.lists))
  const { to } = JSON.parse(recipients) as { readonly to: readonly Address[] }
  return to
    .filter(({ email }) => !lists.has(email) && !lists.has(email.replace('@', '.')))
    .map(({ name, email }) => person(name, email))
}
