import { mailboxKey } from '../../lib/review/basis'
import type { Db } from '../open'
import { countMails } from './activityRows'
import { settleBoilerplate } from './boilerplateRows'
import { type ArchiveTrust, findLists, findTrusted, loadTrusted, settleTrusted } from './knownRows'
import { linkAndDerive, type Queue } from './linkAndDerive'
import { openMailmap } from './mailmapRows'
import { noticesNear, seatNotices } from './noticeRows'
import { openPlaceReader } from './placeReader'
import { assemblePostings } from './postingRows'
import { listPulledMails } from './pullReader'
import { toRecheck } from './recheck'
import { openClear } from './seriesRows'
import { settlePulls } from './settlePulls'
import { placeThreads } from './threadRows'
import { settleTies } from './tieRows'
import { findMisjudged } from './trustRows'
import { nameVariants } from './variantRows'
import { openVersionIndex } from './versionIndex'

/** Generation of the rules in lib/. Raise it when the same mails give other rows: a database made by older rules is then read again. */
export const RULES = 39

/**
 * Derives what the touched mails may have changed, and empties `touched`. In three stages: the mails are placed in threads, versions are
 * assembled and linked from sketches, and each series that this changed is derived by itself. Then derives again the series with
 * a statement by someone whose maintainer status changed. Once is enough, since that status does not depend on how those
 * statements were read. The caller holds the transaction that brought the mails. `onProgress` gets the number of touched mails that are done.
 */
export function deriveTouched(db: Db, touched: Set<number>, onProgress: (done: number) => void = () => {}): void {
  if (touched.size === 0) return
  nameVariants(db, touched)
  dropOutdated(db, touched)
  deriveAll(db, { mails: touched, commits: NONE, onProgress })
  touched.clear()
  db.prepare('INSERT INTO derivation (id, rules) VALUES (1, @rules) ON CONFLICT DO NOTHING').run({ rules: RULES })
}

/**
 * Ties these commits to the patch mails that they were made from, and derives the series of which that changes something. Pass the commits
 * that are new, were seen on another branch or have gone from one, have got a patch-id, or whose text was stored. The caller holds the transaction that
 * wrote them.
 */
export function deriveCommits(db: Db, commits: Iterable<number>): void {
  deriveAll(db, { mails: NONE, commits: new Set(commits), onProgress: () => {} })
}

const NONE: ReadonlySet<number> = new Set()

function deriveAll(db: Db, { mails, commits, onProgress }: Pick<Round, 'mails' | 'commits' | 'onProgress'>): void {
  const before = loadTrusted(db)
  const committers = deriveRound(db, { mails, commits, archive: before, onProgress })
  const recheck = toRecheck(db)
  for (const email of committers) recheck.add(mailboxKey(email))
  settleTrust(db, before)
}

/**
 * Derives again the series that were derived while other things were known of the people who wrote to them. What is known of people does not depend
 * on what was known before, so once is enough. The caller holds the transaction.
 */
export function settleTrust(db: Db, before: ArchiveTrust = loadTrusted(db)): void {
  const after = findTrusted(db)
  const recheck = toRecheck(db)
  const { mailboxes, lists, forges } = settleTrusted(db, before, after)
  for (const mailbox of mailboxes) recheck.add(mailbox)
  addSiblings(db, recheck)
  const misjudged = findMisjudged(db, after, { mailboxes: recheck, lists })
  if (forges.size > 0) for (const mail of listPulledMails(db)) misjudged.add(mail)
  dropOutdated(db, misjudged)
  const places = openPlaceReader(db)
  const heads = [...misjudged].flatMap((mail) => places.seriesMatesOf(mail))
  // No mail, link, tie or pull request depends on who is trusted, so only the series themselves are derived again.
  linkAndDerive(db, {
    queue: { link: new Set(), derive: new Set(heads) },
    changed: NONE,
    index: openVersionIndex(db),
    archive: after,
    onProgress: () => {},
  })
  recheck.clear()
}

/** Adds the other addresses of these people, by mail and by the .mailmap of a tree: what is known of one holds for the others. */
function addSiblings(db: Db, mailboxes: Set<string>): void {
  const rows = db
    .prepare<[], { readonly mailbox: string; readonly other: string; readonly namer: string }>(
      'SELECT DISTINCT siblings.mailbox, siblings.other, siblings.namer FROM siblings',
    )
    .all()
  const changed = new Set(mailboxes)
  for (const { mailbox, other, namer } of rows) if (changed.has(other) || changed.has(namer)) mailboxes.add(mailbox)
  const { othersOf } = openMailmap(db)
  for (const mailbox of changed) for (const other of othersOf(mailbox)) mailboxes.add(other)
}

/** Leaves out mails that wait to be read again: they are derived then, and what is stored of them now is for pages alone. */
function dropOutdated(db: Db, mails: Set<number>): void {
  const isOutdated = db.prepare<{ id: number }, 1>('SELECT 1 FROM outdated WHERE message = @id').pluck()
  for (const id of mails) if (isOutdated.get({ id }) === 1) mails.delete(id)
}

interface Round {
  readonly mails: ReadonlySet<number>
  readonly commits: ReadonlySet<number>
  readonly archive: ArchiveTrust
  readonly onProgress: (done: number) => void
}

/** Returns the addresses of people who have committed other patches than before. */
function deriveRound(db: Db, { mails, commits, archive, onProgress }: Round): ReadonlySet<string> {
  if (mails.size + commits.size === 0) return new Set()
  const { threads, moved, left } = placeThreads(db, mails)
  countMails(db, moved)
  const lists = findLists(db)
  const { changed, affected } = assemblePostings(db, threads, moved)
  const queue: Queue = { link: new Set([...changed, ...affected]), derive: new Set(changed) }
  const places = openPlaceReader(db)
  const enqueue = (mails: Iterable<number>): void => {
    for (const mail of mails) {
      const head = places.versionOf(mail)
      if (head !== null) queue.derive.add(head)
      const waiting = places.isPosting(mail) ? queue.link : queue.derive
      for (const other of places.seriesMatesOf(mail)) waiting.add(other)
    }
  }
  enqueue(moved)
  enqueue(left)
  enqueue(settleBoilerplate(db, moved))
  clearOutside(db, moved)
  const notices = seatNotices(db, noticesNear(db, moved))
  enqueue(notices.moved)
  enqueue(notices.left)
  const index = openVersionIndex(db)
  const owned = [...moved].flatMap((mail) => (places.isOwning(mail) ? (places.versionOf(mail) ?? []) : []))
  for (const head of owned) queue.link.add(head)
  const { relinked, deriveAgain } = linkAndDerive(db, {
    queue,
    changed: new Set([...changed, ...owned]),
    index,
    archive: { ...archive, ...lists },
    onProgress,
  })
  // A commit is tied to one patch of each series, so it has to be known which series there are.
  const ties = settleTies(db, { moved, heads: new Set([...changed, ...relinked]), commits })
  deriveAgain([...ties.mails].flatMap((mail) => places.versionOf(mail) ?? []))
  const pulled = settlePulls(db, { moved, heads: new Set([...changed, ...relinked]) }, index)
  deriveAgain([...pulled].flatMap((mail) => places.versionOf(mail) ?? []))
  return ties.committers
}

/** Deletes the series of mails that belong to none any more. Their other mails are queued already. */
function clearOutside(db: Db, moved: ReadonlySet<number>): void {
  const isOutside = db
    .prepare<{ id: number }, 1>('SELECT 1 FROM places WHERE message = @id AND posting IS NULL AND series IS NOT NULL')
    .pluck()
  openClear(db)([...moved].filter((id) => isOutside.get({ id }) === 1))
}
