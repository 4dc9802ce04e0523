import { at } from '../at'
import { mayComment, mayDecide } from './basis'
import { type FoldInput, numbersOf, type Standing } from './foldTypes'
import type { People, Person } from './identity'
import type { Absorption, PullStanding } from './input'
import { type LiveComment, landedPatches } from './liveComments'
import { type ChangedFiles, partlyApproved } from './partial'
import { countCovered } from './patchRun'
import { findPing } from './ping'
import { findApplier, findPledge, kindOfPledge } from './pledge'
import { waits } from './positions'
import { findWorkingFix } from './regressionFix'
import type { ReadReply } from './replies'
import { findRespin } from './respin'
import { severityOf } from './severity'
import type { SeriesState } from './state'
import { isInForce, isOver } from './states'

/** Who the series is waiting on, why, and since when. */
export interface Turn {
  readonly whose: 'author' | 'reviewers' | 'maintainer' | 'nobody'
  /**
   * `open-remarks`: comments to answer, or a new version to post; `promised`: the author said it will be changed; `answered`: reviewers have to look at the
   * answer; `pinged`: the author asked somebody again; `unreviewed`: nobody has reviewed the version; `ready`: all patches are approved; `pledged`: somebody who
   * may apply it said that they will; `called-good`: they said that it is good; `pushed`: its author, who may apply it, has it in a branch; `fix-posted`: whoever reported a regression says that a fix of it works, which has to be merged; `in-review`: some of it is reviewed, or an RFC is approved; `settled`: nothing is left to do.
   */
  readonly why:
    | 'open-remarks'
    | 'promised'
    | 'answered'
    | 'pinged'
    | 'unreviewed'
    | 'ready'
    | 'pledged'
    | 'called-good'
    | 'pushed'
    | 'fix-posted'
    | 'in-review'
    | 'in-pull-request'
    | 'deferred'
    | 'settled'
  /** As far as mail says who they are. */
  readonly people: readonly Person[]
  readonly sinceMs: number
  /** The mail that started the wait; of a promise, the mail that makes it. */
  readonly mailKey: string
}

type Since = Pick<Turn, 'sinceMs' | 'mailKey'>

/** What it is found from. */
export interface TurnInput {
  readonly state: SeriesState
  readonly fold: FoldInput
  readonly standings: readonly Standing[]
  /** The open comments that count, the strongest first. */
  readonly live: readonly LiveComment[]
  /** Whether whoever made a comment has replied to the author's answer, or given a tag, since; see openResumed. */
  readonly isResumed: (said: Pick<LiveComment, 'mailKey' | 'person'>) => boolean
  /** By time of receipt. */
  readonly replies: readonly ReadReply[]
  readonly people: People
  readonly newest: {
    readonly headKey: string
    readonly orderMs: number
    readonly label: string
    /** Its sender. */
    readonly author: Person
    /** It announces more patches than are archived here. */
    readonly incomplete: boolean
    /** It asks for opinions, not for being applied. */
    readonly rfc: boolean
    readonly patches: readonly ChangedFiles[]
  }
  readonly pull: PullStanding | null
  /** Where the patches of the newest version went on; null when they did not. */
  readonly absorbed: Absorption | null
}

/**
 * Finds out who the newest version is waiting on: whoever its author pinged last; the author while a comment is unanswered, a promise is not kept or a reported
 * regression is open; the maintainer once whoever reported it says that a fix works; the reviewers whom the author answered, and everybody while nobody has reviewed the version; the maintainer once every patch that the
 * version announces is archived here and approved, and no comment is open. Nits, and what strangers say, keep nobody waiting.
 */
export function findTurn(input: TurnInput): Turn {
  const { state, newest, pull, absorbed } = input
  const since = openSince(input)
  const [author, nobody] = [[newest.author], []]
  if (isOver(state.kind)) {
    const settled = {
      ...since(state.mailKey),
      ...(state.mailKey === pull?.mailKey && { sinceMs: pull.orderMs }),
      ...(state.mailKey === absorbed?.mailKey && { sinceMs: absorbed.orderMs }),
      ...(state.commit && { sinceMs: state.commit.committedMs }),
    }
    return { whose: 'nobody', why: 'settled', people: nobody, ...settled }
  }
  if (state.kind === 'in-pull-request' && pull !== null) {
    const people = pull.to.map(({ name, email }) => ({ name, emails: [email] }))
    return { whose: 'maintainer', why: 'in-pull-request', people, sinceMs: pull.orderMs, mailKey: pull.mailKey }
  }
  if (state.kind === 'deferred')
    return { whose: 'maintainer', why: 'deferred', people: nobody, ...since(state.mailKey) }
  const ping = findPing({ ...input, newest: input.fold.newest })
  if (ping !== undefined) return { ...ping, why: 'pinged' }
  const landed = landedPatches(state, input.fold.newest)
  const live = input.live.filter(({ severity }) => severity !== 'nit')
  // Words do not repair a regression.
  const isRegression = state.kind === 'regression-reported'
  const works = isRegression ? findWorkingFix(input.replies, state.mailKey) : undefined
  if (works !== undefined && live.every((one) => one.answered || one.mailKey === state.mailKey))
    return { whose: 'maintainer', why: 'fix-posted', people: findAppliers(input).people, ...since(works.key) }
  const conditions = openConditions(input)
  const waiting = [
    ...live.filter(({ status, answered }) => status === 'open' && (isRegression || !answered)),
    ...conditions.filter(({ patch, last }) => patch === null || last !== null || !landed.has(patch)),
  ]
  const respin = findRespin(input.replies, input.fold.newest, newest.label)
  if (waiting.length > 0) {
    // Another version was announced after all of it was said: <a43b501c-2ab6-8a20-703a-670c70cba57a@linux.ibm.com>.
    const promisedMs = respin === undefined ? 0 : since(respin.mailKey).sinceMs
    const why = waiting.every(({ mailKey }) => since(mailKey).sinceMs < promisedMs) ? 'promised' : 'open-remarks'
    const promise = why === 'promised' && respin !== undefined ? { mailKey: respin.mailKey } : {}
    return { whose: 'author', why, people: author, ...sinceFirst(waiting, since), ...promise }
  }
  if (isRegression || (isAsked(input) && state.mailKey !== respin?.mailKey))
    return { whose: 'author', why: 'open-remarks', people: author, ...since(state.mailKey) }
  // Whoever promises to fix a typo is going to post again.
  const promised = input.live.filter(({ status }) => status === 'promised')
  if (promised.length > 0) {
    const first = sinceFirst(promised, since)
    const mailKey = promised.find((one) => one.mailKey === first.mailKey)?.promisedIn ?? first.mailKey
    return { whose: 'author', why: 'promised', people: author, sinceMs: first.sinceMs, mailKey }
  }
  if (respin !== undefined) return { whose: 'author', why: 'promised', people: author, ...since(respin.mailKey) }
  const current = input.replies.filter(({ position, speaker }) => position === input.fold.newest && speaker !== 'bot')
  if (live.length > 0) {
    const unread = live.filter((one) => !input.isResumed(one))
    const askers = [...new Set(unread.map(({ person }) => person))].map((person) => at(input.people.all, person))
    if (askers.length === 0)
      return { whose: 'reviewers', why: 'in-review', people: nobody, ...since(current.at(-1)?.key ?? newest.headKey) }
    return {
      whose: 'reviewers',
      why: 'answered',
      people: askers,
      ...since(findAnswer(unread, input) ?? newest.headKey),
    }
  }
  const approvals = findApprovals(input)
  if (isApproved(approvals, landed, input)) {
    const ready = sinceReady(approvals, landed, input)
    if (newest.rfc) return { whose: 'author', why: 'in-review', people: author, ...ready }
    return { whose: 'maintainer', why: 'ready', ...ready, ...findAppliers(input) }
  }
  const numbers = numbersOf(input.fold)
  const pledge = findPledge(input.replies, input.fold.newest, (number) => number === 0 || numbers.length === 1)
  if (pledge !== undefined) {
    const people = [at(input.people.all, pledge.person)]
    return { whose: 'maintainer', why: kindOfPledge(pledge), people, ...since(pledge.key) }
  }
  const reviewed = current.filter(({ speaker, basis }) => speaker === 'reviewer' && mayComment(basis))
  if (reviewed.length === 0) return { whose: 'reviewers', why: 'unreviewed', people: nobody, ...since(newest.headKey) }
  return { whose: 'reviewers', why: 'in-review', people: nobody, ...since(current.at(-1)?.key ?? newest.headKey) }
}

/** Mails above an answer in which the comment is looked for. */
const MAX_ABOVE = 10

/** The author's answer to the first of these comments that has one: in reply to its mail, else further below it, else anywhere. <0b5b1303-8bcb-c19d-5f63-0e4a3517fea5@redhat.com> */
function findAnswer(comments: readonly LiveComment[], { fold, replies }: TurnInput): string | undefined {
  const answers = replies.filter(({ position, speaker }) => position === fold.newest && speaker === 'author')
  const direct = new Map(answers.map(({ key }) => [fold.parents.get(key), key]))
  const below = new Map<string, string>()
  for (const { key } of answers) {
    let above = fold.parents.get(key)
    for (let steps = 0; steps < MAX_ABOVE && typeof above === 'string'; steps++) {
      below.set(above, key)
      above = fold.parents.get(above)
    }
  }
  const found = comments.flatMap(({ mailKey }) => direct.get(mailKey) ?? below.get(mailKey) ?? [])
  return found[0] ?? answers.at(-1)?.key
}

/** Whoever said last that they are going to apply it, or else those who applied other patches of the series; with the mail that says so, if anybody did. */
function findAppliers({ standings, replies, people }: TurnInput): Pick<Turn, 'people'> & Partial<Since> {
  const applier = findApplier(replies)
  if (applier !== undefined) return { people: [at(people.all, applier.person)], mailKey: applier.key }
  const deciders = new Set(replies.flatMap(({ key, basis }) => (mayDecide(basis) ? [key] : [])))
  const found = standings.filter(({ position, mailKey }) => position === 'applied' && deciders.has(mailKey))
  const last = found.at(-1)
  return {
    people: [...new Set(found.map(({ person }) => person))].map((person) => at(people.all, person)),
    ...(last !== undefined && { mailKey: last.mailKey }),
  }
}

/** Whether somebody who may decide asked for a new version without a comment. */
function isAsked({ state, live }: TurnInput): boolean {
  return state.kind === 'changes-requested' && live.every(({ mailKey }) => mailKey !== state.mailKey)
}

/** Prepares finding when a wait began: when a reply was received or, for any other mail, when the newest version was posted. */
function openSince({ replies, newest }: TurnInput) {
  const orderOf = new Map(replies.map(({ key, orderMs }) => [key, orderMs]))
  const since = (mailKey: string): Since => ({ sinceMs: orderOf.get(mailKey) ?? newest.orderMs, mailKey })
  return since
}

/** The wait that began with the first of several statements. Throws when there is none. */
function sinceFirst(said: readonly { readonly mailKey: string }[], since: (mailKey: string) => Since): Since {
  const [first, ...others] = said.map(({ mailKey }) => since(mailKey))
  if (first === undefined) throw new Error('nothing was said')
  return others.reduce((best, one) => (one.sinceMs < best.sinceMs ? one : best), first)
}

/** The tags on the newest version whose condition is more than a nit and is not met yet. */
function openConditions({ standings, fold, replies }: TurnInput): Standing[] {
  const comments = new Set(replies.flatMap(({ key, basis }) => (mayComment(basis) ? [key] : [])))
  // "Other than that: Acked-by" is about what the same mail asks for: once the author has answered that, the condition asks nothing more.
  const asked = standings.filter(({ position }) => waits(position))
  const isAnswered = (mailKey: string): boolean => {
    const own = asked.filter((one) => one.mailKey === mailKey)
    return own.length > 0 && own.every(({ status, answered }) => status !== 'open' || answered)
  }
  return standings.filter(
    ({ position, since, quote, mailKey }) =>
      position === 'approves-with-condition' &&
      since === fold.newest &&
      comments.has(mailKey) &&
      severityOf(position, quote) !== 'nit' &&
      !isAnswered(mailKey),
  )
}

/** The approvals that count: on the newest version, by somebody who may comment, or carried by the author in the patch, even if the code changed since. */
function findApprovals({ standings, replies }: TurnInput): Standing[] {
  const strangers = new Set(replies.flatMap(({ key, basis }) => (mayComment(basis) ? [] : [key])))
  return standings.filter(({ position, status, quote, mailKey }) => {
    const plain =
      position === 'approves' || (position === 'approves-with-condition' && severityOf(position, quote) === 'nit')
    return plain && (isInForce(status) || status === 'stale') && !strangers.has(mailKey)
  })
}

/** Whether every patch that the newest version announces is archived here and approved, or applied already, and nobody's refusal stands. */
function isApproved(
  approvals: readonly Standing[],
  landed: ReadonlySet<number>,
  { fold, newest, standings, replies }: TurnInput,
): boolean {
  const numbers = numbersOf(fold)
  if (newest.incomplete || numbers.length === 0) return false
  const comments = new Set(replies.flatMap(({ key, basis }) => (mayComment(basis) ? [key] : [])))
  if (
    standings.some(({ position, status, mailKey }) => position === 'nak' && status === 'open' && comments.has(mailKey))
  )
    return false
  const open = numbers.filter((number) => !landed.has(number))
  const partly = partlyApproved(approvals, replies, newest.patches)
  const runs = approvals.flatMap(({ patch, last }) => (patch === null ? [] : [{ patch, last }]))
  return countCovered(runs, open) === open.length && !open.some((number) => partly.has(number))
}

/**
 * Since when a version is approved: since the tag that covered its last patch, whatever tags came later, but not before the version was posted.
 * <20221221235147.45lkqmosndritfpe@google.com>, <20221103152631.17393-1-pmorel@linux.ibm.com>.
 */
function sinceReady(approvals: readonly Standing[], landed: ReadonlySet<number>, input: TurnInput): Since {
  const since = openSince(input)
  const sorted = approvals
    .map((standing) => ({ standing, ...since(standing.mailKey) }))
    .sort((a, b) => a.sinceMs - b.sinceMs)
  // Binary search for the fewest of the first tags that are enough: one more tag never covers less.
  let [few, enough] = [0, sorted.length]
  while (few + 1 < enough) {
    const half = Math.floor((few + enough) / 2)
    const given = sorted.slice(0, half).map(({ standing }) => standing)
    if (isApproved(given, landed, input)) enough = half
    else few = half
  }
  const last = sorted[enough - 1]
  if (last === undefined) return since(input.newest.headKey)
  return { sinceMs: Math.max(last.sinceMs, input.newest.orderMs), mailKey: last.mailKey }
}
