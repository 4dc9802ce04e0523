import type { Address } from '../../../lib/mail/types'
import { once } from '../../../lib/once'
import { mailboxKey } from '../../../lib/review/basis'
import { isInScope, type Posted } from '../../../lib/review/posted'
import { readText, type StoredText } from '../../mail/messageText'
import type { PackedMail } from '../../mail/packedMail'
import type { Db } from '../../open'
import { openDeciders } from '../../tree/deciders'
import type { PersonDetail } from '../views'
import { listPaths, openAppliesHere } from './appliesHere'

/** People who are named of one series. */
const MAX_NAMED = 3

type TextRow = { readonly text: Buffer } & PackedMail

/**
 * Who may apply a series: the people to whom its newest version was sent and who are known for applying patches such as these, who have committed such to a
 * git tree of a maintainer, or whom the operator named for one of its lists or for all of its files. If it was sent to none of these, all whom the operator
 * named. At most three. Who is known changes with the archive, so this is never stored with the series.
 */
export function findMaintainers(db: Db, series: number, author: string): PersonDetail[] {
  const selectHead = db.prepare<{ series: number }, TextRow>(
    `SELECT messages.text, mails.raw, mails.body FROM versions JOIN messages ON messages.id = versions.head JOIN mails ON mails.id = messages.id
     WHERE versions.series = @series ORDER BY versions.position DESC LIMIT 1`,
  )
  const isKnown = openIsKnown(db)
  const appliesHere = openAppliesHere(db, series)
  const posted = openPosted(db, series)
  const decides = openDeciders(db)
  const named = findNamed(db, series)
  const isMaintainer = (mailbox: string) =>
    named.has(mailbox) || (isKnown(mailbox) && appliesHere(mailbox)) || decides(mailbox, posted)
  const head = selectHead.get({ series })
  if (head === undefined) return []
  const own = mailboxKey(author)
  const seen = new Set([own])
  const addressed = addressesOf(readText(head)).filter(({ email }) => {
    const mailbox = mailboxKey(email)
    if (seen.has(mailbox) || !isMaintainer(mailbox)) return false
    seen.add(mailbox)
    return true
  })
  const others = [...named].filter((mailbox) => mailbox !== own).map((email) => ({ name: '', email }))
  return (addressed.length > 0 ? addressed : others)
    .slice(0, MAX_NAMED)
    .map(({ name, email }) => ({ name: name || nameOf(db, email), emails: [email] }))
}

/** The name under which somebody with this address wrote; '' for an address in no series. */
export function nameOf(db: Db, email: string): string {
  const select = db.prepare<{ email: string }, string>(
    `SELECT people.name FROM addresses JOIN people ON people.series = addresses.series AND people.person = addresses.person
     WHERE addresses.email = @email AND people.name <> '' ORDER BY addresses.series LIMIT 1`,
  )
  return select.pluck().get({ email: email.toLowerCase() }) ?? ''
}

/** Prepares to check whether the archive shows that a mailbox applies patches of others, wherever that was. */
export function openIsKnown(db: Db): (mailbox: string) => boolean {
  const select = db
    .prepare<{ mailbox: string }, 1>(
      "SELECT 1 FROM trusted WHERE trusted.kind IN ('known', 'taker') AND trusted.value = @mailbox LIMIT 1",
    )
    .pluck()
  return (mailbox) => select.get({ mailbox }) === 1
}

/** The mailboxes that the operator named for a list of a series, or for all files that its newest version changes. */
export function findNamed(db: Db, series: number): Set<string> {
  const selectScopes = db.prepare<[], { readonly email: string; readonly scope: string }>(
    'SELECT maintainers.email, maintainers.scope FROM maintainers ORDER BY maintainers.email, maintainers.scope',
  )
  const scopes = new Map<string, string[]>()
  for (const { email, scope } of selectScopes.all()) scopes.set(email, [...(scopes.get(email) ?? []), scope])
  if (scopes.size === 0) return new Set()
  const posted = openPosted(db, series)
  return new Set([...scopes].flatMap(([email, own]) => (isInScope(own, posted) ? [email] : [])))
}

/** What was posted as the newest version of a series, and where. */
function openPosted(db: Db, series: number): Posted {
  const selectLists = db
    .prepare<{ series: number }, string>(
      'SELECT series_lists.list FROM series_lists WHERE series_lists.series = @series',
    )
    .pluck()
  return { lists: selectLists.all({ series }), paths: once(() => listPaths(db, series)) }
}

function addressesOf({ recipients }: StoredText): Address[] {
  const { to, cc } = JSON.parse(recipients) as { readonly to: readonly Address[]; readonly cc: readonly Address[] }
  return [...to, ...cc]
}
