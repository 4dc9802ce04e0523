import { at } from '../at'
import { type Basis, mayComment, mayDecide } from './basis'
import { closesRegression } from './botCommand'
import { type FoldInput, numbersOf } from './foldTypes'
import type { Absorption, PullStanding } from './input'
import type { LiveComment } from './liveComments'
import type { PatchTitles } from './patchTitles'
import { blocks, waits, wantsChange } from './positions'
import { readVerdicts } from './readVerdicts'
import { choosesAnother, findReplacement, type Whole } from './replaced'
import type { ReadReply } from './replies'
import { findRespin } from './respin'
import { withdrawsPosting } from './rules/answer'
import type { SeriesStateKind } from './states'
import type { Verdict } from './verdict'

/** What mail says has become of a series. */
export interface SaidState {
  readonly kind: SeriesStateKind
  /** The mail that decides; for a series under review the head of the newest version. */
  readonly mailKey: string
  /** Its words; '' when no sentence says it. */
  readonly quote: string
  readonly tree: string | null
  readonly release: string | null
  /** Numbers in the newest version of the patches that were applied or are in a pull request, ascending. */
  readonly patches: readonly number[]
}

/** What it is found from. */
export interface SaidInput {
  readonly fold: FoldInput
  /** The open comments that count, the strongest first. */
  readonly live: readonly LiveComment[]
  /** By time of receipt. */
  readonly replies: readonly ReadReply[]
  readonly newest: {
    readonly headKey: string
    readonly orderMs: number
    /** As shown: 'v2'. */
    readonly label: string
    /** Why its sender may say in its subject that it was committed; null when nothing says so. */
    readonly committed: Basis | null
  }
  /** The titles of the patches of each version, by its position. */
  readonly titles: ReadonlyMap<number, PatchTitles>
  readonly whole: Whole
  readonly pull: PullStanding | null
  /** Where the patches of the newest version went on; null when they did not. */
  readonly absorbed: Absorption | null
}

/**
 * The state of a series according to its mails. The first of these that holds wins: applied, or a regression reported after that, or taken back again;
 * withdrawn or superseded; continued in another series; refused, deferred or not for this tree; in a pull request; changes requested, by the strongest open comment; under review.
 * Only who may decide decides, and only who may comment asks for changes (see basis.ts).
 */
export function findSaid(given: SaidInput): SaidState {
  const input = { ...given, verdicts: readVerdicts(given.replies, given.titles, given.whole.posted) }
  const applied = findApplied(input)
  const found = appliedState(input, applied) ?? givenUp(input) ?? absorbed(input) ?? decided(input) ?? requested(input)
  if (found !== undefined) return found
  if (applied.dropped !== undefined) return dropped(applied.dropped)
  // What the author answered waits for whoever asked it, who may be content.
  const strongest = input.live.find(({ status, answered }) => status === 'promised' || !answered)
  if (strongest !== undefined && wantsChange(strongest))
    return plain('changes-requested', firstOf(input.live, strongest))
  const respin = findRespin(input.replies, input.fold.newest, input.newest.label)
  if (respin !== undefined) return plain('changes-requested', respin)
  return plain('under-review', { mailKey: input.newest.headKey, quote: '' })
}

/** The comment that is named: an objection that stays open, although the author has answered it, before a weaker request. <20221108155520.4429c2e5.alex.williamson@redhat.com>. */
function firstOf(live: SaidInput['live'], strongest: LiveComment): LiveComment {
  return live.find(({ position }) => blocks(position)) ?? strongest
}

/** A state that says nothing about a tree or about single patches. */
function plain(kind: SeriesStateKind, { mailKey, quote }: { mailKey: string; quote: string }): SaidState {
  return { kind, mailKey, quote, tree: null, release: null, patches: [] }
}

interface Applied {
  /** The statements that some patches of the newest version were applied, and that nobody took back. */
  readonly verdicts: readonly (Verdict & { readonly patches: ReadonlySet<number> })[]
  /** The last statement that takes one back. */
  readonly dropped: Verdict | undefined
}

/** What deciders say was applied, and still is. What is dropped again was said to be applied before. */
function findApplied(input: Reading): Applied {
  let verdicts: Applied['verdicts'] = committedPosting(input)
  let last: Verdict | undefined
  for (const reply of input.replies) {
    if (!mayDecide(reply.basis)) continue
    for (const verdict of verdictsOf(reply, input)) {
      if (verdict.kind !== 'applied' && verdict.kind !== 'dropped') continue
      const patches = numbersNow(verdict, reply, input)
      if (verdict.kind === 'applied') verdicts = [...verdicts, { ...verdict, patches }]
      else {
        const left = verdicts.map((one) => ({
          ...one,
          patches: new Set([...one.patches].filter((number) => !patches.has(number))),
        }))
        if (left.some((one, index) => one.patches.size < at(verdicts, index).patches.size)) last = verdict
        verdicts = left
      }
    }
  }
  return { verdicts: verdicts.filter(({ patches }) => patches.size > 0), dropped: last }
}

/** What the subject of a posting says that was committed before it was sent. */
function committedPosting({ newest: { committed, headKey, orderMs }, fold }: Reading): Applied['verdicts'] {
  if (committed === null) return []
  const patches = new Set(numbersOf(fold))
  const said = { mailKey: headKey, orderMs, quote: 'Committed, by its subject', tree: null, release: null }
  return [{ kind: 'applied', numbers: 'all', bare: false, patches, ...said }]
}

/** The input with the verdicts, which are read once. */
interface Reading extends SaidInput {
  /** What each reply says, by its key. */
  readonly verdicts: ReadonlyMap<string, readonly Verdict[]>
}

function verdictsOf({ key }: ReadReply, { verdicts }: Reading): readonly Verdict[] {
  return verdicts.get(key) ?? []
}

/**
 * The patches of the newest version that a statement is about. What is said of an older version holds for the patches that the newest one carries
 * unchanged. Some answer the older cover letter and mean the version posted since: <20220412172053.0208445e@p-imbrenda>.
 */
function numbersNow({ numbers }: Verdict, { position, orderMs }: ReadReply, { fold, newest }: SaidInput): Set<number> {
  const all = numbersOf(fold)
  if (position === fold.newest)
    return new Set(numbers === 'all' ? all : numbers.filter((number) => all.includes(number)))
  if (numbers === 'all' && orderMs > newest.orderMs) return new Set(all)
  return new Set(
    fold.tracks.flatMap(({ numbers: own, codeChangedIn }) => {
      const [then, now] = [own.get(position), own.get(fold.newest)]
      if (then === undefined || now === undefined || !(numbers === 'all' || numbers.includes(then))) return []
      return [...codeChangedIn].some((changed) => changed > position && changed <= fold.newest) ? [] : [now]
    }),
  )
}

/**
 * Applied in whole or in part, by what deciders say and by a pulled request; or a regression that was reported after that. The statement about the
 * most patches is quoted. Undefined when nothing was applied.
 */
function appliedState(input: SaidInput, { verdicts }: Applied): SaidState | undefined {
  const { fold, replies, pull } = input
  const said = [...verdicts, ...(pull?.kind === 'pulled' && pull.position === fold.newest ? [pulled(pull)] : [])]
  const [first] = said
  if (first === undefined) return undefined
  const all = numbersOf(fold)
  const applied = new Set(said.flatMap(({ patches }) => [...patches]))
  const patches = [...applied].sort((a, b) => a - b)
  const { tree, release } = first
  const regression = findRegression(replies, fold.newest, first.orderMs)
  if (regression !== undefined) return { ...regression, tree, release, patches }
  const best = said.reduce((a, b) => (b.patches.size > a.patches.size ? b : a), first)
  const kind = all.every((number) => applied.has(number)) ? 'applied' : 'partly-applied'
  return { kind, mailKey: best.mailKey, quote: best.quote, tree: best.tree, release: best.release, patches }
}

/** A pulled request, as a statement that its patches were applied. */
function pulled({ mailKey, quote, numbers, orderMs, tree, release }: PullStanding) {
  return { mailKey, quote, orderMs, patches: new Set(numbers), tree, release }
}

/** Applied patches that were taken back, while nothing else is known of them: they have to be posted again. */
function dropped(verdict: Verdict): SaidState {
  return plain(/\brevert/i.test(verdict.quote) ? 'reverted' : 'changes-requested', verdict)
}

/** A mail that came after the patches were applied and reports that something broke, unless a later mail tells regzbot that it is fixed. */
export function findRegression(replies: readonly ReadReply[], newest: number, sinceMs: number): SaidState | undefined {
  const closed = replies.findLast(
    ({ basis, text }) => mayComment(basis) && closesRegression(text.own.map((line) => line.text)),
  )
  for (const reply of replies) {
    if (reply.position !== newest || reply.orderMs <= Math.max(sinceMs, closed?.orderMs ?? 0)) continue
    if (reply.speaker === 'author' || !mayComment(reply.basis)) continue
    const said = reply.statements.find(({ cues }) => cues.includes('regression'))
    if (said !== undefined) return plain('regression-reported', { mailKey: reply.key, quote: said.sentence })
  }
  return undefined
}

/** "Resubmitted now as <Message-ID>", in another series: <20211105124122+0100.915351-snemec@redhat.com>. */
const SUPERSEDED =
  /\bsuperseded[- ]by\b|\b(?:is|are|was|been) superseded\b|\breplaced by (?:the|this|another|a new) (?:series|patch ?set|patch)|\bre-?(?:submitted|sent|posted) (?:it |this )?(?:now )?as (?:<\S+@|(?:a )?part of\b)/i

/** The author withdraws the newest version, or names a series that replaces it, as whoever may decide about the series can do. */
function givenUp({ fold, replies, whole }: SaidInput): SaidState | undefined {
  for (const reply of [...replies].reverse()) {
    const { key: mailKey, basis, owns } = reply
    const replacement = mayDecide(basis) || owns ? findReplacement(reply, whole) : undefined
    if (replacement !== undefined) return plain('superseded', { mailKey, quote: replacement.trim() })
    if (reply.position !== fold.newest || !owns) continue
    const alone = reply.number === 0 || whole.single || reply.parent === whole.headKey
    for (const sentence of reply.sentences) {
      const { text: quote } = sentence
      if (SUPERSEDED.test(quote) || choosesAnother(sentence, reply, whole.posted))
        return plain('superseded', { mailKey, quote })
      if (withdrawsPosting(quote) && (alone || /\b(?:series|patch ?set|version)\b/i.test(quote)))
        return plain('withdrawn', { mailKey, quote })
    }
  }
  return undefined
}

/**
 * Its author went on with all of it in another series: <20230719113906.22317-1-akumar@suse.de>. Undefined while it is in a pull request, and when a reviewer
 * has asked for something since, who does not think so: <20230921021445.2075-1-wegao@suse.com>.
 */
function absorbed({ absorbed: by, pull, replies, fold }: SaidInput): SaidState | undefined {
  if (by === null || pull !== null) return undefined
  const asks = replies.some(
    ({ position, orderMs, speaker, basis, statements }) =>
      position === fold.newest &&
      orderMs > by.orderMs &&
      speaker === 'reviewer' &&
      mayComment(basis) &&
      statements.some((one) => waits(one.position)),
  )
  return asks ? undefined : plain('superseded', { mailKey: by.mailKey, quote: by.title })
}

/** The state that a verdict about the whole series makes; undefined for one that asks for nothing or is read by findApplied. */
const DECISIONS = {
  rejected: 'rejected',
  deferred: 'deferred',
  'not-applicable': 'not-applicable',
  superseded: 'superseded',
  'changes-requested': 'changes-requested',
  'under-review': undefined,
  applied: undefined,
  dropped: undefined,
} as const satisfies Record<Verdict['kind'], SeriesStateKind | undefined>

/** The last decision about the whole newest version, or a NAK by somebody who may decide. */
function decided(input: Reading): SaidState | undefined {
  const { replies, live, fold } = input
  const nak = live.find(({ position, status, basis }) => position === 'nak' && status === 'open' && mayDecide(basis))
  if (nak !== undefined) return plain('rejected', nak)
  const last = replies
    .filter(({ position, basis }) => position === fold.newest && mayDecide(basis))
    .flatMap((reply) => verdictsOf(reply, input))
    .findLast(({ kind, numbers }) => kind !== 'applied' && kind !== 'dropped' && numbers === 'all')
  const kind = last && DECISIONS[last.kind]
  return last === undefined || kind === undefined ? undefined : plain(kind, last)
}

/** All patches are in a pull request that nobody has answered yet. */
function requested({ fold, pull }: SaidInput): SaidState | undefined {
  if (pull?.kind !== 'requested' || pull.position !== fold.newest) return undefined
  const { mailKey, quote, numbers } = pull
  if (!numbersOf(fold).every((number) => numbers.includes(number))) return undefined
  return { ...plain('in-pull-request', { mailKey, quote }), patches: numbers }
}
