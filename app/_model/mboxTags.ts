import type { SeriesDocument, SinceView } from '../../db/queries/views'
import { groupBy } from '../../lib/groupBy'
import { isInForce } from '../../lib/review/states'
import { conditionOf } from '../../lib/review/tagCondition'
import { shortLabel } from '../../lib/series/label'
import { personName } from './personNames'
import { isGone, trackNumber } from './tracks'
import { splitPerson } from './trailerWords'

/** A review tag and the patches of the newest version that it is about. */
export interface MboxTag {
  readonly tag: string
  readonly person: string
  readonly patches: readonly number[]
  /** Label of the version it was given on. */
  readonly on: string
  /** How much of these patches changed since; null for a tag that was given on the newest version. */
  readonly since: SinceView | null
  /** The words on which it depends; null for a tag without a condition, and for one that is left out. */
  readonly condition: string | null
}

/** What the mbox of the newest version does with review tags that are not in the mails of its patches. */
export interface MboxTags {
  /** From replies to the newest version: `git am` gets them. */
  readonly adds: readonly MboxTag[]
  /** Given on older versions and not in the mails of the newest one: whoever applies the patches has to decide. */
  readonly leavesOut: readonly MboxTag[]
}

/** The review tags that the mbox of the newest version adds, and those it leaves out. */
export function mboxTags(series: SeriesDocument): MboxTags {
  const newest = series.versions.at(-1)
  const patches = newest?.patches ?? []
  const label = shortLabel(newest?.label ?? '')
  const conditions = findConditions(series, newest?.key)
  const adds = patches.flatMap(({ number, trailers }) =>
    trailers
      .filter(({ source }) => source !== 'body')
      .map(({ name, value, messageId }) => ({
        tag: name,
        person: splitPerson(value).name,
        patch: number,
        on: label,
        since: null,
        condition: conditions.get(`${number}\n${messageId}`) ?? null,
      })),
  )
  return { adds: byTag(adds), leavesOut: byTag(series.tracks.flatMap((track) => olderTags(series, track))) }
}

/** The conditions of the tags in replies to a version, by patch and mail. */
function findConditions({ tracks }: SeriesDocument, newest: string | undefined): ReadonlyMap<string, string> {
  const cells = tracks.flatMap((track) => track.cells.filter(({ versionKey }) => versionKey === newest))
  return new Map(
    cells.flatMap(({ number, marks }) =>
      marks.flatMap(({ position, messageId, quote }) =>
        position === 'approves-with-condition' ? [[`${number}\n${messageId}`, conditionOf(quote)] as const] : [],
      ),
    ),
  )
}

interface OneTag extends Omit<MboxTag, 'patches'> {
  readonly patch: number
}

/** Tags that were given on older versions of a patch and that its newest mail and the replies to it do not repeat, the newest of each kind and person. */
function olderTags({ versions }: SeriesDocument, track: SeriesDocument['tracks'][number]): OneTag[] {
  const patch = trackNumber(track)
  if (isGone(track)) return []
  const trailers = versions.at(-1)?.patches.find(({ number }) => number === patch)?.trailers ?? []
  const has = new Set(trailers.map(({ name, value }) => `${name}\n${splitPerson(value).email}`))
  return [...versions]
    .reverse()
    .slice(1)
    .flatMap(({ key, label }) => {
      const marks = track.cells.find(({ versionKey }) => versionKey === key)?.marks ?? []
      return marks.flatMap(({ person, tag, outcome, since }) => {
        if (tag === null || outcome === null || !(isInForce(outcome.status) || outcome.status === 'stale')) return []
        if (person.emails.some((email) => has.has(`${tag}\n${email}`))) return []
        for (const email of person.emails) has.add(`${tag}\n${email}`)
        return [{ tag, person: personName(person), patch, on: shortLabel(label), since, condition: null }]
      })
    })
}

function byTag(tags: readonly OneTag[]): MboxTag[] {
  const alike = groupBy(tags, ({ tag, person, on, since, condition }) =>
    [tag, person, on, since?.kind ?? '', since?.lines ?? '', condition ?? ''].join('\n'),
  )
  return [...alike.values()].map((own) => {
    const [{ tag, person, on, since, condition }] = own
    return { tag, person, on, since, condition, patches: own.map(({ patch }) => patch) }
  })
}
