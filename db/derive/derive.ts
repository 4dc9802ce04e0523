import { createHash } from 'node:crypto'
import { at } from '../../lib/at'
import { deriveSeries } from '../../lib/derive/deriveSeries'
import { findSeriesIssues } from '../../lib/derive/seriesIssues'
import { mailboxKey } from '../../lib/review/basis'
import { findCrossed, type VersionIndex } from '../../lib/series/candidates'
import type { ChainEntry } from '../../lib/series/chain'
import { mailsOf } from '../../lib/series/facts'
import type { Correction } from '../../lib/series/groups'
import { isClaim, openLinking } from '../../lib/series/link'
import type { Relation } from '../../lib/series/linkVersions'
import type { Db } from '../open'
import { openLanded } from '../tree/commitReader'
import { countMails } from './activityRows'
import { openBoilerplate, settleBoilerplate } from './boilerplateRows'
import { openStoredChains } from './chainRows'
import { type ArchiveTrust, findLists, findTrusted, loadTrusted, settleTrusted } from './knownRows'
import { openMailmap } from './mailmapRows'
import { findNotices, noticesNear, seatNotices } from './noticeRows'
import { assemblePostings } from './postingRows'
import { listPulledMails, openPullReader } from './pullReader'
import { toRecheck } from './recheck'
import { replaceRelations } from './relationRows'
import { openSeriesReader } from './seriesReader'
import { openClear, openSeriesRows } from './seriesRows'
import { settlePulls } from './settlePulls'
import { placeThreads } from './threadRows'
import { settleTies } from './tieRows'
import { findMisjudged, openJudged, openTrust, postedBy } from './trustRows'
import { nameVariants } from './variantRows'
import { openVersionIndex } from './versionIndex'

/** Generation of the rules in lib/. Raise it when the same mails give other rows: a database made by older rules is then read again. */
export const RULES = 29

/**
 * Derives what the touched mails may have changed, and empties `touched`. In three stages: the mails are placed in threads, versions are
 * assembled and linked from sketches, and each series that this changed is derived by itself. Then does the same for series with
 * a statement by someone whose maintainer status changed. One such round is enough, since that status does not depend on those
 * statements. The caller holds the transaction that brought the mails. `onProgress` gets the number of touched mails that are done.
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
  recheck.clear()
  dropOutdated(db, misjudged)
  deriveRound(db, { mails: misjudged, commits: NONE, archive: after, onProgress: () => {} })
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

/**
 * What has to be done before a round is over: versions to link, and versions whose series has to be derived whether its links change or not.
 * A version of which only replies and notices changed is not linked again, since links depend on covers and patches alone, but for a reply
 * by which somebody owns a posting from another address.
 */
interface Queue {
  readonly link: Set<number>
  readonly derive: Set<number>
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

interface Work {
  readonly queue: Queue
  /** Versions that are new, or have other mails or another owner than before; all of them are in `queue.link`. */
  readonly changed: ReadonlySet<number>
  readonly index: VersionIndex
  readonly archive: ArchiveTrust
  readonly onProgress: (done: number) => void
}

interface Derived {
  /** The heads of the versions whose series has other versions or links than before. */
  readonly relinked: ReadonlySet<number>
  /** Derives the series of these versions once more, each once, with the links that it has. */
  readonly deriveAgain: (heads: readonly number[]) => void
}

function linkAndDerive(db: Db, { queue, changed, index, archive, onProgress }: Work): Derived {
  const linking = openLinking(index, loadCorrections(db))
  const places = openPlaceReader(db)
  const load = openSeriesReader(db)
  const boilerplateOf = openBoilerplate(db)
  const landedOf = openLanded(db)
  let pullsOf = openPullReader(db)
  const trustOf = openTrust(db, archive)
  const putJudged = openJudged(db)
  const write = openSeriesRows(db)
  const linked = new Set<number>()
  const relinked = new Set<number>()
  const relations: Relation[] = []
  let done = 0
  const storedChainOf = openStoredChains(db, index)
  const derive = (chain: readonly ChainEntry[], hash: string): void => {
    const { members, issues } = load(chain)
    const own = new Set(chain.map(({ facts }) => facts.version.head.id))
    for (const { mail } of members)
      for (const other of places.seriesMatesOf(mail.id)) if (!own.has(other)) queue.link.add(other)
    const boilerplate = boilerplateOf(members.map(({ mail }) => mail.id))
    const patches = chain.flatMap(({ facts }) => facts.version.patches.map(({ mail }) => mail))
    const landed = landedOf(patches)
    const { pulls, ids: outside } = pullsOf(patches)
    const { posted, senders, writers } = postedBy(members)
    const pulling = pulls.flatMap(({ from, answer }) => [from, ...(answer === null ? [] : [answer.from])])
    const { trust, standingOf } = trustOf(
      posted,
      [...senders, ...pulling.map(({ email }) => mailboxKey(email))],
      writers,
    )
    const series = deriveSeries({ chain, members, trust, boilerplate, landed, pulls })
    const ids = new Map(members.map(({ mail }) => [mail.key, mail.id]))
    const found = [...findSeriesIssues(series), ...issues]
    write({ series, issues: found, chain: hash, ids, outside, commits: landed.ids })
    putJudged(at(chain, 0).facts.version.head.id, standingOf, series.review)
    done += members.length
    onProgress(done)
  }
  const linkFrom = (start: number, wanted: ReadonlySet<number>): void => {
    const found = linked.has(start) ? undefined : linking.link(start)
    if (found === undefined) return
    relations.push(...found.relations)
    // Whether a claim is shown depends on how many series its version claims to belong to: all of them are looked at again.
    for (const relation of found.relations) if (isClaim(relation)) queue.link.add(relation.from)
    for (const chain of found.chains) {
      const heads = chain.map(({ facts }) => facts.version.head.id)
      for (const head of heads) linked.add(head)
      const hash = hashChain(chain)
      const same = places.isDerived(heads, hash)
      if (!same) for (const head of heads) relinked.add(head)
      if (!same || heads.some((head) => wanted.has(head))) derive(chain, hash)
    }
  }
  /** Derives the series of these versions, each once, with the links that it has. */
  const deriveAgain = (heads: Iterable<number>, isDone: (head: number) => boolean): void => {
    const again = new Set<number>()
    for (const head of heads) {
      if (isDone(head) || again.has(head)) continue
      const stored = storedChainOf(head)
      if (stored === undefined) {
        linked.delete(head)
        linkFrom(head, queue.derive)
      } else {
        for (const { facts } of stored.chain) again.add(facts.version.head.id)
        derive(stored.chain, stored.hash)
        stored.restoreRelations()
      }
    }
  }
  const given = new WeakSet<readonly number[]>()
  // A Set also iterates over what is added while it is walked: series that lose a version to another one.
  for (const head of queue.link) {
    const facts = changed.has(head) ? index.factsOf(head) : undefined
    if (facts !== undefined) for (const other of findCrossed(facts, index, changed.size, given)) queue.link.add(other)
    linkFrom(head, queue.derive)
  }
  deriveAgain(queue.derive, (head) => linked.has(head))
  // A notice without a link depends on which series have a patch of its title, which is known only now.
  const postings = [...linked].flatMap((head) => index.factsOf(head)?.version.patches.map(({ mail }) => mail) ?? [])
  const { moved, left } = seatNotices(db, findNotices(db, postings))
  const again = new Set<number>()
  for (const mail of [...moved, ...left]) {
    const head = places.versionOf(mail)
    if (head !== null) again.add(head)
  }
  deriveAgain(again, () => false)
  for (const head of queue.link) linkFrom(head, queue.derive)
  replaceRelations(db, { linked, relations, index, linking })
  return {
    relinked,
    deriveAgain(heads) {
      pullsOf = openPullReader(db)
      deriveAgain(heads, () => false)
    },
  }
}

interface PlaceReader {
  readonly isPosting: (mail: number) => boolean
  /** Whether it is a reply whose sender says that the posting above it is their own. */
  readonly isOwning: (mail: number) => boolean
  /** The head of the version that a mail belongs to; null when it belongs to none. */
  readonly versionOf: (mail: number) => number | null
  /** The heads of all versions of the series that a mail belongs to now. */
  readonly seriesMatesOf: (mail: number) => readonly number[]
  /** Whether the series with these versions is stored, and was derived from the same chain. */
  readonly isDerived: (heads: readonly number[], chain: string) => boolean
}

function openPlaceReader(db: Db): PlaceReader {
  const selectVersion = db
    .prepare<{ mail: number }, number | null>(
      `SELECT posting.head FROM places JOIN places AS posting ON posting.message = places.posting WHERE places.message = @mail`,
    )
    .pluck()
  const selectSeries = db
    .prepare<{ mail: number }, number | null>('SELECT places.series FROM places WHERE places.message = @mail')
    .pluck()
  const selectHeads = db
    .prepare<{ series: number }, number>('SELECT versions.head FROM versions WHERE versions.series = @series')
    .pluck()
  const selectChain = db
    .prepare<{ head: number }, string>(
      'SELECT series.chain FROM places JOIN series ON series.id = places.series WHERE places.message = @head',
    )
    .pluck()
  const selectPosting = db
    .prepare<{ mail: number }, 1>("SELECT 1 FROM places WHERE message = @mail AND kind IN ('cover', 'patch')")
    .pluck()
  const selectOwning = db
    .prepare<{ mail: number }, 1>("SELECT 1 FROM mentions WHERE message = @mail AND kind = 'owns'")
    .pluck()
  return {
    isOwning: (mail) => selectOwning.get({ mail }) === 1,
    isPosting: (mail) => selectPosting.get({ mail }) === 1,
    versionOf: (mail) => selectVersion.get({ mail }) ?? null,
    seriesMatesOf(mail) {
      const series = selectSeries.get({ mail })
      return series == null ? [] : selectHeads.all({ series })
    },
    isDerived: (heads, chain) => heads.every((head) => selectChain.get({ head }) === chain),
  }
}

function loadCorrections(db: Db): Correction[] {
  return db.prepare<[], Correction>('SELECT a, b, kind FROM corrections').all()
}

/** Equal for chains of which the same series is derived, as long as no mail comes. */
function hashChain(chain: readonly ChainEntry[]): string {
  const places = new Map(chain.map(({ facts }, place) => [facts.version.head.id, place]))
  const placeOf = (head: number | null | undefined) => (head == null ? null : (places.get(head) ?? 'other'))
  const parts = chain.map(({ facts: { version }, link }) => [
    [version.version, version.revision, version.labelled, version.rfc, version.total, placeOf(version.repliesTo)],
    version.patches.map(({ number }) => number),
    mailsOf(version).map(({ key }) => key),
    [placeOf(link?.to), link?.evidence],
  ])
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64').slice(0, 16)
}
