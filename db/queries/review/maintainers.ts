import type { Address } from '../../../lib/mail/types'
import { once } from '../../../lib/once'
import { mailboxKey } from '../../../lib/review/basis'
import { isForTree, offeredTrees, offersOwnTree } from '../../../lib/review/ownTree'
import { isInScope, type Posted } from '../../../lib/review/posted'
import { isBot } from '../../../lib/review/speaker'
import { readText, type StoredText } from '../../mail/messageText'
import type { PackedMail } from '../../mail/packedMail'
import type { Db } from '../../open'
import { openHasCommitted } from '../../tree/deciders'
import type { PersonDetail } from '../views'
import { listAppliers, listPaths, nearest, openExperience } from './appliesHere'

/** People who are named of one series. */
const MAX_NAMED = 3

type TextRow = { readonly text: Buffer } & PackedMail

/**
 * Who has to act on a series as somebody who applies patches, where no reply says who. At most three; nobody where nothing shows who.
 *
 * To apply it, its author if the newest version says that they would take it through a tree of theirs. Otherwise the first of these groups that has anybody: those in To of the newest version; those in Cc; those whom the operator named for one of its lists or for
 * all of its files; those who usually apply what touches its folder; its author, if they apply patches, or have a tree for it. Of the people in To and Cc only those count whom the operator named, and if there are none, those
 * who are known for applying patches, or committed some to a git tree of a maintainer, and applied others in the folders of most of its files.
 *
 * To review it: people in To who apply patches, and not only elsewhere; otherwise the one person in To, unless they have answered it.
 *
 * Who is known changes with the archive, so this is never stored with the series.
 */
export function findMaintainers(db: Db, series: number, author: string, task: 'apply' | 'review'): PersonDetail[] {
  if (task === 'apply' && offersToApply(db, series)) return [{ name: nameOf(db, author), emails: [author] }]
  const named = findNamed(db, series)
  const { to, cc } = recipientsOf(db, series)
  const isKnown = openIsKnown(db)
  const experienceOf = openExperience(db, series)
  const own = mailboxKey(author)
  const choose = (addresses: readonly Address[]): Address[] => {
    const seen = new Set([own])
    const found = addresses.filter(({ email }) => {
      const mailbox = mailboxKey(email)
      if (seen.has(mailbox)) return false
      seen.add(mailbox)
      if (named.has(mailbox)) return true
      if (!isKnown(mailbox)) return false
      const { here, elsewhere } = experienceOf(mailbox)
      return task === 'apply' ? here : !elsewhere
    })
    const chosen = found.filter(({ email }) => named.has(mailboxKey(email)))
    if (chosen.length > 0 || task === 'review') return found
    return nearest(found, ({ email }) => experienceOf(mailboxKey(email)).near)
  }
  const others = [...named].filter((mailbox) => mailbox !== own).map((email) => ({ name: '', email }))
  const choices = task === 'apply' ? [() => choose(to), () => choose(cc), () => others] : [() => choose(to)]
  for (const list of choices) {
    const found = list()
    if (found.length > 0)
      return found.slice(0, MAX_NAMED).map(({ name, email }) => ({ name: name || nameOf(db, email), emails: [email] }))
  }
  if (task === 'review') {
    const sole = findSole(db, to, own)
    return sole === undefined || hasReplied(db, series, sole) ? [] : [sole]
  }
  const usual = listAppliers(db, series)
    .filter((email) => email !== own && !isBot({ name: '', email }) && isKnown(email) && experienceOf(email).here)
    .slice(0, MAX_NAMED)
  // Whoever applies patches of others applies their own, too: <20231025145414.345239-1-pvorel@suse.cz>.
  const isOwn = usual.length === 0 && ((isKnown(own) && !experienceOf(own).elsewhere) || hasTree(db, series, author))
  return (isOwn ? [author] : usual).map((email) => ({ name: nameOf(db, email), emails: [email] }))
}

/** The one person in To who has written here, besides the author: <202212231045217042473@zte.com.cn>. */
function findSole(db: Db, to: readonly Address[], own: string): PersonDetail | undefined {
  if (to.length > MAX_TO) return undefined
  const people = to.flatMap(({ email }) => {
    const name = mailboxKey(email) === own ? '' : nameOf(db, email)
    return name === '' ? [] : [{ name, emails: [email] }]
  })
  return people.length === 1 ? people[0] : undefined
}

/** Whether somebody has answered the newest version of a series. <fbaa1f1d0510d51045120d896ac8b4aa01dd333f.camel@linux.ibm.com> */
function hasReplied(db: Db, series: number, { emails }: PersonDetail): boolean {
  const select = db.prepare<{ series: number; emails: string }, 1>(
    `SELECT 1 FROM places JOIN messages ON messages.id = places.message
     WHERE places.series = @series AND places.kind = 'reply' AND messages.from_email IN (SELECT value FROM json_each(@emails))
       AND places.version = (SELECT max(versions.position) FROM versions WHERE versions.series = @series) LIMIT 1`,
  )
  return select.pluck().get({ series, emails: JSON.stringify(emails) }) === 1
}

/** Whoever sends to more people asks none of them. */
const MAX_TO = 4

/** The name under which somebody with this address wrote; '' for an address in no series. */
export function nameOf(db: Db, email: string): string {
  const select = db.prepare<{ email: string }, string>(
    `SELECT people.name FROM addresses JOIN people ON people.series = addresses.series AND people.person = addresses.person
     WHERE addresses.email = @email AND people.name <> '' ORDER BY addresses.series LIMIT 1`,
  )
  return select.pluck().get({ email: email.toLowerCase() }) ?? ''
}

/** Prepares to check whether the archive or a git tree shows that a mailbox applies patches of others, wherever that was. */
export function openIsKnown(db: Db): (mailbox: string) => boolean {
  const select = db
    .prepare<{ mailbox: string }, 1>(
      "SELECT 1 FROM trusted WHERE trusted.kind IN ('known', 'taker') AND trusted.value = @mailbox LIMIT 1",
    )
    .pluck()
  const hasCommitted = openHasCommitted(db)
  return (mailbox) => select.get({ mailbox }) === 1 || hasCommitted(mailbox)
}

/** Prepares to check whether one of these mailboxes applies patches of others anywhere, or was named by the operator for anything. */
export function openIsMaintainer(db: Db): (mailboxes: readonly string[]) => boolean {
  const isKnown = openIsKnown(db)
  const isNamed = db
    .prepare<{ mailbox: string }, 1>('SELECT 1 FROM maintainers WHERE maintainers.email = @mailbox LIMIT 1')
    .pluck()
  return (mailboxes) => mailboxes.some((mailbox) => isKnown(mailbox) || isNamed.get({ mailbox }) === 1)
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

/** To whom the newest version of a series was sent; nobody where its first mail is missing. */
export function recipientsOf(
  db: Db,
  series: number,
): { readonly to: readonly Address[]; readonly cc: readonly Address[] } {
  const [head] = readHeads(db, series, 1)
  return head === undefined ? { to: [], cc: [] } : JSON.parse(head.recipients)
}

/** Whether one of the newest versions of a series says that its author would take it through a tree of theirs. <20221006165346.73159-1-Jason@zx2c4.com> */
export function offersToApply(db: Db, series: number): boolean {
  return readHeads(db, series, MAX_HEADS).some(({ body }) => offersOwnTree(body))
}

/** Whether the author of a series offered, in another series, a tree of theirs that is for this one. <20221029010857.161574-1-Jason@zx2c4.com> */
export function hasTree(db: Db, series: number, author: string): boolean {
  const title = db
    .prepare<{ series: number }, string>('SELECT series.title FROM series WHERE series.id = @series')
    .pluck()
    .get({ series })
  if (title?.includes(':') !== true) return false
  const select = db.prepare<{ series: number; author: string; limit: number }, number>(
    `SELECT series.id FROM addresses CROSS JOIN series ON series.id = addresses.series
     WHERE addresses.email = @author AND series.author_email = @author AND series.id <> @series
     ORDER BY series.last_ms DESC LIMIT @limit`,
  )
  const others = select.pluck().all({ series, author, limit: MAX_HEADS })
  return others.some((other) => readHeads(db, other, 1).some(({ body }) => isForTree(title, offeredTrees(body))))
}

/** Versions, and other series, in which an offer is looked for. */
const MAX_HEADS = 8

/** The texts of the first mails of the newest versions, newest first. */
function readHeads(db: Db, series: number, limit: number): StoredText[] {
  const select = db.prepare<{ series: number; limit: number }, TextRow>(
    `SELECT messages.text, mails.raw, mails.body FROM versions JOIN messages ON messages.id = versions.head JOIN mails ON mails.id = messages.id
     WHERE versions.series = @series ORDER BY versions.position DESC LIMIT @limit`,
  )
  return select.all({ series, limit }).map(readText)
}
