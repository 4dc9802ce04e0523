import type {
  FeedSeriesView,
  MailEntryView,
  MessageHitView,
  PersonFeedView,
  PositionView,
  SeriesDocument,
  VersionView,
} from '../../db/queries/views'
import { compareText } from '../../lib/byTime'
import { groupBy } from '../../lib/groupBy'
import { decides } from '../../lib/review/positions'
import { isApplied, isOver } from '../../lib/review/states'
import { labelInText } from '../../lib/series/label'
import type { FeedEntry } from './atom'
import { openWords } from './headlineWords'
import { commitHref, diffHref, messageHref, seriesHref } from './href'
import { asSentence, changeWords, count, joinWords } from './pageWords'
import { nameNumbers } from './patchNumbers'
import { personName } from './personNames'
import { positionWords, staleWords, turnWords } from './reviewWords'
import { stepWords, versionBefore, versionCells } from './seriesSummary'
import { isOpen } from './standings'
import { appliedWords, stateSentence } from './stateWords'

/** The entry of a series in a feed of several series. Each new version and each new state makes a new entry; other mail updates it. */
export function seriesEntry(series: FeedSeriesView): FeedEntry {
  const { stale, unanswered } = series.sums
  const { state, headline } = series
  const over = isOver(state.kind) || isApplied(state.kind)
  const open = headline === null ? (unanswered > 0 ? count(unanswered, 'unanswered comment') : '') : openWords(headline)
  const facts = [
    newestWords(series),
    stale > 0 ? staleWords(stale, series.newest.label) : '',
    over ? '' : open,
    appliedWords(series.state),
  ]
  return toEntry(series, facts)
}

/** The entry of a series in the feed of a person: what it means for them. */
export function personEntry(series: PersonFeedView): FeedEntry {
  const { own, standings, asked } = series
  if (own) return seriesEntry(series)
  const stale = standings.filter(({ status }) => status === 'stale').length
  const open = asked.filter(isOpen)
  const answered = open.filter((comment) => comment.answered).length
  const unanswered = open.length - answered
  const addressed = asked.filter(({ status }) => status === 'addressed').length
  const facts = [
    newestWords(series),
    stale > 0
      ? `${stale} of your tags ${stale === 1 ? 'predates' : 'predate'} ${labelInText(series.newest.label)}`
      : '',
    addressed > 0 ? `${count(addressed, 'comment')} of yours to confirm: code changed since` : '',
    answered > 0 ? `author replied to ${count(answered, 'comment')} of yours` : '',
    unanswered > 0 ? `${count(unanswered, 'comment')} of yours unanswered` : '',
    appliedWords(series.state),
  ]
  return toEntry(series, facts)
}

function toEntry(series: FeedSeriesView, facts: readonly string[]): FeedEntry {
  const { id, title, author, newest, state, turn, headline, sums, lastActivity } = series
  const counts = { ...sums, unanswered: headline?.unanswered ?? 0, total: newest.total }
  const waiting = state.quietSince !== null ? '' : turnWords({ turn, state, newest: newest.label, counts })
  const known = facts.filter((fact) => fact !== '')
  return {
    identity: ['series', id, newest.key, state.kind],
    title: `${newest.label}: ${title}`,
    updated: lastActivity,
    author: author.name || author.email,
    href: seriesHref(id),
    summary: [
      ...(known.length === 0 ? [] : [`${newest.label}: ${known.join(', ')}.`]),
      asSentence(stateSentence(series)),
      ...(waiting === '' ? [] : [asSentence(waiting)]),
    ],
  }
}

/** `code changed in 6 of 15, 1 new`; for an initial version the number of its patches. */
function newestWords({ changes, newest }: FeedSeriesView): string {
  return newest.first ? count(newest.total, 'patch', 'patches') : changeWords(changes, newest.total)
}

/** The entry of a mail that a search found. */
export function mailEntry({ snippet, series, ...mail }: MessageHitView): FeedEntry {
  const words = snippet.map(({ text }) => text).join('')
  return toMailEntry(mail, [words, ...(series === null ? [] : [`${series.label} of ${series.title}`])])
}

/** The entry of a mail in a feed of mails, with the start of its text. */
export function textEntry({ text, ...mail }: MailEntryView): FeedEntry {
  return toMailEntry(mail, [text])
}

function toMailEntry(
  { messageId, subject, from, received }: Omit<MailEntryView, 'text'>,
  summary: readonly string[],
): FeedEntry {
  return {
    identity: ['message', messageId],
    title: subject === '' ? '(no subject)' : subject,
    updated: received,
    author: from.name || from.email,
    href: messageHref(messageId),
    summary,
  }
}

/** Everything that happened to one series, newest first: its versions, what reviewers said, and what became of it. */
export function seriesEvents(series: SeriesDocument): FeedEntry[] {
  const said = groupBy(series.positions.filter(isNews), ({ messageId }) => messageId)
  const entries = [
    ...series.versions.map((version) => versionEntry(series, version, versionBefore(series.versions, version))),
    ...[...said.values()].map((positions) => positionsEntry(series, positions)),
    ...stateEntry(series),
  ]
  return newestFirst(entries)
}

/** The entries in the order of a feed. Entries of one time keep theirs. */
export function newestFirst(entries: readonly FeedEntry[]): FeedEntry[] {
  return [...entries].sort((a, b) => compareText(b.updated, a.updated))
}

function versionEntry(series: SeriesDocument, version: VersionView, before: VersionView | undefined): FeedEntry {
  const cells = versionCells(series, version)
  const words = before === undefined ? count(version.total, 'patch', 'patches') : stepWords(series, version)
  const changed = cells.filter(({ change }) => change === 'code').map(({ number }) => number)
  return {
    identity: ['version', series.id, version.key],
    title: `${version.label} posted: ${words}`,
    updated: version.received,
    author: series.author.name || series.author.email,
    href: before === undefined ? seriesHref(series.id) : diffHref(series.id, before.key, version.key),
    summary: [
      series.title,
      ...(changed.length === 0 ? [] : [`Code changed in ${nameNumbers(changed)}.`]),
      ...series.changelog.filter(({ label }) => label === version.label).map(({ text }) => text),
    ],
  }
}

function positionsEntry(series: SeriesDocument, positions: readonly [PositionView, ...PositionView[]]): FeedEntry {
  const [first] = positions
  const who = personName(first.person)
  const said = [...groupBy(positions, positionWords)].map(([words, own]) => {
    const numbers = own.flatMap(({ patch }) => patch ?? [])
    return `${words}${numbers.length === 0 ? '' : ` (${nameNumbers(numbers)})`}`
  })
  return {
    identity: ['said', series.id, first.messageId],
    title: `${who}: ${joinWords(said)}, ${first.label}`,
    updated: first.received,
    author: who,
    href: messageHref(first.messageId),
    summary: [series.title, ...new Set(positions.map(({ quote }) => `“${quote}”`))],
  }
}

function stateEntry(series: SeriesDocument): FeedEntry[] {
  const { id, title, state, lastActivity, author, positions } = series
  if (state.landed !== null) {
    const { sha, committer, committed } = state.landed
    return [
      {
        identity: ['state', id, state.kind, sha],
        title: `${stateSentence(series)}: ${title}`,
        updated: committed,
        author: committer.name || committer.email,
        href: commitHref(sha),
        summary: [asSentence(appliedWords(state))].filter((text) => text !== ''),
      },
    ]
  }
  if (state.quote === '' || state.messageId === '') return []
  const said = positions.find(({ messageId }) => messageId === state.messageId)
  return [
    {
      identity: ['state', id, state.kind, state.messageId],
      title: `${stateSentence(series)}: ${title}`,
      updated: said?.received ?? lastActivity,
      author: said?.person.name ?? author.name,
      href: messageHref(state.messageId),
      summary: [`“${state.quote}”`],
    },
  ]
}

/** Discussion, the author's own mail and what does not count are not news. */
function isNews({ position, fits }: PositionView): boolean {
  return fits && decides(position)
}
