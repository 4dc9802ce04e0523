import { normaliseTitle } from '../mail/subject'
import { type Basis, mailboxKey } from './basis'
import { readNumbers } from './patchNumbers'
import { findReplacement, type Whole } from './replaced'
import type { ReadReply } from './replies'
import { findListed, findPlace, saysDropped } from './rules/apply'

/** A mail that says that patches were applied. */
export interface Application {
  readonly mailKey: string
  readonly orderMs: number
  readonly quote: string
  /** Numbers of the patches that were applied, or `all` for the whole version. */
  readonly numbers: readonly number[] | 'all'
  readonly tree: string | null
  readonly release: string | null
}

/** The patches of a version as mails name them when they say what was applied. */
export interface PatchTitles {
  readonly numbers: ReadonlySet<number>
  /** The first number of each normalised title. */
  readonly firstOf: ReadonlyMap<string, number>
  /** The last one. */
  readonly lastOf: ReadonlyMap<string, number>
}

/** Indexes the titles of a version, once for all replies. `patches` are its numbers with their titles. */
export function indexTitles(patches: readonly { readonly number: number; readonly title: string }[]): PatchTitles {
  const titled = patches.map(({ number, title }) => [normaliseTitle(title), number] as const)
  return {
    numbers: new Set(patches.map(({ number }) => number)),
    firstOf: new Map([...titled].reverse()),
    lastOf: new Map(titled),
  }
}

/** pw-bot and patchwork-bot: "This series was applied to netdev/net-next.git (master)". <166384441514.19700.3392239951153800895.git-patchwork-notify@kernel.org>. */
export const BOT_APPLIED = /^\s*this (series|patch|pull request) was applied to (\S+(?: \(\S+\))?)/im
/** With one of these words, a reply to one patch says that all of them were applied; <d9ec6f31-6125-0723-b7d7-5898abeb3289@arm.com> has none and is about one patch. */
const WHOLE = /\b(?:series|all(?: of (?:it|them))?|both|whole|patch ?set|everything|them)\b/i

/**
 * Finds out which patches a reply says were applied: from a sentence by the rule `applies`, narrowed by the list of commits below it; from the
 * mails of pw-bot and patchwork-bot; and from notices (tip-bot and other scripts). `titles` are those of the version,
 * because b4 may list the patches under other numbers.
 */
export function findApplications(reply: ReadReply, titles: PatchTitles): Application[] {
  const base = { mailKey: reply.key, orderMs: reply.orderMs }
  const { notice } = reply
  if (notice !== undefined) {
    const number = titles.firstOf.get(normaliseTitle(notice.title))
    const numbers = number === undefined ? (reply.number > 0 ? [reply.number] : []) : [number]
    return numbers.length === 0 ? [] : [{ ...base, quote: reply.subject, numbers, tree: notice.tree, release: null }]
  }
  const lines = reply.text.own.map(({ text }) => text)
  if (reply.speaker === 'bot') {
    const found = BOT_APPLIED.exec(lines.join('\n'))
    if (found === null) return []
    const numbers = listedNumbers(lines, titles)
    const all = found[1]?.toLowerCase() === 'series' && numbers.length === 0
    const whole = all || titles.numbers.size === 1 ? ('all' as const) : numbers.length > 0 ? numbers : [reply.number]
    return [{ ...base, quote: found[0].trim(), numbers: whole, tree: found[2] ?? null, release: null }]
  }
  const said = reply.statements.find(({ position }) => position === 'applied')
  if (said === undefined) return []
  const numbers = coveredNumbers(said.sentence, lines, reply, titles)
  return [{ ...base, quote: said.sentence, numbers, ...findPlace(said.sentence) }]
}

/** The patches that a reviewer says were dropped from a tree again; undefined when the reply says nothing of the kind. `titles` as above. */
export function findDropped(reply: ReadReply, titles: PatchTitles): readonly number[] | 'all' | undefined {
  if (reply.speaker !== 'reviewer') return undefined
  const said = reply.statements.find(({ position, sentence }) => position !== 'applied' && saysDropped(sentence))
  return said === undefined ? undefined : coveredNumbers(said.sentence, [], reply, titles)
}

function coveredNumbers(
  sentence: string,
  lines: readonly string[],
  reply: ReadReply,
  titles: PatchTitles,
): readonly number[] | 'all' {
  const listed = listedNumbers(lines, titles)
  if (listed.length > 0) return listed
  const named = /\bpatch(?:es)? #?(\d{1,3}(?:\s*(?:-|to|,|and|&|through)\s*#?\d{1,3}){0,20})/i.exec(sentence)?.[1]
  const numbers = readNumbers(named ?? '').filter((number) => titles.numbers.has(number))
  if (numbers.length > 0) return numbers
  return reply.number === 0 || titles.numbers.size === 1 || WHOLE.test(sentence) ? 'all' : [reply.number]
}

/** The patches of a b4 thank-you list, by title, or by the number in the list when the title is not known. Linear in the lines. */
function listedNumbers(lines: readonly string[], titles: PatchTitles): number[] {
  const found = new Set<number>()
  for (const listed of findListed(lines)) {
    const number = titles.lastOf.get(normaliseTitle(listed.title)) ?? listed.number
    if (titles.numbers.has(number)) found.add(number)
  }
  return [...found].sort((a, b) => a - b)
}

/** A mail that says that the series was applied, is refused or was replaced, and why its sender may decide that. */
export interface Claim {
  /** `speaker`: the mail says none of these, but whether its sender is known decides whom the mail can call in. */
  readonly kind: 'applied' | 'nak' | 'superseded' | 'speaker'
  readonly mailKey: string
  readonly mailbox: string
  readonly basis: Basis
  readonly quote: string
}

/**
 * Finds the claims of a series, at most one of each kind for a mail, and with them the other senders whose being known may change what counts.
 * `titles` are those of the newest version. Bots and notices make claims, too.
 */
export function findClaims(replies: readonly ReadReply[], titles: PatchTitles, whole: Whole): Claim[] {
  const claims = replies.flatMap((reply): Claim[] => {
    const common = { mailKey: reply.key, mailbox: mailboxKey(reply.from.email), basis: reply.basis }
    const applied = findApplications(reply, titles)[0]
    const nak = reply.statements.find(({ position, tag }) => position === 'nak' && tag?.fits !== false)
    const replacement = findReplacement(reply, whole)
    return [
      ...(applied === undefined ? [] : [{ ...common, kind: 'applied' as const, quote: applied.quote }]),
      ...(nak === undefined ? [] : [{ ...common, kind: 'nak' as const, quote: nak.sentence }]),
      ...(replacement === undefined ? [] : [{ ...common, kind: 'superseded' as const, quote: replacement.trim() }]),
    ]
  })
  if (claims.length === 0) return []
  const claimed = new Set(claims.map(({ mailKey }) => mailKey))
  const doubtful = replies.filter(({ key, basis }) => (basis === 'known' || basis === 'none') && !claimed.has(key))
  const speakers = doubtful.map(({ key, from, basis }) => ({
    kind: 'speaker' as const,
    mailKey: key,
    mailbox: mailboxKey(from.email),
    basis,
    quote: '',
  }))
  return [...claims, ...speakers]
}
