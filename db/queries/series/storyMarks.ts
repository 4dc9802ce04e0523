import { at } from '../../../lib/at'
import { findPatchNumbers } from '../../../lib/changelog/patchNumbers'
import { groupBy } from '../../../lib/groupBy'
import { parseTrailerPerson } from '../../../lib/patch/trailer'
import { type Position, vouches, waits } from '../../../lib/review/positions'
import { tagKinds } from '../../../lib/review/tag'
import { placeSaid, type Said } from '../../../lib/story/placing'
import { openSince, predates, type Since } from '../../../lib/story/since'
import type { GivenTag } from '../../../lib/story/tags'
import type { StoryTrack, StoryVersion } from '../../../lib/story/types'
import { outcomeOf, tagOutcome } from '../review/asked'
import type {
  CoverMarksView,
  MarkView,
  OutcomeView,
  PersonDetail,
  PositionView,
  StandingView,
  TrackView,
  VersionView,
} from '../views'
import type { ToldComment } from './storyComments'

interface MarkParts {
  readonly people: readonly PersonDetail[]
  readonly roleOf: (emails: readonly string[]) => MarkView['role']
  readonly versions: readonly VersionView[]
  readonly storyVersions: readonly StoryVersion[]
  readonly tracks: readonly TrackView[]
  readonly stored: readonly StoryTrack[]
  readonly comments: readonly ToldComment[]
  readonly positions: readonly PositionView[]
  readonly standings: readonly StandingView[]
}

/** What one person said in one place: a comment, a tag, or that patches were applied. */
interface SaidMark extends Said {
  readonly mark: Omit<MarkView, 'outcome' | 'since'>
  /** Of a comment. */
  readonly outcome: OutcomeView | null
  readonly personIndex: number
  readonly saidMs: number
}

interface Marks {
  readonly tracks: readonly TrackView[]
  readonly coverMarks: readonly CoverMarksView[]
  /** The review tags of replies. */
  readonly given: readonly GivenTag[]
}

/** Puts what was said into the cells of the picture. */
export function placeMarks(parts: MarkParts): Marks {
  const { versions, storyVersions, tracks, stored } = parts
  const said = [...commentMarks(parts), ...positionMarks(parts)].sort((a, b) => a.saidMs - b.saidMs)
  const placed = placeSaid(said, storyVersions)
  const places = new Map(versions.map(({ key }, index) => [key, index + 1]))
  const holds = openHolds(parts.standings)
  const fateOf = openFates(parts.standings)
  const isTakenBack = openTakenBack(versions)
  const newest = storyVersions.findLast(({ patches }) => patches.length > 0)?.position
  return {
    tracks: tracks.map((track, index) => {
      const sinceOf = openSince(at(stored, index), storyVersions)
      const last = track.cells.at(-1)
      const number = last?.change === 'dropped' ? null : (last?.number ?? null)
      const finish = (one: SaidMark): MarkView => {
        const since = one.mark.tag === null ? null : sinceOf(one.version)
        const fate = fateOf(one.mark, number) ?? fateOfTag(one, since, newest, holds(one.mark, number))
        return { ...one.mark, outcome: one.outcome ?? (one.mark.tag === null ? null : fate), since }
      }
      const finishOn = (patch: number) => (one: SaidMark) =>
        isTakenBack(one, patch) ? { ...one.mark, outcome: tagOutcome('cleared'), since: null } : finish(one)
      const cells = track.cells.map((cell) => {
        const version = places.get(cell.versionKey)
        if (version === undefined || cell.change === 'dropped') return cell
        return { ...cell, marks: placed.on(version, cell.number).map(finishOn(cell.number)) }
      })
      return { ...track, cells }
    }),
    coverMarks: versions.flatMap(({ key }, index) => {
      const marks = placed.onCover(index + 1).map((one) => ({ ...one.mark, outcome: one.outcome, since: null }))
      return marks.length === 0 ? [] : [{ versionKey: key, marks }]
    }),
    given: said.flatMap((one) => {
      const { mark, personIndex: person, version, saidMs } = one
      const patches = keptOn(one, storyVersions, isTakenBack)
      if (mark.tag === null || patches?.length === 0) return []
      return [{ person, name: mark.tag, version, saidMs, mailKey: mark.messageId, patches }]
    }),
  }
}

/** The patches on which a tag was not taken back; null for every patch of its version. */
function keptOn(
  said: SaidMark,
  versions: readonly StoryVersion[],
  isTakenBack: (said: SaidMark, patch: number) => boolean,
): readonly number[] | null {
  const { patches, version } = said
  if (patches === 'none') return []
  const numbers = patches === 'all' ? (versions[version - 1]?.patches ?? []).map(({ number }) => number) : patches
  const kept = numbers.filter((patch) => !isTakenBack(said, patch))
  return patches === 'all' && kept.length === numbers.length ? null : kept
}

/**
 * Finds out whether a reviewer's tag is not among the trailers of its patch: these have each given tag, one of each kind by a person, but not what was
 * taken back. Linear in the trailers.
 */
function openTakenBack(versions: readonly VersionView[]): (said: SaidMark, patch: number) => boolean {
  const has = new Set(
    versions.flatMap(({ patches }, index) =>
      patches.flatMap(({ number, trailers }) =>
        trailers.flatMap(({ name, value, source, messageId }) => {
          const person = parseTrailerPerson(value)
          const names = person === undefined ? [] : [person.email, bareName(person.name)]
          return [...(source === 'body' ? [] : [messageId]), ...names].flatMap((who) =>
            tagKinds(name).map((kind) => `${index + 1}/${number} ${kind} ${who}`),
          )
        }),
      ),
    ),
  )
  return ({ version, mark: { tag, role, position, person, messageId } }, patch) =>
    tag !== null &&
    role !== 'author' &&
    vouches(position) !== null &&
    ![messageId, ...person.emails, bareName(person.name)].some((who) =>
      has.has(`${version}/${patch} ${vouches(position)} ${who}`),
    )
}

/** "Rex Roe (Example Inc.)" as "rex roe". */
function bareName(name: string): string {
  return name
    .replace(/\([^()]*\)/g, '')
    .trim()
    .toLowerCase()
}

function commentMarks({ people, roleOf, comments, positions }: MarkParts): SaidMark[] {
  const aliases = new Map(positions.map(({ messageId, alias }) => [messageId, alias]))
  return comments.map((comment) => {
    const person = at(people, comment.person)
    const { position, severity, regression, mailKey, quote, patches } = comment
    return {
      version: comment.version,
      patches: patches.length === 0 ? 'none' : patches,
      saidMs: comment.saidMs,
      personIndex: comment.person,
      outcome: comment.outcome,
      mark: {
        person,
        role: roleOf(person.emails),
        position,
        tag: null,
        severity,
        regression,
        wholeSeries: patches.length === 0,
        alias: aliases.get(mailKey) ?? '',
        messageId: mailKey,
        quote,
      },
    }
  })
}

/** Positions that are shown as a mark of their own; comments are marks already. */
function isShown({ position, fits }: PositionView): boolean {
  return fits && !waits(position) && position !== 'discusses' && position !== 'author'
}

function positionMarks({ people, roleOf, versions, positions }: MarkParts): SaidMark[] {
  const places = new Map(versions.map(({ label }, index) => [label, index + 1]))
  const peopleAt = new Map(people.map((person, index) => [person, index]))
  const numbersOf = new Map(versions.map(({ label, patches }) => [label, tagsByMail(patches)]))
  const groups = groupBy(
    positions.filter(isShown),
    ({ messageId, position, tag, label }) => `${messageId}\n${position}\n${tag}\n${label}`,
  )
  return [...groups.values()].flatMap((group) => {
    const first = group[0]
    const version = places.get(first.label)
    if (version === undefined) return []
    const { person, alias, position, tag, severity, regression, messageId, quote } = first
    const total = versions[version - 1]?.total ?? 0
    const tagged = numbersOf.get(first.label)?.get(messageId) ?? []
    const patches = aboutPatches(group, tag === null ? [] : tagged, total)
    return {
      version,
      patches,
      saidMs: Date.parse(first.received),
      personIndex: peopleAt.get(person) ?? -1,
      outcome: null,
      mark: {
        person,
        role: roleOf(person.emails),
        position,
        tag,
        severity,
        regression,
        wholeSeries: patches === 'all' || patches === 'none',
        alias,
        messageId,
        quote,
      },
    }
  })
}

/** The patches whose trailers name a reply as the mail that gave them, by the reply. */
function tagsByMail(patches: VersionView['patches']): ReadonlyMap<string, readonly number[]> {
  const given = patches.flatMap(({ number, trailers }) =>
    trailers.flatMap(({ source, messageId }) => (source === 'reply' ? [{ number, messageId }] : [])),
  )
  return new Map(
    [...groupBy(given, ({ messageId }) => messageId)].map(([key, group]) => [key, group.map(({ number }) => number)]),
  )
}

/** A tag for the series, or a statement that it was applied, is about each patch; anything else only about those that it names. */
function aboutPatches(group: readonly PositionView[], tagged: readonly number[], total: number): Said['patches'] {
  const named = group.flatMap(({ patch, scope }) => [
    ...(patch === null ? [] : [patch]),
    ...(scope?.startsWith('patch') === true ? findPatchNumbers(scope, { total }) : []),
  ])
  const numbers = [...new Set([...named, ...tagged])].sort((a, b) => a - b)
  const isWhole = group.some(
    ({ patch, scope, scopeUnclear }) =>
      (patch === null || scope === 'the series') && !scopeUnclear && isWholeScope(scope),
  )
  if (isWhole && COUNTING.includes(at(group, 0).position)) return 'all'
  return numbers.length > 0 ? numbers : 'none'
}

const COUNTING: readonly Position[] = ['applied', 'approves', 'approves-with-condition', 'tested']

function isWholeScope(scope: string | null): boolean {
  return scope === null || scope === 'the series'
}

/** Finds the standing that a tag has on a patch of the newest version. */
function openFates(
  standings: readonly StandingView[],
): (mark: SaidMark['mark'], patch: number | null) => OutcomeView | null {
  const keyOf = (messageId: string, position: Position, patch: number | null) => `${messageId}\n${position}\n${patch}`
  const found = new Map(standings.map((one) => [keyOf(one.messageId, one.position, one.patch), outcomeOf(one)]))
  return ({ messageId, position }, patch) =>
    patch === null
      ? null
      : (found.get(keyOf(messageId, position, patch)) ?? found.get(keyOf(messageId, position, null)) ?? null)
}

/** Finds out whether the newest version still has a tag of that kind by the same person on a patch, from whichever mail. */
function openHolds(
  standings: readonly StandingView[],
): (mark: Pick<SaidMark['mark'], 'person' | 'position'>, patch: number | null) => boolean {
  const keyOf = (person: PersonDetail, position: Position, patch: number | null) =>
    `${person.name}\n${person.emails[0]}\n${vouches(position)}\n${patch}`
  const found = new Set(standings.map(({ person, position, patch }) => keyOf(person, position, patch)))
  return ({ person, position }, patch) =>
    patch !== null && (found.has(keyOf(person, position, patch)) || found.has(keyOf(person, position, null)))
}

/**
 * How a tag that its giver repeated later relates to the newest version; null when the code is the same, but the author posted the newest version
 * without it: it was not carried forward.
 */
function fateOfTag(
  { version }: SaidMark,
  since: Since | null,
  newest: number | undefined,
  holds: boolean,
): OutcomeView | null {
  if (since === null) return null
  if (version === newest) return tagOutcome('current')
  if (predates(since)) return tagOutcome('stale')
  return holds ? tagOutcome('carried') : null
}
