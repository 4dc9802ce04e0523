import type { SeriesMember } from '../../lib/derive/deriveSeries'
import { memo } from '../../lib/memo'
import { once } from '../../lib/once'
import { parsePatch, patchPaths } from '../../lib/patch/patch'
import { findKnown, mailboxKey } from '../../lib/review/basis'
import { isPosting } from '../../lib/series/slot'
import type { Db } from '../open'

/** What was posted, as far as it shows who decides about it. */
interface Posted {
  readonly lists: readonly string[]
  /** The files that it changes. Only asked for where a tree has scopes. */
  readonly paths: () => readonly string[]
}

/** The branch of a maintainer on which somebody committed what was posted. What was only posted to be pulled had been committed before, and others decided to pull it. */
const COMMITTED = `SELECT 1 FROM committers JOIN commits ON commits.committer = committers.id JOIN ties ON ties."commit" = commits.id
       JOIN mails ON mails.id = ties.message JOIN places ON places.message = ties.message JOIN sightings ON sightings."commit" = commits.id
       JOIN branches ON branches.id = sightings.branch JOIN trees ON trees.id = branches.tree
  WHERE committers.email = @mailbox AND branches.role = 'maintainer' AND places.kind = 'patch'`

/**
 * Prepares finding out whether somebody decides about what was posted: who has committed, to a maintainer's branch, patches that were
 * posted to one of its lists. A tree with scopes counts for the lists that they name, and for what changes files below the paths that they name and
 * no others. On mainline and stable branches everybody may commit what others decided.
 */
export function openDeciders(db: Db): (mailbox: string, posted: Posted) => boolean {
  const some = db.prepare<[], 1>('SELECT 1 FROM ties LIMIT 1').pluck()
  const someScopes = db.prepare<[], 1>("SELECT 1 FROM trees WHERE trees.scopes <> '[]' LIMIT 1").pluck()
  const forList = db
    .prepare<{ mailbox: string; list: string }, 1>(
      `${COMMITTED} AND EXISTS (SELECT 1 FROM json_each(mails.lists) AS posted WHERE posted.value = @list)
         AND (trees.scopes = '[]' OR EXISTS (SELECT 1 FROM json_each(trees.scopes) AS scope WHERE scope.value = @list))
       LIMIT 1`,
    )
    .pluck()
  const forPaths = db
    .prepare<{ mailbox: string; paths: string }, 1>(
      `${COMMITTED} AND NOT EXISTS (
         SELECT 1 FROM json_each(@paths) AS file WHERE NOT EXISTS (
           SELECT 1 FROM json_each(trees.scopes) AS scope
           WHERE file.value = scope.value
             OR substr(file.value, 1, length(rtrim(scope.value, '/')) + 1) = rtrim(scope.value, '/') || '/'))
       LIMIT 1`,
    )
    .pluck()
  const known = new Map<string, boolean>()
  const decidesFor = (mailbox: string, paths: readonly string[]): boolean =>
    paths.length > 0 && forPaths.get({ mailbox, paths: JSON.stringify(paths) }) === 1
  return (mailbox, { lists, paths }) =>
    some.get() !== undefined &&
    (lists.some((list) => memo(known, `${mailbox} ${list}`, () => forList.get({ mailbox, list }) === 1)) ||
      (someScopes.get() !== undefined && decidesFor(mailbox, paths())))
}

/** `known`, and those who wrote to a series and commit what is posted to its lists or changes its files. */
export function addDeciders(
  members: readonly SeriesMember[],
  known: ReadonlySet<string>,
  decides: (mailbox: string, posted: Posted) => boolean,
): ReadonlySet<string> {
  const postings = members.filter(({ mail }) => isPosting(mail))
  const lists = [...new Set(postings.flatMap(({ stored }) => stored.lists))]
  const paths = once(() => [
    ...new Set(
      postings.flatMap(({ mail: { kind, tag }, stored: { from, body } }) =>
        kind === 'patch' ? patchPaths(parsePatch({ title: tag.title, from, body }).files) : [],
      ),
    ),
  ])
  const found = members.flatMap(({ mail, stored }) => {
    const mailbox = mailboxKey(stored.from.email)
    return !isPosting(mail) && !known.has(mailbox) && decides(mailbox, { lists, paths }) ? [mailbox] : []
  })
  return found.length === 0 ? known : new Set([...known, ...found])
}

/** The mailboxes of people known, from the whole archive, for applying patches that are sent to them. */
export function loadKnown(db: Db): Set<string> {
  const taken = db.prepare<[], { taker: string; author: string }>(
    `SELECT DISTINCT claims.mailbox AS taker, series.author_email AS author
     FROM claims JOIN series ON series.id = claims.series WHERE claims.basis = 'addressed' AND claims.kind = 'applied'`,
  )
  return findKnown(taken.all())
}

interface ClaimRow {
  readonly message: number
  readonly basis: 'known' | 'none'
  readonly series: number
}

/**
 * The mails that were derived while other people were known. `committers`: people who have committed other patches than before, which may
 * change whether they decide for a list.
 */
export function findMisjudged(db: Db, known: ReadonlySet<string>, committers: ReadonlySet<string>): Set<number> {
  const trusted = db
    .prepare<[], string>("SELECT DISTINCT claims.mailbox FROM claims WHERE claims.basis = 'known'")
    .pluck()
  const select = db.prepare<{ mailbox: string }, ClaimRow>(
    `SELECT claims.message, claims.basis, claims.series FROM claims
     WHERE claims.basis IN ('known', 'none') AND claims.mailbox = @mailbox`,
  )
  const selectLists = db
    .prepare<{ series: number }, string>(
      `SELECT DISTINCT list.value FROM places JOIN mails ON mails.id = places.message, json_each(mails.lists) AS list
       WHERE places.series = @series AND places.kind IN ('cover', 'patch')`,
    )
    .pluck()
  const selectPaths = db
    .prepare<{ series: number }, string>(
      `SELECT DISTINCT file.value FROM versions JOIN patches ON patches.version = versions.id, json_each(patches.files) AS file
       WHERE versions.series = @series`,
    )
    .pluck()
  const decides = openDeciders(db)
  const misjudged = new Set<number>()
  for (const mailbox of new Set([...known, ...trusted.all(), ...[...committers].map(mailboxKey)])) {
    for (const { message, basis, series } of select.all({ mailbox })) {
      const now =
        known.has(mailbox) ||
        decides(mailbox, {
          lists: selectLists.all({ series }),
          paths: () => selectPaths.all({ series }),
        })
      if (now !== (basis === 'known')) misjudged.add(message)
    }
  }
  return misjudged
}
