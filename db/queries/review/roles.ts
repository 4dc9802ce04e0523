import { type Basis, mailboxKey, mayDecide } from '../../../lib/review/basis'
import type { Db } from '../../open'
import { readList } from '../format'
import type { Role } from '../views'

/** Addresses of one person that are looked up. Bounds the work for a person with thousands. */
const MAX_MAILBOXES = 20

/**
 * Prepares to say who speaks in a series, by the addresses of a person: somebody on the author's side; a maintainer, who may decide about the series, is known
 * for applying patches, or is named by the operator for one of its lists; or a reviewer, which is anybody else. Who is known changes with the archive, so
 * this is never stored with the series.
 */
export function openRoles(db: Db, series: number): (emails: readonly string[]) => Role {
  const authors = new Set(listAuthors(db, series).map(mailboxKey))
  const deciders = new Set(listDeciders(db, series))
  const applies = db
    .prepare<{ mailbox: string; series: number }, 1>(
      `SELECT 1 FROM trusted WHERE trusted.kind IN ('known', 'taker') AND trusted.value = @mailbox
       UNION ALL
       SELECT 1 FROM series_lists JOIN maintainers ON maintainers.scope = series_lists.list AND maintainers.email = @mailbox
       WHERE series_lists.series = @series
       LIMIT 1`,
    )
    .pluck()
  const known = new Map<readonly string[], Role>()
  const find = (emails: readonly string[]): Role => {
    const mailboxes = emails.slice(0, MAX_MAILBOXES).map(mailboxKey)
    if (mailboxes.some((mailbox) => authors.has(mailbox))) return 'author'
    const decides = mailboxes.some((mailbox) => deciders.has(mailbox) || applies.get({ mailbox, series }) !== undefined)
    return decides ? 'maintainer' : 'reviewer'
  }
  return (emails) => {
    const role = known.get(emails) ?? find(emails)
    known.set(emails, role)
    return role
  }
}

/** The addresses of those who sent the series or spoke for its authors. */
function listAuthors(db: Db, series: number): string[] {
  return db
    .prepare<{ series: number }, { emails: string }>(
      `SELECT json_array(series.author_email) AS emails FROM series WHERE series.id = @series
       UNION ALL
       SELECT people.emails FROM people WHERE people.series = @series AND people.person IN
         (SELECT positions.person FROM positions WHERE positions.series = @series AND positions.position = 'author')`,
    )
    .all({ series })
    .flatMap(({ emails }) => readList<string>(emails))
}

/** The mailboxes of those who said what has become of the series and may decide it. */
function listDeciders(db: Db, series: number): string[] {
  return db
    .prepare<{ series: number }, { mailbox: string; basis: Basis }>(
      `SELECT DISTINCT claims.mailbox, claims.basis FROM claims WHERE claims.series = @series AND claims.own = 0 AND claims.kind <> 'speaker'`,
    )
    .all({ series })
    .filter(({ basis }) => mayDecide(basis))
    .map(({ mailbox }) => mailbox)
}
