import { at } from '../../lib/at'
import { deriveSeries } from '../../lib/derive/deriveSeries'
import { findSeriesIssues } from '../../lib/derive/seriesIssues'
import { mailboxKey } from '../../lib/review/basis'
import { findCrossed, type VersionIndex } from '../../lib/series/candidates'
import type { ChainEntry } from '../../lib/series/chain'
import type { Correction } from '../../lib/series/groups'
import { isClaim, openLinking } from '../../lib/series/link'
import type { Relation } from '../../lib/series/linkVersions'
import type { Db } from '../open'
import { openLanded } from '../tree/commitReader'
import { findAbsorbed, openAbsorptions } from './absorptionRows'
import { openBoilerplate } from './boilerplateRows'
import { openStoredChains } from './chainRows'
import { hashChain } from './hashChain'
import type { ArchiveTrust } from './knownRows'
import { findNotices, seatNotices } from './noticeRows'
import { openPlaceReader } from './placeReader'
import { openPullReader } from './pullReader'
import { replaceRelations } from './relationRows'
import { openSeriesReader } from './seriesReader'
import { openSeriesRows } from './seriesRows'
import { openJudged, openTrust, postedBy } from './trustRows'

/**
 * What has to be done before a round is over: versions to link, and versions whose series has to be derived whether its links change or not.
 * A version of which only replies and notices changed is not linked again, since links depend on covers and patches alone, but for a reply
 * by which somebody owns a posting from another address.
 */
export interface Queue {
  readonly link: Set<number>
  readonly derive: Set<number>
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

/** Links versions, and derives the series of which that, or a mail, changes something. */
export function linkAndDerive(db: Db, { queue, changed, index, archive, onProgress }: Work): Derived {
  const linking = openLinking(index, loadCorrections(db))
  const places = openPlaceReader(db)
  const load = openSeriesReader(db)
  const boilerplateOf = openBoilerplate(db)
  const landedOf = openLanded(db)
  let pullsOf = openPullReader(db)
  const absorptionsOf = openAbsorptions(db, index)
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
    const { pulls, ids: pullIds } = pullsOf(patches)
    const { absorptions, ids: otherIds } = absorptionsOf([...own])
    const outside = new Map([...pullIds, ...otherIds])
    const { posted, senders, writers } = postedBy(members)
    const pulling = pulls.flatMap(({ from, answer }) => [from, ...(answer === null ? [] : [answer.from])])
    const { trust, standingOf } = trustOf(
      posted,
      [...senders, ...pulling.map(({ email }) => mailboxKey(email))],
      writers,
    )
    const series = deriveSeries({ chain, members, trust, boilerplate, landed, pulls, absorptions })
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
  deriveAgain(findAbsorbed(db, linked), () => false)
  return {
    relinked,
    deriveAgain(heads) {
      pullsOf = openPullReader(db)
      deriveAgain(heads, () => false)
    },
  }
}

function loadCorrections(db: Db): Correction[] {
  return db.prepare<[], Correction>('SELECT a, b, kind FROM corrections').all()
}
