import { at } from '../at'
import { byTimeThenKey } from '../byTime'
import { groupBy } from '../groupBy'
import { mailboxOf } from '../mail/address'
import { parseNotice } from '../mail/notice'
import { normaliseTitle } from '../mail/subject'
import type { MessageId } from '../mail/types'
import { memo } from '../memo'
import { fingerprintText } from '../patch/fingerprint'
import type { Absorption } from '../review/input'
import { ownLines, readLines } from '../review/quote'
import { NO_TRUST, type Trust } from '../review/trust'
import { assembleVersion, findAbove, headOf } from '../series/assembleVersions'
import type { VersionIndex } from '../series/candidates'
import { assembleFacts, settleVersion, type VersionFacts } from '../series/facts'
import { groupPostings } from '../series/groupPostings'
import type { Correction } from '../series/groups'
import { postingKeys } from '../series/keys'
import { readSubject } from '../series/kind'
import { type Linked, openLinking } from '../series/link'
import type { Relation } from '../series/linkVersions'
import { isOwnWork, keepApart } from '../series/relations'
import { isReposted } from '../series/reposted'
import { readSketch, type Sketch } from '../series/sketch'
import { isPosting } from '../series/slot'
import type { SeriesMail, Version } from '../series/types'
import type { Landed } from '../tree/types'
import { deriveSeries, type SeriesMember } from './deriveSeries'
import { isOwning } from './mailKeys'
import { findTaken } from './notices'
import { type MailHeaders, placeMails } from './place'
import { findBoilerplate, formKeys } from './repeatedForms'
import { findSeriesIssues, type MailIssue } from './seriesIssues'
import type { DerivedSeries, StoredMail } from './types'

/** A mail with everything that the three stages read of it. */
export type WholeMail = StoredMail & Omit<MailHeaders, 'id' | 'text'>

export interface DerivedMails {
  readonly places: readonly SeriesMail[]
  readonly series: readonly DerivedSeries[]
  readonly relations: readonly Relation[]
  readonly issues: readonly MailIssue[]
  /** Heads of the pull requests most of whose patches were posted before. */
  readonly reposted: readonly number[]
}

/**
 * Derives a whole archive in memory: places all mails in threads, links all versions, and derives every series. Pure: the result depends
 * on the sets of mails and corrections alone. `db/derive` does the same step by step for the mails that an import touches, and has to come
 * to the same result; this is the definition of what is right.
 */
export function deriveMails(
  mails: readonly WholeMail[],
  corrections: readonly Correction[] = [],
  trust: Trust = NO_TRUST,
  landed: Landed = { tied: new Map(), namers: [] },
): DerivedMails {
  const places = placeMails(mails.map((mail, id) => ({ ...mail, id, text: fingerprintText(mail.body) })))
  const index = indexVersions(places, mails)
  const linking = openLinking(index, corrections)
  const linked = linkAll(index.heads, linking.link)
  const chains = linked.flatMap((one) => one.chains)
  const seriesOf = new Map(
    chains.flatMap((chain) => chain.map(({ facts }) => [facts.version.head.id, headId(chain)] as const)),
  )
  const postings = findPostings(places, mails, (id) => {
    const head = index.headOf(id)
    return head === undefined ? undefined : seriesOf.get(head)
  })
  const members = groupBy(
    places.flatMap((mail): (SeriesMember & { series: number })[] => {
      const posting = postings.get(mail.id)
      const series = posting === undefined ? undefined : seriesOf.get(index.headOf(posting) ?? -1)
      if (posting === undefined || series === undefined) return []
      const parentKey = mail.parent === null ? null : at(places, mail.parent).key
      return [{ mail, parentKey, stored: at(mails, mail.id), posting, series }]
    }),
    ({ series }) => series,
  )
  const boilerplate = findBoilerplate(places.map(({ id, thread }) => ({ thread, keys: keysOf(at(mails, id)) })))
  const relations = keepApart({
    relations: linked.flatMap((one) => one.relations),
    versionOf: (head) => index.factsOf(head)?.version,
    seriesOf: (head) => seriesOf.get(head),
    claimsBy: (head) => linking.claimsBy(head),
    parted: linking.parted,
  })
  const absorbing = groupBy(
    relations.filter(({ kind, evidence }) => kind === 'absorb' && isOwnWork(evidence)),
    ({ to }) => seriesOf.get(to),
  )
  const absorptionsOf = (chain: Linked['chains'][number]): Absorption[] =>
    (absorbing.get(headId(chain)) ?? []).flatMap(({ from }) => {
      const head = index.factsOf(from)?.version.head
      return head === undefined ? [] : [{ mailKey: head.key, title: head.tag.title, orderMs: head.orderMs }]
    })
  const series = chains.map((chain) =>
    deriveSeries({
      chain,
      members: members.get(headId(chain)) ?? [],
      trust,
      boilerplate,
      landed,
      pulls: [],
      absorptions: absorptionsOf(chain),
    }),
  )
  return {
    places,
    series,
    relations,
    issues: series.flatMap(findSeriesIssues),
    reposted: index.heads.filter((head) => {
      const facts = index.factsOf(head)
      return facts !== undefined && isReposted(facts, index)
    }),
  }
}

/** The keys of the paragraphs of a mail, by what it says itself. */
function keysOf(mail: WholeMail): number[] {
  const { kind } = readSubject(mail, mail.hasDiff)
  return formKeys(mail, kind, ownLines(readLines(mail.body)))
}

function headId(chain: Linked['chains'][number]): number {
  return at(chain, 0).facts.version.head.id
}

function linkAll(heads: readonly number[], link: (head: number) => Linked | undefined): Linked[] {
  const done = new Set<number>()
  return heads.flatMap((head) => {
    const linked = done.has(head) ? undefined : link(head)
    if (linked === undefined) return []
    for (const { facts } of linked.chains.flat()) done.add(facts.version.head.id)
    return [linked]
  })
}

interface MemoryIndex extends VersionIndex {
  readonly heads: readonly number[]
  /** The head of the version that has this cover or patch. */
  readonly headOf: (mail: number) => number | undefined
}

/** All versions of an archive in memory. */
function indexVersions(places: readonly SeriesMail[], mails: readonly WholeMail[]): MemoryIndex {
  const sketches = new Map<number, Sketch>()
  for (const place of places) if (isPosting(place)) sketches.set(place.id, readSketch(at(mails, place.id), place))
  const sketchOf = (id: number): Sketch => {
    const sketch = sketches.get(id)
    if (sketch === undefined) throw new Error(`mail ${id} is neither a cover nor a patch`)
    return sketch
  }
  const groups = groupPostings(places).map((own) => ({ own, head: headOf(own) }))
  groups.sort((a, b) => byTimeThenKey(a.head, b.head))
  const heads = groups.map(({ head }) => head.id)
  const headOfMail = new Map(groups.flatMap(({ own, head }) => own.map(({ id }) => [id, head.id] as const)))
  const versions = new Map<number, Version>()
  for (const { own, head } of groups) {
    const above = findAbove(own)
    versions.set(head.id, assembleVersion(own, above === null ? null : (headOfMail.get(above) ?? null)))
  }
  const byKey = new Map<string, number[]>()
  const register = (key: string, head: number) => {
    const held = byKey.get(key)
    if (held === undefined) byKey.set(key, [head])
    else if (held[held.length - 1] !== head) held.push(head)
  }
  for (const { own, head } of groups) {
    for (const mail of own) {
      const keys = postingKeys({ ...mail, sketch: sketchOf(mail.id) })
      for (const key of Object.values(keys).flat()) register(key, head.id)
    }
  }
  const holders = (key: string): readonly number[] => byKey.get(key) ?? []
  const owners = new Map<number, Set<string>>()
  const owned = new Map<string, Set<number>>()
  for (const { id, kind, above, from } of places) {
    const head = above === null || kind !== 'reply' ? undefined : headOfMail.get(above)
    if (head === undefined || !isOwning(at(mails, id), { kind })) continue
    memo(owners, head, () => new Set()).add(mailboxOf(from))
    memo(owned, mailboxOf(from), () => new Set()).add(head)
  }
  const facts = new Map<number, VersionFacts>()
  for (const [head, version] of versions) {
    const settled = settleVersion(version, (other) => versions.get(other), holders, sketchOf)
    facts.set(
      head,
      assembleFacts(settled, sketchOf, ({ head: own }) => [...(owners.get(own.id) ?? [])]),
    )
  }
  const byId = new Map<MessageId, number[]>()
  for (const head of heads) {
    for (const id of facts.get(head)?.messageIds ?? []) byId.set(id, [...(byId.get(id) ?? []), head])
  }
  const replies = groupBy(heads, (head) => versions.get(head)?.repliesTo)
  return {
    heads,
    headOf: (mail) => headOfMail.get(mail),
    factsOf: (head) => facts.get(head),
    sketchOf,
    holders,
    named: (id) => byId.get(id) ?? [],
    ownedBy: (mailbox) => [...(owned.get(mailbox) ?? [])],
    replies: ({ version }) => replies.get(version.head.id) ?? [],
  }
}

/** The cover or patch that each mail belongs to; see SeriesMember. */
function findPostings(
  places: readonly SeriesMail[],
  mails: readonly WholeMail[],
  seriesOf: (posting: number) => number | undefined,
): Map<number, number> {
  const found = new Map<number, number>()
  for (const mail of places) {
    const posting = isPosting(mail) ? mail.id : mail.above
    if (posting !== null) found.set(mail.id, posting)
  }
  const byId = groupBy(places, ({ messageId }) => messageId)
  const byTitle = groupBy(
    places.filter(({ kind }) => kind === 'patch'),
    ({ titleKey }) => titleKey,
  )
  for (const mail of places) {
    const stored = at(mails, mail.id)
    const notice = mail.kind === 'notice' && mail.above === null ? parseNotice(stored.subject, stored.body) : undefined
    if (notice === undefined) continue
    const linked = notice.links.flatMap((id) => byId.get(id) ?? []).find(({ id }) => found.has(id))
    const titled = (byTitle.get(normaliseTitle(notice.title)) ?? []).flatMap((patch) => {
      const series = seriesOf(patch.id)
      return series === undefined ? [] : [{ ...patch, series }]
    })
    const posting = linked === undefined ? findTaken({ ...mail, ...stored }, titled) : found.get(linked.id)
    if (posting !== undefined) found.set(mail.id, posting)
  }
  // A reply to a notice belongs where the notice does.
  for (const mail of [...places].sort((a, b) => a.depth - b.depth)) {
    const above = found.has(mail.id) || mail.parent === null ? undefined : found.get(mail.parent)
    if (above !== undefined) found.set(mail.id, above)
  }
  return found
}
