import { parseNotice } from '../mail/notice'
import { normaliseTitle } from '../mail/subject'
import { ownLines } from './quote'
import type { ReadReply } from './replies'
import { findPlace } from './rules/apply'
import { readNumbers } from './rules/approve'

/** A mail's word that patches were taken. */
export interface Application {
  readonly mailKey: string
  readonly orderMs: number
  readonly quote: string
  /** Numbers of patches, or the whole version. */
  readonly numbers: readonly number[] | 'all'
  readonly tree: string | null
  readonly release: string | null
}

/** pw-bot and patchwork-bot: "This series was applied to netdev/net-next.git (master)". <166384441514.19700.3392239951153800895.git-patchwork-notify@kernel.org>. */
const BOT_APPLIED = /^\s*this (series|patch|pull request) was applied to (\S+(?: \(\S+\))?)/im
/** A line of the list that b4 ty and others write: "[3/4] title", with the commit on the next line. <164766213032.31329.14855996441316567317.b4-ty@oracle.com>. */
const LISTED = /^\s*\[(\d{1,4})\/(\d{1,4})\]\s+(\S.*)$/
/** "commit: 0123..." (<164735165474.3687547.1964402001196947729.b4-ty@kernel.org>), or a link to it (<164766213032.31329.14855996441316567317.b4-ty@oracle.com>). */
const COMMIT = /^\s*(?:commit: )?(?:[0-9a-f]{8,40}\b|https?:\/\/\S+\/(?:c|commit)\/)/i
/** <d9ec6f31-6125-0723-b7d7-5898abeb3289@arm.com> answers one patch and takes one; these words take all. */
const WHOLE = /\b(?:series|all(?: of (?:it|them))?|both|whole|patch ?set|everything|them)\b/i

/**
 * What a reply says about patches being taken: a sentence by rule R2, narrowed by the list of commits below it; the mails of pw-bot and
 * patchwork-bot, and notices (tip-bot and other scripts). `titles` are those of the version, by number: lists that b4 numbers otherwise are read by title.
 */
export function findApplications(reply: ReadReply, titles: ReadonlyMap<number, string>): Application[] {
  const base = { mailKey: reply.key, orderMs: reply.orderMs }
  const notice = parseNotice(reply.subject, reply.body)
  if (notice !== undefined) {
    const number = numberOfTitle(notice.title, titles)
    const numbers = number === undefined ? (reply.number > 0 ? [reply.number] : []) : [number]
    return numbers.length === 0 ? [] : [{ ...base, quote: reply.subject, numbers, tree: notice.tree, release: null }]
  }
  const lines = ownLines(reply.body).map(({ text }) => text)
  if (reply.speaker === 'bot') {
    const found = BOT_APPLIED.exec(lines.join('\n'))
    if (found === null) return []
    const numbers = listedNumbers(lines, titles)
    const all = found[1]?.toLowerCase() === 'series' && numbers.length === 0
    const whole = all || titles.size === 1 ? ('all' as const) : numbers.length > 0 ? numbers : [reply.number]
    return [{ ...base, quote: found[0].trim(), numbers: whole, tree: found[2] ?? null, release: null }]
  }
  const event = reply.events.find(({ position }) => position === 'applied')
  if (event === undefined) return []
  const numbers = coveredNumbers(event.sentence, lines, reply, titles)
  return [{ ...base, quote: event.sentence, numbers, ...findPlace(event.sentence) }]
}

function coveredNumbers(
  sentence: string,
  lines: readonly string[],
  reply: ReadReply,
  titles: ReadonlyMap<number, string>,
): readonly number[] | 'all' {
  const listed = listedNumbers(lines, titles)
  if (listed.length > 0) return listed
  const named = /\bpatch(?:es)? #?(\d{1,3}(?:\s*(?:-|to|,|and|&|through)\s*#?\d{1,3}){0,20})/i.exec(sentence)?.[1]
  const numbers = readNumbers(named ?? '').filter((number) => titles.has(number))
  if (numbers.length > 0) return numbers
  return reply.number === 0 || titles.size === 1 || WHOLE.test(sentence) ? 'all' : [reply.number]
}

/** The patches of a thank-you list, by title, else by the number in the list. Linear in lines times patches named. */
function listedNumbers(lines: readonly string[], titles: ReadonlyMap<number, string>): number[] {
  const byTitle = new Map([...titles].map(([number, title]) => [normaliseTitle(title), number]))
  const found = new Set<number>()
  for (const [at, line] of lines.entries()) {
    const listed = LISTED.exec(line)
    if (listed === null || !(COMMIT.test(lines[at + 1] ?? '') || COMMIT.test(lines[at + 2] ?? ''))) continue
    const number = byTitle.get(normaliseTitle(listed[3] ?? '')) ?? Number(listed[1])
    if (titles.has(number)) found.add(number)
  }
  return [...found].sort((a, b) => a - b)
}

function numberOfTitle(title: string, titles: ReadonlyMap<number, string>): number | undefined {
  const wanted = normaliseTitle(title)
  return [...titles].find(([, title]) => normaliseTitle(title) === wanted)?.[0]
}
