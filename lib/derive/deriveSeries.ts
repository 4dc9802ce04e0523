import { at } from '../at'
import { parseNotice } from '../mail/notice'
import { parsePatch } from '../patch/patch'
import type { Patch } from '../patch/types'
import type { SeriesPull } from '../pull/types'
import type { Absorption, ReviewedReply } from '../review/input'
import type { Repeatable } from '../review/repeated'
import { parseReply } from '../review/replyText'
import type { Trust } from '../review/trust'
import type { Turn } from '../review/turn'
import { stableTrees } from '../series/backport'
import type { ChainEntry } from '../series/chain'
import { labelVersions } from '../series/label'
import { isPart, standsAlone } from '../series/part'
import { filledBy, isAddition, isPosting, placeOf } from '../series/slot'
import type { SeriesMail, Version } from '../series/types'
import type { Landed } from '../tree/types'
import { deriveChangelog } from './changelog'
import { deriveReview, joinFindings } from './deriveReview'
import { findMissing } from './missingPatches'
import { openOrigins } from './origin'
import { openRepeatable } from './repeatable'
import { deriveReports } from './reports'
import { openSeats, type Seats } from './seats'
import { giveTags, postedTrailers } from './tags'
import { followPatches } from './tracks'
import { landSeries, treeStateOf } from './treeState'
import type { DerivedPatch, DerivedSeries, DerivedVersion, StoredMail } from './types'

/** One mail of a series. */
export interface SeriesMember {
  readonly mail: SeriesMail
  /** Key of the mail that it answers; null when that is not imported. */
  readonly parentKey: string | null
  readonly stored: StoredMail
  /** The cover or patch that it belongs to: itself, the nearest one above it, or the one that a notice says was taken. */
  readonly posting: number
}

/** All that a series is derived from. */
export interface SeriesInput {
  readonly chain: readonly ChainEntry[]
  readonly members: readonly SeriesMember[]
  /** What the rest of the archive says about the people who wrote to it. */
  readonly trust: Trust
  /** Keys of the paragraphs that their senders repeat in the archive; see boilerplate.ts. */
  readonly boilerplate: ReadonlySet<number>
  /** What git trees have of its patches. */
  readonly landed: Landed
  /** The pull requests and release announcements that list its patches. */
  readonly pulls: readonly SeriesPull[]
  /** Where its versions went on in other series. */
  readonly absorptions: readonly Absorption[]
}

interface SeriesParts {
  readonly chain: readonly ChainEntry[]
  readonly patches: ReadonlyMap<number, Patch>
  readonly seats: Seats
  /** What the reply with this key may quote without marks. */
  readonly repeatableBy: (key: string) => Repeatable
  readonly boilerplate: ReadonlySet<number>
}

/**
 * Derives one series from its versions and mails, as linking and the threads give them: patches, comparisons, changelog, tags, positions
 * and state. Nothing outside of the series matters but `trust`, `boilerplate`, `landed`, `pulls` and `absorptions`.
 */
export function deriveSeries({
  chain,
  members,
  trust,
  boilerplate,
  landed,
  pulls,
  absorptions,
}: SeriesInput): DerivedSeries {
  const patches = parsePatches(chain, members)
  const parts = { chain, patches, seats: openSeats(chain), repeatableBy: openRepeatable(members), boilerplate }
  const replies = members.filter(({ mail }) => !isPosting(mail))
  const answers = readReplies(replies, parts)
  const versions = deriveVersions(parts)
  const newest = at(versions, versions.length - 1).posting.head
  const first = at(versions, 0).posting.head
  const steps = followPatches(versions)
  const stored = new Map(members.map((member) => [member.mail.key, member.stored]))
  const storedOf = (key: string): StoredMail => {
    const found = stored.get(key)
    if (found === undefined) throw new Error(`${key} is not a mail of the series`)
    return found
  }
  const announced = deriveChangelog(versions, steps.comparisons, (key) => storedOf(key).body)
  const review = deriveReview({
    versions,
    comparisons: steps.comparisons,
    replies: answers,
    recipientsOf: (key) => storedOf(key).recipients,
    trust,
    announcements: announced.changelog,
    tree: landed.tied.size === 0 ? null : treeStateOf(landSeries(versions, steps.cells, landed)),
    pulls,
    absorptions,
  })
  const texts = at(versions, versions.length - 1).patches.map(({ mailKey }) => storedOf(mailKey).body)
  const backport = stableTrees(newest.tag.words, texts)
  return {
    key: first.key,
    title: namingHead(versions).tag.title,
    author: newest.from,
    lists: [...new Set(members.flatMap(({ stored: { lists } }) => lists))].sort(),
    backport,
    lastMs: members.reduce((most, { mail: { orderMs } }) => Math.max(most, orderMs), first.orderMs),
    messages: members.length,
    replies: replies.length,
    versions: giveTags(versions, review.tags),
    ...steps,
    changelog: announced.changelog.map((change, index) => ({ ...change, remark: at(review.credited, index) })),
    audit: joinFindings(announced.findings, review),
    reports: deriveReports({ versions, comparisons: steps.comparisons, replies: answers }),
    review: backport.length === 0 ? review : { ...review, turn: waitForNobody(review.turn) },
    places: members.flatMap(({ mail, posting }) => {
      const seat = isPosting(mail) ? parts.seats.ofPosting(posting) : parts.seats.ofReply(mail, posting)
      return seat === undefined ? [] : [{ key: mail.key, version: seat.position, number: seat.number }]
    }),
  }
}

/** Whoever keeps a stable tree takes backports as they come: people of a list have nothing to do. */
function waitForNobody(turn: Turn): Turn {
  return { ...turn, whose: 'nobody', why: 'settled', people: [] }
}

/**
 * The mail that gives the series its title: the single patch that it has become, <20221230141552.128508-1-andrzej.hajda@intel.com>; else the newest cover; without covers, the head of
 * the newest version that is not a partial reroll.
 */
function namingHead(versions: readonly DerivedVersion[]): SeriesMail {
  const newest = at(versions, versions.length - 1)
  const { cover, total, patches, head } = newest.posting
  if (cover === null && total === 1 && patches.length === 1 && !newest.partial && !newest.incompletePartial) return head
  const covered = versions.findLast(({ posting }) => posting.cover !== null)
  const whole = covered ?? versions.findLast(({ partial, incompletePartial }) => !partial && !incompletePartial)
  return (whole ?? newest).posting.head
}

/** The parsed patches, by the id of their mail. */
function parsePatches(chain: readonly ChainEntry[], members: readonly SeriesMember[]): Map<number, Patch> {
  const byId = new Map(members.map(({ mail, stored }) => [mail.id, stored]))
  const parsed = new Map<number, Patch>()
  for (const { mail } of chain.flatMap(({ facts }) => facts.version.patches)) {
    const stored = byId.get(mail.id)
    if (stored === undefined) throw new Error(`${mail.key} is a patch of the series, but not among its mails`)
    parsed.set(mail.id, parsePatch({ title: mail.tag.title, from: stored.from, body: stored.body }))
  }
  return parsed
}

/** Parses the replies of a series, once for all stages. */
function readReplies(
  replies: readonly SeriesMember[],
  { seats, repeatableBy, boilerplate }: SeriesParts,
): ReviewedReply[] {
  return replies.flatMap(({ mail, parentKey, stored, posting }) => {
    const seat = seats.ofReply(mail, posting)
    if (seat === undefined) return []
    const { key, from, subject, body, recipients, automatic, succession } = stored
    const notice = parseNotice(subject, body)
    const text = parseReply(body, from, () => repeatableBy(mail.key), boilerplate)
    return {
      key,
      from,
      subject,
      notice,
      automatic,
      succession,
      body,
      text,
      recipients,
      orderMs: mail.orderMs,
      parent: parentKey ?? mail.ghost,
      position: seat.position,
      number: seat.number,
    }
  })
}

/** Patches that the versions of one series may take over from earlier ones: a hundred partial rerolls of a hundred patches. */
export const MAX_INHERITED = 10_000

function deriveVersions(parts: SeriesParts): DerivedVersion[] {
  const { chain } = parts
  const postings = chain.map(({ facts }) => facts.version)
  const placeOf = new Map(postings.map(({ head }, place) => [head.id, place]))
  const labels = labelVersions(postings)
  const versions: DerivedVersion[] = []
  let inherited = 0
  // Two partial rerolls of one version are meant to be taken together, so each changes what the ones before it left of that version.
  const rootOf = new Map<number, number>()
  const newestOf = new Map<number, DerivedVersion>()
  const stateAfter = (position: number) => newestOf.get(rootOf.get(position) ?? position)
  const originOf = openOrigins()
  for (const [place, { link }] of chain.entries()) {
    const posting = at(postings, place)
    const label = at(labels, place)
    const to = (link === null ? undefined : placeOf.get(link.to)) ?? -1
    const answered = (posting.repliesTo === null ? undefined : placeOf.get(posting.repliesTo)) ?? -1
    const own = ownPatches(posting, parts)
    const replaced = findReplaced(posting, { continued: versions[to], answered: versions[answered], stateAfter })
    const filled = replaced === undefined ? own : fillFrom(own, replaced.patches)
    inherited += filled.length - own.length
    const isCut = replaced !== undefined && inherited > MAX_INHERITED
    const base = isCut ? undefined : replaced
    const patches = isCut ? own : filled
    const root = base === undefined ? place + 1 : (rootOf.get(base.position) ?? base.position)
    rootOf.set(place + 1, root)
    const version: DerivedVersion = {
      position: place + 1,
      label: label.label,
      urlKey: label.key,
      posting,
      partial: base !== undefined,
      incompletePartial: isCut,
      ...(isAddition(posting) && posting.total === patches.length
        ? findMissing(0, [])
        : findMissing(posting.total, filledBy(patches))),
      link: link === null ? null : { to: to + 1, evidence: link.evidence },
      comparedWith: originOf(base?.position ?? (link === null ? null : to + 1), versions),
      patches,
      coverTags: [],
    }
    versions.push(version)
    newestOf.set(root, version)
  }
  return versions
}

/**
 * The version whose other patches a partial reroll keeps: `[PATCH v3 2/5]` without a cover in reply to v2 makes v3, which is v2 with that
 * patch replaced. Outside of the thread of v2, only when v2 is whole: otherwise the patches around it may be missing here, too.
 * `continued`: the version that it is linked to, which may be a partial reroll of the one that it answers; `stateAfter`: a version with the
 * partial rerolls of it until now.
 */
function findReplaced(
  posting: Version,
  {
    continued,
    answered,
    stateAfter,
  }: {
    readonly continued: DerivedVersion | undefined
    readonly answered: DerivedVersion | undefined
    readonly stateAfter: (position: number) => DerivedVersion | undefined
  },
): DerivedVersion | undefined {
  if (continued === undefined || !isPart(posting)) return undefined
  const fits = (version: DerivedVersion | undefined) => version?.posting.total === posting.total
  const state = stateAfter(continued.position)
  if (answered !== undefined && stateAfter(answered.position) === state) return fits(state) ? state : continued
  if (!standsAlone(posting, continued.posting)) return undefined
  // The patch may have been sent without its number in between, <20210601113152.20761-1-pablo@netfilter.org>.
  const before = continued.link === null ? undefined : stateAfter(continued.link.to)
  return [state, before].find((version) => fits(version) && version?.missingCount === 0)
}

function fillFrom(own: readonly DerivedPatch[], base: readonly DerivedPatch[]): DerivedPatch[] {
  const replaced = new Set(own.map(({ number }) => number))
  const kept = base.filter(({ number }) => !replaced.has(number)).map((patch) => ({ ...patch, inherited: true }))
  return [...own, ...kept].sort((a, b) => a.place - b.place)
}

function ownPatches(posting: Version, { patches }: SeriesParts): DerivedPatch[] {
  return posting.patches.flatMap(({ number, mail }) => {
    const patch = patches.get(mail.id)
    if (patch === undefined) return []
    return [
      {
        number,
        place: placeOf({ number, mail }),
        mailKey: mail.key,
        patch,
        trailers: postedTrailers(mail.key, patch),
        inherited: false,
      },
    ]
  })
}
