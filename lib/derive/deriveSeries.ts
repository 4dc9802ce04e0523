import { at } from '../at'
import { groupBy } from '../groupBy'
import type { Patch } from '../patch/types'
import { parseReply } from '../review/replyText'
import { labelVersions } from '../series/label'
import type { ChainEntry, Relation } from '../series/link'
import type { SeriesMail, Version } from '../series/types'
import { deriveChangelog } from './changelog'
import { creditComments } from './credits'
import { deriveReview, joinFindings } from './deriveReview'
import { findMissing } from './missingPatches'
import { deriveReports } from './reports'
import { collectCoverTags, collectTrailers, type TaggingReply } from './tags'
import { followPatches } from './tracks'
import type { ClusterMail, DerivedPatch, DerivedRelation, DerivedSeries, DerivedVersion, Seat } from './types'

/** What the earlier stages found for the whole cluster. */
export interface SeriesParts {
  readonly cluster: readonly ClusterMail[]
  readonly mails: readonly SeriesMail[]
  readonly versions: readonly Version[]
  /** By index of the mail. */
  readonly patches: ReadonlyMap<number, Patch>
  readonly seats: readonly (Seat | null)[]
  readonly relations: readonly Relation[]
  /** People who are known to take patches, see SeriesInput. */
  readonly known: ReadonlySet<string>
}

/** Assembles one series from its chain of versions; `series` is its index among the chains. */
export function deriveSeries(series: number, chain: readonly ChainEntry[], parts: SeriesParts): DerivedSeries {
  const members = parts.mails.filter(({ index }) => parts.seats[index]?.series === series)
  const replies = members.filter(({ kind }) => kind !== 'cover' && kind !== 'patch')
  const tagging = readReplies(replies, parts)
  const versions = deriveVersions(chain, bySeat(tagging), parts)
  const newest = at(versions, versions.length - 1).posting.head
  const first = at(versions, 0).posting.head
  const steps = followPatches(versions)
  const stored = new Map(members.map(({ key, index }) => [key, at(parts.cluster, index)]))
  const bodyOf = (key: string) => stored.get(key)?.body ?? ''
  const recipientsOf = (key: string) => stored.get(key)?.recipients ?? []
  const announced = deriveChangelog(versions, steps.comparisons, bodyOf)
  const answers = tagging.map(({ reply }) => reply)
  const review = deriveReview({
    versions,
    comparisons: steps.comparisons,
    replies: answers,
    recipientsOf,
    known: parts.known,
  })
  return {
    key: first.key,
    title: newest.tag.title,
    author: newest.from,
    lists: [...new Set(members.flatMap(({ index }) => at(parts.cluster, index).lists))].sort(),
    lastMs: members.reduce((most, { orderMs }) => Math.max(most, orderMs), first.orderMs),
    messages: members.length,
    replies: replies.length,
    versions,
    ...steps,
    relations: relationsOf(chain, parts),
    changelog: creditComments(announced.changelog, review, versions),
    audit: joinFindings(announced.findings, review),
    reports: deriveReports({ versions, comparisons: steps.comparisons, replies: answers }),
    review,
  }
}

/** Parses the replies of a series, once for all stages. */
function readReplies(replies: readonly SeriesMail[], { cluster, mails, seats }: SeriesParts): TaggingReply[] {
  return replies.flatMap((mail) => {
    const seat = seats[mail.index]
    if (seat == null) return []
    const { key, from, subject, body, recipients } = at(cluster, mail.index)
    const { notice } = mail
    const parent = mail.parent === null ? mail.ghost : at(mails, mail.parent).key
    const { position, number } = seat
    const text = parseReply(body, from)
    const reply = {
      key,
      from,
      subject,
      notice,
      body,
      text,
      recipients,
      orderMs: mail.orderMs,
      parent,
      position,
      number,
    }
    // A notice repeats the commit message with all its trailers: nobody gives a tag there.
    return [{ reply, tags: mail.kind === 'notice' ? [] : text.tags }]
  })
}

function relationsOf(chain: readonly ChainEntry[], { relations, versions }: SeriesParts): DerivedRelation[] {
  const position = new Map(chain.map(({ index }, place) => [index, place + 1]))
  return relations.flatMap(({ from, to, kind, evidence }) => {
    const version = position.get(from)
    return version === undefined ? [] : [{ version, kind, otherKey: at(versions, to).head.key, evidence }]
  })
}

/** Replies by `position/number` of the patch or cover they answer. */
type RepliesBySeat = ReadonlyMap<string, readonly TaggingReply[]>

function bySeat(replies: readonly TaggingReply[]): RepliesBySeat {
  return groupBy(replies, ({ reply }) => `${reply.position}/${reply.number}`)
}

function deriveVersions(chain: readonly ChainEntry[], replies: RepliesBySeat, parts: SeriesParts): DerivedVersion[] {
  const postings = chain.map(({ index }) => at(parts.versions, index))
  const labels = labelVersions(postings)
  const versions: DerivedVersion[] = []
  for (const [place, { link }] of chain.entries()) {
    const posting = at(postings, place)
    const label = at(labels, place)
    const to = link === null ? -1 : chain.findIndex(({ index }) => index === link.to)
    const base = isPartial(posting, link) ? versions[to] : undefined
    const own = ownPatches(posting, place + 1, replies, parts)
    const patches = base === undefined ? own : fillFrom(own, base.patches)
    versions.push({
      position: place + 1,
      label: label.label,
      urlKey: label.key,
      posting,
      partial: base !== undefined,
      ...findMissing(
        posting.total,
        patches.map(({ number }) => number),
      ),
      link: link === null ? null : { to: to + 1, evidence: link.evidence },
      patches,
      coverTags: posting.cover === null ? [] : collectCoverTags(replies.get(`${place + 1}/0`) ?? []),
    })
  }
  return versions
}

/** Whether a version is a partial reroll: `[PATCH v3 2/5]` without a cover in reply to v2 makes v3, which is v2 with that patch replaced. */
function isPartial(posting: Version, link: ChainEntry['link']): boolean {
  const incomplete = posting.patches.length < posting.total
  return incomplete && posting.cover === null && link !== null && posting.repliesTo === link.to
}

function fillFrom(own: readonly DerivedPatch[], base: readonly DerivedPatch[]): DerivedPatch[] {
  const replaced = new Set(own.map(({ number }) => number))
  const kept = base.filter(({ number }) => !replaced.has(number)).map((patch) => ({ ...patch, inherited: true }))
  return [...own, ...kept].sort((a, b) => a.number - b.number)
}

function ownPatches(
  posting: Version,
  position: number,
  replies: RepliesBySeat,
  { patches }: SeriesParts,
): DerivedPatch[] {
  return posting.patches.flatMap(({ number, mail }) => {
    const patch = patches.get(mail.index)
    if (patch === undefined) return []
    const trailers = collectTrailers(mail.key, patch, replies.get(`${position}/${number}`) ?? [])
    return [{ number, mailKey: mail.key, patch, trailers, inherited: false }]
  })
}
