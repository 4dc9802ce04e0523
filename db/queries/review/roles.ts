import { memo } from '../../../lib/memo'
import { type Basis, mailboxKey, mayDecide } from '../../../lib/review/basis'
import type { Db } from '../../open'
import { readList } from '../format'
import type { Role } from '../views'
import { findNamed, openIsKnown } from './maintainers'

/** Addresses of one person that are looked up. Bounds the work for a person with thousands. */
const MAX_MAILBOXES = 20

/**
 * Prepares to say who speaks in a series, by the addresses of a person: the author's side; a maintainer, who decided about the series, applies patches
 * of others anywhere in the archive, or was named by the operator for this series; or a reviewer, which is anybody else. This is a word for readers and
 * gives nobody a say; lib/review/footing.ts decides that. Who is known changes with the archive, so this is never stored with the series.
 */
export function openRoles(db: Db, series: number): (emails: readonly string[]) => Role {
  const authors = new Set(listAuthors(db, series).map(mailboxKey))
  const maintainers = new Set([...listDeciders(db, series), ...findNamed(db, series)])
  const isKnown = openIsKnown(db)
  const roles = new Map<readonly string[], Role>()
  const find = (emails: readonly string[]): Role => {
    const mailboxes = emails.slice(0, MAX_MAILBOXES).map(mailboxKey)
    if (mailboxes.some((mailbox) => authors.has(mailbox))) return 'author'
    return mailboxes.some((mailbox) => maintainers.has(mailbox) || isKnown(mailbox)) ? 'maintainer' : 'reviewer'
  }
  return (emails) => memo(roles, emails, () => find(emails))
}

/** The addresses of everyone who sent the series or spoke for its authors. */
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

/** The mailboxes of everyone who said what has become of the series and may decide it. */
function listDeciders(db: Db, series: number): string[] {
  return db
    .prepare<{ series: number }, { mailbox: string; basis: Basis }>(
      `SELECT DISTINCT claims.mailbox, claims.basis FROM claims WHERE claims.series = @series AND claims.own = 0 AND claims.kind <> 'speaker'`,
    )
    .all({ series })
    .filter(({ basis }) => mayDecide(basis))
    .map(({ mailbox }) => mailbox)
}
