import { at } from '../../../lib/at'
import { parseTrailerPerson } from '../../../lib/patch/trailer'
import { openFindNamed } from '../../../lib/review/credit'
import { reviewName } from '../../../lib/review/tag'
import { findAbout } from '../../../lib/story/about'
import { openApplied } from '../../../lib/story/applied'
import { type Card, type StoryInput, tellCards } from '../../../lib/story/cards'
import { openIsNewest } from '../../../lib/story/findings'
import { findMerges } from '../../../lib/story/merges'
import { findPrefixes } from '../../../lib/story/prefixes'
import { indexRows, type StoryRows } from '../../../lib/story/rows'
import type { StoryItem, StoryPatch, StoryTrack, StoryVersion } from '../../../lib/story/types'
import { openUnchanged } from '../../../lib/story/unchanged'
import { readText } from '../../mail/messageText'
import type { PackedMail } from '../../mail/packedMail'
import type { Db } from '../../open'
import { openRoles } from '../review/roles'
import type {
  ChangeView,
  FindingView,
  PersonDetail,
  PositionView,
  ReportView,
  SeriesRemarkView,
  StandingView,
  StoryView,
  TrackView,
  VersionView,
} from '../views'
import type { StoredChange, StoredFinding } from './seriesChangelog'
import { findGroups, openChanges, toCardView } from './storyCards'
import { listComments } from './storyComments'
import { placeMarks } from './storyMarks'
import { openPeople, type StoryPeople } from './storyPeople'
import { listTaken } from './taken'

interface StoryParts {
  readonly versions: readonly VersionView[]
  readonly lists: readonly string[]
  readonly people: readonly PersonDetail[]
  readonly tracks: readonly TrackView[]
  /** As stored, in the order of `tracks`. */
  readonly stored: readonly StoryTrack[]
  readonly positions: readonly PositionView[]
  readonly standings: readonly StandingView[]
  readonly remarks: readonly SeriesRemarkView[]
  readonly changelog: readonly StoredChange[]
  readonly audit: readonly StoredFinding[]
  readonly reports: readonly ReportView[]
}

/** What the story adds to the parts of a document. */
interface Told extends StoryView {
  readonly tracks: readonly TrackView[]
  readonly changelog: readonly ChangeView[]
  readonly audit: readonly FindingView[]
}

/** The story of a series with its picture, from the parts of its document that are read already. */
export function tellStory(db: Db, series: number, parts: StoryParts): Told {
  const { versions, stored, changelog } = parts
  const people = openPeople(parts.people)
  const positions = new Map(versions.map(({ label }, index) => [label, index + 1]))
  const placeOf = new Map(versions.map(({ key }, index) => [key, index + 1]))
  const positionOf = (label: string | null) => (label === null ? null : (positions.get(label) ?? null))
  const storyVersions = versions.map((version, index) => toStoryVersion(version, index, versions, people))
  const rows = indexRows(stored)
  // An item about a version that was not imported belongs to the next one.
  const positionOfNumber = (number: number) => versions.findIndex(({ version }) => version === number) + 1 || null
  const items = toItems(changelog, parts.people, positionOf, positionOfNumber)
  const isApplied = openApplied({ versions: storyVersions, rows, items, taken: listTaken(db, series) })
  const comments = listComments(db, series, { ...parts, rows, positionOf, newest: newestWithPatches(versions) })
  const { tracks, coverMarks, given } = placeMarks({
    ...parts,
    storyVersions,
    comments,
    roleOf: openRoles(db, series),
  })
  const findings = parts.audit.flatMap(({ kind, label, patch, messageId }) => {
    const version = positionOf(label)
    if (kind !== 'unannounced-change' || version === null || patch === null) return []
    return [{ version, number: patch, mailKey: messageId }]
  })
  const input: StoryInput = {
    versions: storyVersions,
    rows,
    comments,
    items,
    findings,
    given,
    repaired: listRepaired(parts, rows, positionOf),
    changesOf: openChanges(db, series),
    isApplied,
  }
  const cards = tellCards(input)
  const toCard = (card: Card) => toCardView(card, { comments, changelog, versions, people: people.all })
  const newest = at(versions, versions.length - 1)
  const isNewest = openIsNewest(storyVersions, rows)
  const unchangedBy = openUnchanged(storyVersions, rows)
  const audit = parts.audit.map((finding): FindingView => {
    const { kind, label, patch, person } = finding
    const version = positionOf(label) ?? 0
    return {
      ...finding,
      newest: isNewest({ kind, version, patch, person: person === null ? null : people.find(person) }),
    }
  })
  return {
    tracks: tracks.map((track) => ({
      ...track,
      cells: track.cells.map((cell) => ({
        ...cell,
        applied: cell.change === 'dropped' && isApplied(placeOf.get(cell.versionKey) ?? 0, cell.number),
      })),
    })),
    changelog: changelog.map((change, index) => ({
      ...change,
      unchanged: unchangedBy(at(items, index)),
    })),
    audit: [...audit.filter(({ newest: one }) => one), ...audit.filter(({ newest: one }) => !one)],
    coverMarks,
    story: cards.map(toCard),
    groups: findGroups({ ...input, changelog, comments, people: people.all, cards }),
    about: getAbout(db, versions),
    size: sizeOf(newest),
    prefixes: findPrefixes(getSubject(db, newest), parts.lists),
    merges: findMerges(storyVersions, rows).map(({ version, origin, from, into }) => ({
      label: at(versions, origin - 1).label,
      intoLabel: at(versions, version - 1).label,
      from,
      into,
    })),
  }
}

/** The position of the newest version that has patches: comments name those. */
function newestWithPatches(versions: readonly VersionView[]): number {
  return Math.max(1, versions.findLastIndex(({ patches }) => patches.length > 0) + 1)
}

function toStoryVersion(
  version: VersionView,
  index: number,
  versions: readonly VersionView[],
  people: StoryPeople,
): StoryVersion {
  const origin = versions.findIndex(({ key, label }) =>
    version.comparedWith === null ? label === version.link?.toLabel : key === version.comparedWith,
  )
  return {
    position: index + 1,
    origin: origin < 0 ? null : origin + 1,
    postedMs: Date.parse(version.received),
    patches: version.patches.map(({ number, messageId, title, trailers }): StoryPatch => {
      const tags = trailers.flatMap(({ name, value, source }) => {
        const known = source === 'body' ? reviewName(name) : undefined
        const person = known === undefined ? undefined : parseTrailerPerson(value)
        return known === undefined || person === undefined ? [] : [{ name: known, person: people.find(person) }]
      })
      return { number, mailKey: messageId, title, tags }
    }),
  }
}

function toItems(
  changelog: readonly StoredChange[],
  people: readonly PersonDetail[],
  positionOf: (label: string) => number | null,
  positionOfNumber: (version: number) => number | null,
): StoryItem[] {
  const findNamed = openFindNamed(people)
  return changelog.map(({ version, label, text, credits, remark, patches, dropped, messageId }) => ({
    version: version === null ? null : (positionOf(label) ?? positionOfNumber(version)),
    text,
    credited: [...new Set(credits.flatMap(findNamed))],
    remark,
    patches,
    dropped,
    mailKey: messageId,
  }))
}

/** The patches that changed where a bot had found something. */
function listRepaired(
  { reports }: StoryParts,
  rows: StoryRows,
  positionOf: (label: string | null) => number | null,
): StoryInput['repaired'] {
  return reports.flatMap(({ version: label, patch, changedIn }) => {
    const [from, version] = [positionOf(label), positionOf(changedIn)]
    const track = from === null || patch === null ? undefined : rows.trackOf(from, patch)
    const number = track === undefined || version === null ? undefined : rows.numberIn(track, version)
    return version === null || number === undefined ? [] : [{ version, number }]
  })
}

function sizeOf({ patches }: VersionView): StoryView['size'] {
  const paths = [...new Set(patches.flatMap(({ files }) => files))].sort()
  const sum = (count: (patch: VersionView['patches'][number]) => number) =>
    patches.reduce((total, patch) => total + count(patch), 0)
  return { files: paths.length, added: sum(({ added }) => added), removed: sum(({ removed }) => removed), paths }
}

/** The newest cover letter says what a series is about; of a series of one patch without a cover letter, its message does. */
function getAbout(db: Db, versions: readonly VersionView[]): StoryView['about'] {
  const cover = versions.findLast((version) => version.cover !== null)?.cover
  const newest = at(versions, versions.length - 1)
  const messageId = cover ?? (newest.total <= 1 ? newest.patches[0]?.messageId : undefined)
  if (messageId === undefined) return null
  const row = db
    .prepare<{ key: string }, PackedMail & { readonly text: Buffer }>(
      'SELECT messages.text, mails.raw, mails.body FROM messages JOIN mails ON mails.id = messages.id WHERE messages.key = @key',
    )
    .get({ key: messageId })
  const about = row === undefined ? undefined : findAbout(readText(row).body)
  return about === undefined ? null : { ...about, messageId }
}

function getSubject(db: Db, { cover, patches }: VersionView): string {
  const key = cover ?? patches[0]?.messageId
  if (key === undefined) return ''
  const select = db.prepare<{ key: string }, string>('SELECT subject FROM messages WHERE key = @key').pluck()
  return select.get({ key }) ?? ''
}
