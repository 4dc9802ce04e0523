import { byTimeThenKey } from '../byTime'
import { type Basis, holds, mailboxKey } from './basis'
import { committerOfBot } from './committerOf'
import { matchesAny } from './cueTable'
import type { SeriesInput } from './input'
import { findNamed } from './named'
import { indexTitles, type PatchTitles } from './patchTitles'
import { pledges } from './pledge'
import type { HeardReply, ReadReply } from './replies'
import { findListed } from './rules/apply'
import { KEEPS_TREE } from './rules/cues/place'
import { findPlace } from './rules/place'
import { pairSiblings } from './siblings'
import type { Trust } from './trust'
import { findVerdicts } from './verdict'

/**
 * What depends on the standing of a sender in the archive: whether comments count; also what a mail decides; or that, and on whether somebody else
 * is known on the lists.
 */
export type Stake = 'comments' | 'decides' | 'doubtful'

const STAKES: readonly Stake[] = ['comments', 'decides', 'doubtful']

/** The higher of two stakes. */
export function higherStake(left: Stake | undefined, right: Stake): Stake {
  return left !== undefined && STAKES.indexOf(left) > STAKES.indexOf(right) ? left : right
}

/** The replies of a series with the say that their senders have, and what that depends on. */
export interface Judged {
  /** In the order of receipt. */
  readonly replies: readonly ReadReply[]
  /** The mailboxes of the senders whose standing in the archive matters, with what is at stake. */
  readonly senders: ReadonlyMap<string, Stake>
  /** Why the sender of the newest version may say in its subject that it was committed; null when it says nothing of the kind, or the sender may not. */
  readonly committed: Basis | null
}

/**
 * Finds out why the sender of each reply has a say. Only where a mail decides something is looked for more than a right to comment. A mail
 * that answers a stranger calls in nobody, because reply-to-all repeats the addresses that the stranger wrote, and a stranger who has spoken
 * stays one: <your-ad-here.call-01661335172-ext-9896@work.hours> was called in by <YwXavKvCjHp9a84E@osiris>. `titles` are those of each version, by
 * position. Linear in mails and addresses.
 */
export function judgeReplies(
  heard: readonly HeardReply[],
  { versions, trust }: Pick<SeriesInput, 'versions' | 'trust'>,
  titles: ReadonlyMap<number, PatchTitles>,
): Judged {
  const { authors, named } = findNamed(versions)
  const called = new Set<string>()
  const strangers = new Set<string>()
  const bases = new Map<string, Basis>()
  const senders = new Map<string, Stake>()
  // Another address of the sender may have a say.
  const paired = new Set(pairSiblings(versions, heard).map(({ mailbox }) => mailbox))
  const hasRecipients = versions.some(({ addressed }) => addressed.length > 0)
  const toStable = versions.some(isToStable)
  const mailboxesOf = (key: string): readonly string[] => [key, ...(trust.siblings.get(key) ?? [])]
  const isByAuthor = ({ from }: HeardReply): boolean =>
    mailboxesOf(mailboxKey(from.email)).some((one) => holds(authors, one))
  // Whether an author may say so depends on who has approved the patches.
  const taken =
    heard.some((reply) => saysApplied(reply) && isByAuthor(reply)) || versions.some(({ committed }) => committed)
  /** Who besides the author has approved patches so far: somebody who applies patches, or any regular. */
  const approvedBy = { taker: false, regular: false }
  /** Whether an author with these mailboxes may say that the series was applied without naming the tree. */
  const isApproved = (keys: readonly string[]): boolean =>
    keys.some((one) => trust.regulars.has(one)) &&
    (approvedBy.taker || (approvedBy.regular && keys.some((one) => trust.ownTakers.has(one))))
  const judge = (reply: HeardReply): ReadReply => {
    const key = mailboxKey(reply.from.email)
    const keys = mailboxesOf(key)
    const isIn = (set: ReadonlySet<string>) => keys.some((one) => set.has(one))
    const owns = isByAuthor(reply)
    const isNamed = keys.some((one) => holds(named, one))
    const isAddressed = !owns && (isNamed || isIn(called))
    const regular = isIn(trust.regulars)
    const deciding = (): Basis | undefined => {
      if (isIn(trust.committers)) return 'committer'
      if (isIn(trust.configured)) return 'configured'
      if (isAddressed && isIn(trust.takers)) return 'addressed-known'
      if (isIn(trust.known) || (owns && isIn(trust.takers)) || (regular && isIn(trust.steady))) return 'known'
      if (isAddressed && !trust.knowsSomebody) return 'addressed-only'
      if (isAddressed && (namesTree(reply) || keepsTree(reply))) return 'addressed-tree'
      const committer = committerOfBot(reply)
      if (holds(named, committer) && !holds(authors, committer)) return 'bot'
      if (owns && regular && namesTree(reply)) return 'author-tree'
      if (owns && isApproved(keys)) return 'author-approved'
      if ((trust.toListAlone || !hasRecipients) && regular) return 'open-list'
      // A posting to the list of the stable trees addresses whoever takes patches there: <YrSKbXdkSJ0UfBul@kroah.com>.
      if (toStable && !owns && regular && saysApplied(reply)) return 'open-list'
      return !hasRecipients && trust.young && !owns ? 'open-list' : undefined
    }
    const commenting = (): Basis | undefined => {
      if (owns) return 'author'
      if (isNamed) return 'addressed'
      if (isAddressed) return 'called'
      return regular ? 'regular' : undefined
    }
    const decides = isDecisive(reply, titles.get(reply.position) ?? NO_TITLES)
    const comments = commenting()
    const basis = (decides || comments === undefined ? deciding() : undefined) ?? comments ?? 'none'
    if (taken && approves(reply)) senders.set(key, higherStake(senders.get(key), 'decides'))
    if (decides || paired.has(key) || !(holds(authors, key) || holds(named, key)))
      senders.set(key, higherStake(senders.get(key), decides ? (isAddressed ? 'doubtful' : 'decides') : 'comments'))
    return { ...reply, basis, owns }
  }
  const replies = [...heard].sort(byTimeThenKey).map((one) => {
    const reply = judge(one)
    bases.set(reply.key, reply.basis)
    if (!reply.owns && approves(reply)) {
      const keys = mailboxesOf(mailboxKey(reply.from.email))
      approvedBy.taker ||= appliesPatches(keys, trust)
      approvedBy.regular ||= keys.some((one) => trust.regulars.has(one))
    }
    if (reply.basis === 'none') strangers.add(mailboxKey(reply.from.email))
    else if (bases.get(reply.parent ?? '') !== 'none')
      for (const key of reply.recipients.map(mailboxKey)) if (!strangers.has(key)) called.add(key)
    return reply
  })
  const { sender, committed } = versions.reduce((newest, one) => (one.position > newest.position ? one : newest))
  const key = mailboxKey(sender.email)
  if (committed) senders.set(key, higherStake(senders.get(key), 'decides'))
  const keys = mailboxesOf(key)
  const committedAs = (): Basis | null => {
    if (appliesPatches(keys, trust)) return 'known'
    if (isApproved(keys)) return 'author-approved'
    // Whoever is known for applying their own series needs no tag: <2800f26d04df5fdffcff170224154c44b6ebc23f.1698041671.git.jstancek@redhat.com>.
    const holdsBoth = [trust.ownTakers, trust.regulars].every((set) => keys.some((one) => set.has(one)))
    return holdsBoth ? 'known' : null
  }
  return { replies, senders, committed: committed ? committedAs() : null }
}

/** Whether somebody with one of these mailboxes is established as applying patches, whoever wrote the series. */
function appliesPatches(mailboxes: readonly string[], trust: Trust): boolean {
  const { committers, configured, known, takers } = trust
  return mailboxes.some((one) => [committers, configured, known, takers].some((set) => set.has(one)))
}

/** Whether a posting is sent to the list of the stable trees first, not as a copy: <YnEyEN7B1lBtECMg@kroah.com>. */
function isToStable({ sender, addressed }: SeriesInput['versions'][number]): boolean {
  const own = mailboxKey(sender.email)
  return /^stable@/i.test(addressed.find((email) => mailboxKey(email) !== own) ?? '')
}

/** Whether a reply says that patches were applied, whoever sent it. */
function saysApplied({ statements }: HeardReply): boolean {
  return statements.some(({ position }) => position === 'applied')
}

/** Whether a reply gives a review tag of its sender. */
export function approves({ statements }: HeardReply): boolean {
  return statements.some(({ position, tag }) => position === 'approves' && tag?.fits === true)
}

const NO_TITLES = indexTitles([])

/** A line or header field that may name a series by which this one is replaced. */
const REPLACED = /^(?:obsoleted|superseded)-by:/im

/** Whether a mail decides something about the series, if its sender may. */
function isDecisive(reply: HeardReply, titles: PatchTitles): boolean {
  if (reply.statements.some(({ position }) => position === 'applied' || position === 'nak')) return true
  if (pledges(reply)) return true
  return REPLACED.test(reply.succession) || REPLACED.test(reply.body) || findVerdicts(reply, titles).length > 0
}

/** Whether a reply says that patches were applied, and names the tree or branch or lists the commits. */
function namesTree({ text: { own }, statements }: HeardReply): boolean {
  const applied = statements.filter(({ position }) => position === 'applied')
  if (applied.length === 0) return false
  const lines = own.map(({ text }) => text)
  return applied.some(({ sentence }) => findPlace(sentence).tree !== null) || findListed(lines).length > 0
}

/** Whether a reply says that patches were applied in words of whoever keeps a tree: <20230810102617.GW212435@hirez.programming.kicks-ass.net>. */
function keepsTree({ statements }: HeardReply): boolean {
  return statements.some(({ position, sentence }) => position === 'applied' && matchesAny(KEEPS_TREE, sentence))
}
