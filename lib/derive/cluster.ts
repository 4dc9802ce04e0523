import { at } from '../at'
import { placeInThreads } from '../mail/thread'
import { parsePatch } from '../patch/patch'
import type { Patch } from '../patch/types'
import { assembleVersions } from '../series/assembleVersions'
import { readSubject } from '../series/kind'
import { type ChainEntry, type Correction, linkVersions } from '../series/link'
import type { SeriesMail, Version } from '../series/types'
import { seatNotices } from './notices'
import { deriveSeries, type SeriesParts } from './series'
import { findSeriesIssues } from './seriesIssues'
import type { ClusterMail, DerivedCluster, DerivedPlace, Seat } from './types'
import { readFacts } from './versionFacts'

/**
 * Derives all that follows from a set of connected mails: threads, versions, series, tags, comparisons. Pure: the result
 * depends on the sets alone. Mails that a key connects (see clusterKeys), or a correction, must be given together. `known`: who may be
 * expected to take patches by what the rest of the archive shows (SeriesInput).
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
  const seriesKeys = chains.map((chain) => versions[chain[0]?.index ?? 0]?.head.key ?? '')
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

/** By index of the mail. */
function parsePatches(versions: readonly Version[], cluster: readonly ClusterMail[]): Map<number, Patch> {
  const parsed = new Map<number, Patch>()
  for (const { mail } of versions.flatMap(({ patches }) => patches)) {
    const { from, body } = cluster[mail.index] ?? { from: mail.from, body: '' }
    parsed.set(mail.index, parsePatch({ title: mail.tag.title, from, body }))
  }
  return parsed
}

/** Covers and patches sit where they were posted, notices with the patch they took, every other mail with the nearest of those above it. */
function seatMails(
  mails: readonly SeriesMail[],
  versions: readonly Version[],
  chains: readonly (readonly ChainEntry[])[],
): (Seat | null)[] {
  const seats = new Array<Seat | null>(mails.length).fill(null)
  for (const [series, chain] of chains.entries()) {
    for (const [place, { index }] of chain.entries()) {
      const version = versions[index]
      if (version?.cover) seats[version.cover.index] = { series, position: place + 1, number: 0 }
      for (const { number, mail } of version?.patches ?? []) seats[mail.index] = { series, position: place + 1, number }
    }
  }
  for (const [index, seat] of seatNotices({ mails, seats })) seats[index] = seat
  const posted = seats.map((seat) => seat !== null)
  for (const mail of mails) {
    if (seats[mail.index] !== null) continue
    let at = mail.parent
    while (at !== null && posted[at] !== true) at = mails[at]?.parent ?? null
    if (at !== null) seats[mail.index] = seats[at] ?? null
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
    thread: mails[mail.thread]?.key ?? mail.key,
    parent: mail.parent === null ? null : (mails[mail.parent]?.key ?? null),
    ghost: mail.ghost,
    orderMs: mail.orderMs,
    kind: mail.kind,
    series: seat === null ? null : (seriesKeys[seat.series] ?? null),
    version: seat?.position ?? null,
    number: seat?.number ?? null,
  }
}
