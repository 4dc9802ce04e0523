import type {
  ChangeCount,
  FeedSeriesView,
  MessageHitView,
  PersonFeedView,
  PositionView,
  SeriesDocument,
  VersionView,
} from '../../db/queries/views'
import type { FeedEntry } from './atom'
import { diffHref, messageHref, seriesHref } from './href'
import { formatNumbers } from './reviewTags'
import { POSITION_WORDS, stateWords, turnWords } from './reviewWords'
import { countSentences, isOpen } from './standings'
import { asSentence, count, joinWords } from './words'

/** A series in a feed of several: a new entry for each version and each state, updated with its newest mail. */
export function seriesEntry(series: FeedSeriesView): FeedEntry {
  const { stale, objections, unanswered } = series.sums
  const facts = [
    changeWords(series.changes, series.newest),
    stale > 0 ? `${count(stale, 'tag')} ${stale === 1 ? 'is' : 'are'} stale` : '',
    objections > 0 ? count(objections, 'open objection') : '',
    unanswered > 0 ? `${count(unanswered, 'remark')} unanswered` : '',
  ]
  return toEntry(series, facts)
}

/** The same for a person: what it comes to for them. */
export function personEntry(series: PersonFeedView): FeedEntry {
  const { own, standings } = series
  if (own) return seriesEntry(series)
  const stale = standings.filter(({ status }) => status === 'stale').length
  const open = standings.filter(isOpen)
  const unanswered = countSentences(open.filter(({ answered }) => !answered))
  const answered = countSentences(open.filter((standing) => standing.answered))
  const addressed = countSentences(standings.filter(({ status }) => status === 'addressed'))
  const facts = [
    changeWords(series.changes, series.newest),
    stale > 0 ? `${stale} of your tags ${stale === 1 ? 'is' : 'are'} stale` : '',
    addressed > 0 ? `the code changed since ${addressed} of your remarks` : '',
    answered > 0 ? `${answered} of your remarks answered` : '',
    unanswered > 0 ? `${unanswered} of your remarks unanswered` : '',
  ]
  return toEntry(series, facts)
}

function toEntry(series: FeedSeriesView, facts: readonly string[]): FeedEntry {
  const { id, title, author, newest, state, turn, lastActivity } = series
  const known = facts.filter((fact) => fact !== '')
  const turnNow = state.kind === 'stale' ? '' : turnWords(turn)
  return {
    identity: ['series', id, newest.key, state.kind],
    title: `${newest.label}: ${title}`,
    updated: lastActivity,
    author: author.name || author.email,
    href: seriesHref(id),
    summary: [
      ...(known.length === 0 ? [] : [`${newest.label}: ${known.join(', ')}.`]),
      asSentence(`${stateWords(state)}${turnNow === '' ? '' : `; ${turnNow}`}`),
    ],
  }
}

/** `6 of 15 patches changed code`; for a first version how many patches it has. */
function changeWords(changes: readonly ChangeCount[], newest: FeedSeriesView['newest']): string {
  const of = (...kinds: readonly ChangeCount['change'][]) =>
    changes.filter(({ change }) => kinds.includes(change)).reduce((sum, { size }) => sum + size, 0)
  const patches = count(newest.total, 'patch', 'patches')
  if (newest.first) return patches
  const parts = [
    `${of('code')} of ${patches} changed code`,
    ...(of('new') > 0 ? [`${of('new')} new`] : []),
    ...(of('dropped') > 0 ? [`${of('dropped')} dropped`] : []),
  ]
  return parts.join(', ')
}

/** A mail that a search found. */
export function mailEntry({ messageId, subject, from, received, snippet, series }: MessageHitView): FeedEntry {
  return {
    identity: ['message', messageId],
    title: subject === '' ? '(no subject)' : subject,
    updated: received,
    author: from.name || from.email,
    href: messageHref(messageId),
    summary: [
      snippet.map(({ text }) => text).join(''),
      ...(series === null ? [] : [`${series.label} of ${series.title}`]),
    ],
  }
}

/** All that happened to one series, newest first: its versions, what reviewers said, and the mail that ended it. */
export function seriesEvents(series: SeriesDocument): FeedEntry[] {
  const entries = [
    ...series.versions.map((version, index) => versionEntry(series, version, series.versions[index - 1])),
    ...groupByMail(series.positions).map((positions) => positionsEntry(series, positions)),
    ...stateEntry(series),
  ]
  return entries.sort((a, b) => (a.updated < b.updated ? 1 : a.updated > b.updated ? -1 : 0))
}

function versionEntry(series: SeriesDocument, version: VersionView, before: VersionView | undefined): FeedEntry {
  const cells = series.tracks.flatMap((track) => track.cells.filter(({ versionKey }) => versionKey === version.key))
  const changes = cells.map(({ change }) => ({ change, size: 1 }))
  const first = before === undefined
  const words = changeWords(changes, { key: version.key, label: version.label, total: version.total, first })
  const changed = cells.filter(({ change }) => change === 'code').map(({ number }) => number)
  return {
    identity: ['version', series.id, version.key],
    title: `${version.label} posted: ${words}`,
    updated: version.received,
    author: series.author.name || series.author.email,
    href: before === undefined ? seriesHref(series.id) : diffHref(series.id, before.key, version.key),
    summary: [
      series.title,
      ...(changed.length === 0 ? [] : [`Code changed in patch ${formatNumbers(changed)}.`]),
      ...series.changelog.filter(({ label }) => label === version.label).map(({ text }) => text),
    ],
  }
}

function positionsEntry(series: SeriesDocument, positions: readonly [PositionView, ...PositionView[]]): FeedEntry {
  const [first] = positions
  const who = first.person.name || (first.person.emails[0] ?? '')
  const kinds = [...new Set(positions.map(({ position }) => position))]
  const said = kinds.map((kind) => {
    const numbers = positions.flatMap(({ position, patch }) => (position === kind && patch !== null ? [patch] : []))
    return `${POSITION_WORDS[kind]}${numbers.length === 0 ? '' : ` (patch ${formatNumbers(numbers)})`}`
  })
  return {
    identity: ['said', series.id, first.messageId],
    title: `${who} ${joinWords(said)}, ${first.label}`,
    updated: first.received,
    author: who,
    href: messageHref(first.messageId),
    summary: [series.title, ...new Set(positions.map(({ quote }) => `“${quote}”`))],
  }
}

function stateEntry(series: SeriesDocument): FeedEntry[] {
  const { id, title, state, lastActivity, author, positions } = series
  if (state.quote === '' || state.messageId === '') return []
  const said = positions.find(({ messageId }) => messageId === state.messageId)
  return [
    {
      identity: ['state', id, state.kind, state.messageId],
      title: `${stateWords(state)}: ${title}`,
      updated: said?.received ?? lastActivity,
      author: said?.person.name ?? author.name,
      href: messageHref(state.messageId),
      summary: [`“${state.quote}”`],
    },
  ]
}

function groupByMail(positions: readonly PositionView[]): [PositionView, ...PositionView[]][] {
  const groups = new Map<string, [PositionView, ...PositionView[]]>()
  for (const position of positions) {
    if (!position.fits || position.position === 'author' || position.position === 'discusses') continue
    const known = groups.get(position.messageId)
    if (known === undefined) groups.set(position.messageId, [position])
    else known.push(position)
  }
  return [...groups.values()]
}
