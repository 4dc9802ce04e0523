import { at } from '../at'
import { placeInThreads } from '../mail/thread'
import { parsePatch } from '../patch/patch'
import type { Patch } from '../patch/types'
import { assembleVersions } from '../series/assembleVersions'
import { readSubject } from '../series/kind'
import { type ChainEntry, type Correction, linkVersions } from '../series/link'
import type { SeriesMail, Version } from '../series/types'
import { deriveSeries, type SeriesParts } from './deriveSeries'
import { seatNotices } from './notices'
import { findSeriesIssues } from './seriesIssues'
import type { ClusterMail, DerivedCluster, DerivedPlace, Seat } from './types'
import { readFacts } from './versionFacts'

/**
 * Derives everything that follows from a set of connected mails: threads, versions, series, tags, comparisons. Pure: the result depends
 * on the sets of mails and corrections alone. Mails that share a key (see readConnections) or a correction must be given together.
 * `known`: people who are known to take patches, by the rest of the archive (SeriesInput).
 */
export function deriveCluster(
  cluster: readonly ClusterMail[],
  corrections: readonly Correction[] = [],
  known: ReadonlySet<string> = new Set(),
): DerivedCluster {
  const mails = placeMails(cluster)
  const versions = assembleVersions(mails)
  const patches = parsePatches(versions, cluster)
  const facts = versions.map((version) => readFacts(version, patches, cluster))
  const { chains, relations } = linkVersions(facts, corrections)
  const seriesKeys = chains.map((chain) => at(versions, at(chain, 0).index).head.key)
  const seats = seatMails(mails, versions, chains)
  const parts: SeriesParts = { cluster, mails, versions, patches, seats, relations, known }
  const series = chains.map((chain, index) => deriveSeries(index, chain, parts))
  return {
    places: mails.map((mail) => placeOf(mail, mails, seats, seriesKeys)),
    series,
    issues: findSeriesIssues(series, cluster),
  }
}

function placeMails(cluster: readonly ClusterMail[]): SeriesMail[] {
  const read = cluster.map((mail) => readSubject(mail, mail.hasDiff))
  const threads = placeInThreads(
    cluster.map((mail, index) => {
      const { version, total } = at(read, index).tag
      return { ...mail, mark: `${version ?? 1}/${total ?? ''}` }
    }),
  )
  return cluster.map(({ key, messageId, from, receivedMs, sentAtMs, references }, index) => {
    const answers = references.length > 0
    return { index, key, messageId, from, receivedMs, sentAtMs, answers, ...at(read, index), ...at(threads, index) }
  })
}

/** The parsed patches, by index of the mail. */
function parsePatches(versions: readonly Version[], cluster: readonly ClusterMail[]): Map<number, Patch> {
  const parsed = new Map<number, Patch>()
  for (const { mail } of versions.flatMap(({ patches }) => patches)) {
    const { from, body } = at(cluster, mail.index)
    parsed.set(mail.index, parsePatch({ title: mail.tag.title, from, body }))
  }
  return parsed
}

/** Assigns mails to versions: covers and patches where they were posted, notices to the patch that was taken, any other mail to the nearest of these above it. */
function seatMails(
  mails: readonly SeriesMail[],
  versions: readonly Version[],
  chains: readonly (readonly ChainEntry[])[],
): (Seat | null)[] {
  const seats = new Array<Seat | null>(mails.length).fill(null)
  for (const [series, chain] of chains.entries()) {
    for (const [place, { index }] of chain.entries()) {
      const { cover, patches } = at(versions, index)
      if (cover !== null) seats[cover.index] = { series, position: place + 1, number: 0 }
      for (const { number, mail } of patches) seats[mail.index] = { series, position: place + 1, number }
    }
  }
  for (const [index, seat] of seatNotices({ mails, seats })) seats[index] = seat
  const posted = seats.map((seat) => seat !== null)
  for (const mail of mails) {
    if (seats[mail.index] !== null) continue
    let above = mail.parent
    while (above !== null && posted[above] !== true) above = at(mails, above).parent
    if (above !== null) seats[mail.index] = seats[above] ?? null
  }
  return seats
}

function placeOf(
  mail: SeriesMail,
  mails: readonly SeriesMail[],
  seats: readonly (Seat | null)[],
  seriesKeys: readonly string[],
): DerivedPlace {
  const seat = seats[mail.index] ?? null
  return {
    key: mail.key,
    thread: at(mails, mail.thread).key,
    parent: mail.parent === null ? null : at(mails, mail.parent).key,
    ghost: mail.ghost,
    orderMs: mail.orderMs,
    kind: mail.kind,
    series: seat === null ? null : at(seriesKeys, seat.series),
    version: seat?.position ?? null,
    number: seat?.number ?? null,
  }
}
