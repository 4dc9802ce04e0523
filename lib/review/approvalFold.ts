import { at } from '../at'
import { groupBy } from '../groupBy'
import { changedAsAsked } from './changedAsAsked'
import type { CommentOutcome } from './commentFold'
import { type BodyTag, type FoldInput, NO_OUTCOME, numbersOf, type Standing, speaksFor, standingOf } from './foldTypes'
import { cutRuns, joinRuns, type PatchRun } from './patchRun'
import type { StandingStatus } from './states'
import { refersBack } from './tagCondition'
import {
  indexTags,
  indexWithdrawals,
  isTakenBack,
  listsAbout,
  newestAbout,
  type Said,
  type SaidByPlace,
  saidBy,
  tagKey,
} from './tagIndex'
import { isTakenOver } from './track'

/** What the tags of all people are folded with. */
interface Folding {
  readonly input: FoldInput
  /** Numbers of the newest version, ascending. */
  readonly numbers: readonly number[]
  readonly tags: ReadonlyMap<string, SaidByPlace>
  readonly withdrawals: ReadonlyMap<number, SaidByPlace>
  /** By tagKey and track. */
  readonly bodies: ReadonlyMap<string, ReadonlyMap<number, BodyTag>>
  /** The patches of the newest version whose mail an older version had already, by the position of that version. */
  readonly takenOver: ReadonlyMap<number, readonly number[]>
  /** What became of the review comments of each mail. */
  readonly outcomes: ReadonlyMap<string, readonly CommentOutcome[]>
  /** Runs of the newest version that a cover speaks for, without the patches of some versions, by the positions of all of these. */
  readonly runsWithout: Map<string, readonly PatchRun[]>
}

/**
 * Tags from mails and from bodies: for each person, patch and kind the newest that the newest version still has. A tag on the cover letter is
 * one standing for all patches about which the person said nothing else, so the work grows with the mails and not with people times patches.
 */
export function foldApprovals(input: FoldInput, outcomes: readonly CommentOutcome[]): Standing[] {
  const folding: Folding = {
    input,
    numbers: numbersOf(input),
    tags: indexTags(input.events, { reviewsOnly: true }),
    withdrawals: indexWithdrawals(input.events),
    bodies: newestBodyTags(input),
    takenOver: indexTakenOver(input),
    outcomes: groupBy(outcomes, ({ mailKey }) => mailKey),
    runsWithout: new Map(),
  }
  return [...new Set([...folding.tags.keys(), ...folding.bodies.keys()])].flatMap((key) => foldKey(key, folding))
}

/** The standings of one person by one kind of tag. */
function foldKey(key: string, folding: Folding): Standing[] {
  const { tags, withdrawals, bodies, input, numbers } = folding
  const given = saidBy(tags, key)
  const taken = saidBy(withdrawals, Number.parseInt(key, 10))
  const bodyTags = bodies.get(key)
  const apart = new Set([...given.byTrack.keys(), ...taken.byTrack.keys(), ...(bodyTags?.keys() ?? [])])
  const singles: Standing[] = []
  const cuts: PatchRun[] = []
  for (const track of apart) {
    const patch = at(input.tracks, track).numbers.get(input.newest)
    if (patch === undefined) continue
    cuts.push({ patch, last: null })
    const body = bodyTags?.get(track)
    const said = newestAbout(given, track, input, (version) => body !== undefined || holds(version, track, input))
    const event = said === undefined || isTakenBack(said, listsAbout(taken, track, input)) ? undefined : said.event
    const standing = standingOn(track, patch, event, body, folding)
    if (standing !== undefined) singles.push(standing)
  }
  const onCovers = [...given.byVersion].flatMap(([version, said]) =>
    version === input.newest || folding.takenOver.has(version) ? said.slice(-1) : [],
  )
  const wholes = onCovers
    .sort((a, b) => b.order - a.order)
    .flatMap((whole) => {
      const { version } = whole.event
      const status = version === input.newest ? 'current' : 'carried'
      const runs = cutRuns(runsOf(whole, taken, folding), cuts, numbers)
      for (const run of runs) cuts.push(run)
      return runs.map((run) => ({ ...standingOf(whole.event), status, ...NO_OUTCOME, ...run }) as const)
    })
  return [...joinSame(singles, numbers), ...wholes]
}

/** Whether what was said about a patch in a version is about its mail in the newest. */
function holds(version: number, track: number, { newest, tracks }: FoldInput): boolean {
  return version === newest || isTakenOver(at(tracks, track), version, newest)
}

function indexTakenOver({ tracks, newest }: FoldInput): Map<number, number[]> {
  const index = new Map<number, number[]>()
  for (const [track, { numbers }] of tracks.entries()) {
    const patch = numbers.get(newest)
    if (patch === undefined) continue
    for (const version of numbers.keys()) {
      if (!isTakenOver(at(tracks, track), version, newest)) continue
      const known = index.get(version)
      if (known === undefined) index.set(version, [patch])
      else known.push(patch)
    }
  }
  return index
}

/**
 * The patches of the newest version that a tag on a cover is about: all, or those that were taken over from its version; without those of a
 * version on whose cover it was taken back later.
 */
function runsOf(whole: Said, taken: SaidByPlace, folding: Folding): readonly PatchRun[] {
  const { input, numbers, takenOver, runsWithout } = folding
  const { version } = whole.event
  const others = [...taken.byVersion].flatMap(([other, said]) =>
    said.some(({ event, order }) => order > whole.order && speaksFor(event, whole.event)) ? [other] : [],
  )
  const key = `${version}: ${others.sort((a, b) => a - b).join(' ')}`
  const known = runsWithout.get(key)
  if (known !== undefined) return known
  const reached = version === input.newest ? undefined : new Set(takenOver.get(version))
  const left = input.tracks.flatMap(({ numbers: all }) => {
    const patch = all.get(input.newest)
    const gone = patch === undefined || reached?.has(patch) === false || others.some((other) => all.has(other))
    return gone ? [] : [patch]
  })
  const runs = joinRuns(
    left.sort((a, b) => a - b),
    numbers,
  )
  runsWithout.set(key, runs)
  return runs
}

function standingOn(
  track: number,
  patch: number,
  event: Said['event'] | undefined,
  body: BodyTag | undefined,
  folding: Folding,
): Standing | undefined {
  const { input } = folding
  if (event !== undefined) {
    const status = ageOf(event.version, track, input, askedWith(event, patch, folding))
    const standing = { ...standingOf(event), patch, last: null, status, ...NO_OUTCOME }
    // The condition ends when the author takes the tag over.
    const unconditional = body !== undefined && event.position === 'approves-with-condition'
    return unconditional ? { ...standing, position: 'approves' } : standing
  }
  if (body === undefined) return undefined
  const { person, position, version, mailKey, quote } = body
  const status = version === input.newest ? 'carried' : ageOf(version, track, input, [])
  const from = { person, position, since: version, mailKey, quote, rule: 'approves' } as const
  return { ...from, patch, last: null, status, ...NO_OUTCOME }
}

/** Mails above that of a tag in which its condition is looked for. */
const MAX_ABOVE = 10

/** What the mail of a tag asks for on a patch. If it asks for nothing itself and refers back ("with that fixed"): what the nearest mail above asks for. */
function askedWith(
  { mailKey, sentence }: Said['event'],
  patch: number,
  { input, outcomes }: Folding,
): readonly CommentOutcome[] {
  const askedIn = (key: string) =>
    (outcomes.get(key) ?? []).filter(({ patches }) => patches.length === 0 || patches.includes(patch))
  let asked = askedIn(mailKey)
  if (asked.length > 0 || !refersBack(sentence)) return asked
  let above = input.parents.get(mailKey)
  for (let steps = 0; steps < MAX_ABOVE && asked.length === 0 && typeof above === 'string'; steps++) {
    asked = askedIn(above)
    above = input.parents.get(above)
  }
  return asked
}

/** Joins the standings of one sentence ("for patches 1-9") that have the same outcome. */
function joinSame(singles: readonly Standing[], numbers: readonly number[]): Standing[] {
  const same = groupBy(
    singles,
    ({ mailKey, quote, position, status }) => `${mailKey}\n${position}\n${status}\n${quote}`,
  )
  return [...same.values()].flatMap((group) => {
    const patches = group.flatMap(({ patch }) => patch ?? []).sort((a, b) => a - b)
    return joinRuns(patches, numbers).map((run) => ({ ...group[0], ...run }))
  })
}

/** Tags in the bodies of the newest version, each with the first version of the unbroken row that carries it; by tagKey and track. */
function newestBodyTags({ bodyTags, newest }: FoldInput): Map<string, Map<number, BodyTag>> {
  const found = new Map<string, Map<number, BodyTag>>()
  for (const tag of [...bodyTags].sort((a, b) => b.version - a.version)) {
    const key = tagKey(tag.person, tag.position)
    const own = found.get(key) ?? new Map<number, BodyTag>()
    if (tag.version === newest || own.has(tag.track)) found.set(key, own.set(tag.track, tag))
  }
  return found
}

/** Whether a tag of a version still holds on the newest. `asked` is what its mail asked for on the patch, see askedWith. */
function ageOf(
  version: number,
  track: number,
  { newest, tracks }: FoldInput,
  asked: readonly CommentOutcome[],
): StandingStatus {
  if (version === newest) return 'current'
  const changed = [...at(tracks, track).reallyChangedIn].filter((position) => position > version && position <= newest)
  return changed.length === 0 || changedAsAsked(changed, asked) ? 'carried' : 'stale'
}
