import { normaliseTitle } from '../mail/subject'
import { splitLines } from '../text'
import { findCommands } from './botCommand'
import { coveredNumbers, type VerbPlace } from './covered'
import { findNumbers, type ListedPatch, type PatchTitles } from './patchTitles'
import type { HeardReply } from './replies'
import { deniesApplied, findApplied, findListed, saysDropped } from './rules/apply'
import { findDecision } from './rules/decide'
import { findPlace } from './rules/place'
import type { VerdictKind } from './types'

/** One statement in a reply of what has become of patches. Whether its sender may decide is another matter; see basis.ts. */
export interface Verdict {
  readonly kind: VerdictKind
  readonly mailKey: string
  readonly orderMs: number
  readonly quote: string
  /** Numbers of the patches that it is about, or `all` for the whole version. */
  readonly numbers: readonly number[] | 'all'
  /** Where the patches went, when it says that they were applied and names the tree or branch. */
  readonly tree: string | null
  readonly release: string | null
  /** Only the place of the mail says which patches it is about. */
  readonly bare: boolean
}

/**
 * What a reply says has become of patches of its version, whose titles are `titles`: in sentences, narrowed by a list of commits; in commands to a bot; in the
 * mails of patchwork-bot and pr-tracker-bot; and in notices (tip-bot and other scripts). In the order of the lines, commands last. Linear.
 */
export function findVerdicts(reply: HeardReply, titles: PatchTitles): Verdict[] {
  const verdict = (kind: VerdictKind, quote: string, numbers: Verdict['numbers'], place: Partial<Verdict> = {}) => ({
    kind,
    mailKey: reply.key,
    orderMs: reply.orderMs,
    quote,
    numbers,
    tree: null,
    release: null,
    bare: false,
    ...place,
  })
  const { notice } = reply
  if (notice !== undefined) {
    const numbers = findNumbers([{ number: reply.number, title: notice.title }], titles)
    return numbers.length === 0 ? [] : [verdict('applied', reply.subject, numbers, { tree: notice.tree })]
  }
  const lines = reply.text.own.map(({ text }) => text)
  if (reply.speaker === 'bot') {
    const found = findMerged(reply, titles)
    return found === undefined ? [] : [verdict('applied', found.quote, found.numbers, { tree: found.tree })]
  }
  return [
    ...findSaidApplied(reply, lines, titles).map(({ quote, numbers, bare }) => {
      const place = findPlace(quote)
      // "Pushed it to the repository" by the author is about what the author posted: <949b08b1-d7c7-c040-7218-9df63562c032@netfilter.org>.
      const nowhere = place.tree === null || reply.speaker === 'author'
      return verdict('applied', quote, numbers, { ...place, bare: bare && nowhere })
    }),
    ...findTakenBack(reply, titles).map(({ quote, numbers }) => verdict('dropped', quote, numbers)),
    ...findDecided(reply, titles).map(({ kind, quote, numbers }) => verdict(kind, quote, numbers)),
    ...findCommands(lines).flatMap(({ kind, text, title }) => {
      const numbers = title === undefined ? 'all' : titles.numbersOf.get(normaliseTitle(title))
      return numbers === undefined ? [] : [verdict(kind, text, numbers)]
    }),
  ]
}

type Found = Pick<Verdict, 'quote' | 'numbers'>

/** The sentences that say "applied". A list of commits says what they are about, and a sentence that names patches what the others in its mail are about. */
function findSaidApplied(
  reply: HeardReply,
  lines: readonly string[],
  titles: PatchTitles,
): (Found & { readonly bare: boolean })[] {
  const said = reply.statements.filter(({ position }) => position === 'applied')
  const [first] = said
  if (first === undefined) return []
  const list = findListed(lines)
  const listed = findNumbers(list, titles)
  if (listed.length > 0) return [{ quote: first.sentence, numbers: listed, bare: false }]
  // Of a series for many lists, patches that are not archived here. <160740299787.710.4201881220590518200.b4-ty@oracle.com>
  if (reply.number === 0 && list.length > 0 && list.every(({ number }) => number > 0 && !titles.numbers.has(number)))
    return []
  const found = said.map(({ sentence }) => {
    const verb = findApplied(sentence)
    const { numbers, named } = coveredNumbers(sentence, verb, reply.number, titles)
    return { quote: sentence, numbers, named, bare: numbers !== 'all' && !named && !namesThis(sentence, verb) }
  })
  const named = found.filter((one) => one.named)
  return (named.length > 0 ? named : found.slice(0, 1)).map(({ quote, numbers, bare }) => ({ quote, numbers, bare }))
}

/** Whether the words around the verb name the patch that the mail answers: "merged this one", "patch applied". */
function namesThis(sentence: string, verb: VerbPlace | undefined): boolean {
  if (verb === undefined) return true
  const [before, after] = [sentence.slice(0, verb.at), sentence.slice(verb.end)]
  return (
    /^ (?:up )?(?:only )?(?:this|that|the (?:patch|commit|fix|driver)|your)\b/i.test(after) || THIS_PATCH.test(before)
  )
}
const THIS_PATCH = /\b(?:patch|commit|this(?: one)?)(?: (?:is|was|has been|now|also))*\s*$/i

/** The first sentence of a reviewer that takes "applied" back, or of anybody that denies it of the patch that the mail answers. */
function findTakenBack(reply: HeardReply, titles: PatchTitles): Found[] {
  const denied = reply.number > 0 ? reply.sentences.find(({ text }) => deniesApplied(text)) : undefined
  if (denied !== undefined) return [{ quote: denied.text, numbers: [reply.number] }]
  if (reply.speaker !== 'reviewer') return []
  const said = reply.statements.find(({ position, sentence }) => position !== 'applied' && saysDropped(sentence))
  return said === undefined ? [] : [aboutPatches(said.sentence, reply, titles)]
}

/** The sentences of a reviewer that put patches off or leave them to others. A refusal is a comment, which may be taken back. */
function findDecided(reply: HeardReply, titles: PatchTitles): (Found & { readonly kind: VerdictKind })[] {
  return reply.sentences.flatMap(({ code, text }) => {
    const kind = code ? undefined : findDecision(text)
    // An author who files patches is a maintainer; what he says of other patches is read for nothing else.
    return kind === undefined || (reply.speaker !== 'reviewer' && kind !== 'changes-requested')
      ? []
      : [{ kind, ...aboutPatches(text, reply, titles) }]
  })
}

function aboutPatches(sentence: string, { number }: HeardReply, titles: PatchTitles): Found {
  const { numbers } = coveredNumbers(sentence, undefined, number, titles)
  return { quote: sentence, numbers }
}

/** patchwork-bot: "This series was applied to netdev/net-next.git (master)". <166384441514.19700.3392239951153800895.git-patchwork-notify@kernel.org>. */
export const BOT_APPLIED = /^[ \t]{0,9}this (series|patch|pull request) was applied to (\S+(?: \(\S+\))?)/im
/** pr-tracker-bot: the request is quoted between the two. */
export const BOT_MERGED =
  /^[ \t]{0,20}the pull request you sent on\b[\s\S]{0,2000}^[ \t]{0,20}has been merged into (\S{1,100}?):?[ \t]{0,20}$/im
/** "  - [net,v2,1/3] title" with a link or "(no matching commit)" on the next line. */
const BOT_LISTED = /^\s{0,4}- \[([^\]]{0,80})\] ?(\S.*)$/

/** What a bot says has become of a series. Its list repeats the titles of the cover letter, so that it is read from the body. */
function findMerged(
  { body, number }: HeardReply,
  titles: PatchTitles,
): { readonly quote: string; readonly numbers: Verdict['numbers']; readonly tree: string | null } | undefined {
  const lines = splitLines(body).filter((line) => !line.startsWith('>'))
  const text = lines.join('\n')
  const merged = BOT_MERGED.exec(text)
  if (merged !== null) {
    const tree = merged[1] ?? null
    return { quote: `The pull request has been merged into ${tree}`, numbers: 'all', tree }
  }
  const applied = BOT_APPLIED.exec(text)
  if (applied === null) return undefined
  const listed = lines.flatMap((line, index): ListedPatch[] => {
    const [, marks = '', title] = BOT_LISTED.exec(line) ?? []
    if (title === undefined || !/^\s*https?:/.test(lines[index + 1] ?? '')) return []
    return [{ number: Number(/(\d{1,4})\/\d{1,4}\s*$/.exec(marks)?.[1] ?? 0), title }]
  })
  const numbers = findNumbers(listed, titles)
  const whole = titles.numbers.size === 1 || (numbers.length === 0 && applied[1]?.toLowerCase() === 'series')
  const named = numbers.length > 0 ? numbers : [number]
  return { quote: applied[0].trim(), numbers: whole ? 'all' : named, tree: applied[2] ?? null }
}
