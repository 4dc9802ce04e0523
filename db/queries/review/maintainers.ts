import type { Address } from '../../../lib/mail/types'
import { mailboxKey } from '../../../lib/review/basis'
import { readText, type StoredText } from '../../mail/messageText'
import type { PackedMail } from '../../mail/packedMail'
import type { Db } from '../../open'
import type { PersonDetail } from '../views'

/** People who are named of one series. */
const MAX_NAMED = 3

type TextRow = { readonly text: Buffer } & PackedMail

/**
 * Who may apply a series: the people whom its newest version was sent to, and who are known for applying patches or named
 * by the operator for one of its lists; at most three. Who is known changes with the archive, so this is never stored with the series.
 */
export function findMaintainers(db: Db, series: number, author: string): PersonDetail[] {
  const selectHead = db.prepare<{ series: number }, TextRow>(
    `SELECT messages.text, mails.raw, mails.body FROM versions JOIN messages ON messages.id = versions.head JOIN mails ON mails.id = messages.id
     WHERE versions.series = @series ORDER BY versions.position DESC LIMIT 1`,
  )
  const applies = db
    .prepare<{ mailbox: string; series: number }, 1>(
      `SELECT 1 FROM trusted WHERE trusted.kind IN ('known', 'taker') AND trusted.value = @mailbox
       UNION ALL
       SELECT 1 FROM series_lists JOIN maintainers ON maintainers.scope = series_lists.list AND maintainers.email = @mailbox
       WHERE series_lists.series = @series
       LIMIT 1`,
    )
    .pluck()
  const head = selectHead.get({ series })
  if (head === undefined) return []
  const seen = new Set([mailboxKey(author)])
  return addressesOf(readText(head))
    .filter(({ email }) => {
      const mailbox = mailboxKey(email)
      if (seen.has(mailbox) || applies.get({ mailbox, series }) === undefined) return false
      seen.add(mailbox)
      return true
    })
    .slice(0, MAX_NAMED)
    .map(({ name, email }) => ({ name, emails: [email] }))
}

function addressesOf({ recipients }: StoredText): Address[] {
  const { to, cc } = JSON.parse(recipients) as { readonly to: readonly Address[]; readonly cc: readonly Address[] }
  return [...to, ...cc]
}
