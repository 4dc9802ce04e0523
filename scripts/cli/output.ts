import { branchWords, changedWords, namerLine, shortSha, TIE_WORDS } from '../../app/_model/commitWords'
import { missingNumbers } from '../../app/_model/missingWords'
import { turnWords } from '../../app/_model/reviewWords'
import { appliedWords, stateSentence } from '../../app/_model/stateWords'
import type {
  BlameView,
  ComparisonView,
  PullSummary,
  RelationView,
  SeriesDocument,
  SeriesSummary,
  StepView,
  TrackCell,
} from '../../db/queries/views'
import { at } from '../../lib/at'
import type { CodeLine, InterdiffFile } from '../../lib/evolution/types'
import { groupBy } from '../../lib/groupBy'
import { shortLabel } from '../../lib/series/label'
import { figure } from '../../lib/text'
import type { IngestSummary } from './ingest'
import { storyLines } from './storyText'

/** Replaces control and bidirectional characters, so that a subject cannot control the terminal. */
export function clean(text: string): string {
  return text.replace(/[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g, '?')
}

/** The result of an import: one line, then a line for each rejected mail, and one for each that an archive withdrew. */
export function ingestLine(summary: IngestSummary): string {
  const { read, duplicate, variant, rejected, rejections, series, versions, seconds } = summary
  const counts = [
    `read ${read}: ${summary.new} new, ${duplicate} already imported, ${variant} variants, ${rejected} rejected`,
    ...withdrawalCounts(summary),
  ].join(', ')
  const rejects = rejections.map(
    ({ source, position, reason }) => `  rejected: ${source}, byte ${position}: ${clean(reason)}`,
  )
  return [
    `${counts}; ${series} series in ${versions} versions; ${seconds} s`,
    ...rejects,
    ...withdrawalLines(summary),
    '',
  ].join('\n')
}

type Withdrawals = Pick<IngestSummary, 'withdrawn' | 'kept' | 'ignored' | 'withdrawals'>

/** How many mails archives withdrew: what is said of them in the line of an import. */
export function withdrawalCounts({ withdrawn, kept, ignored }: Omit<Withdrawals, 'withdrawals'>): string[] {
  return [
    ...(withdrawn > 0 ? [`${withdrawn} withdrawn by the archive`] : []),
    ...(kept > 0 ? [`${kept} withdrawn and kept`] : []),
    ...(ignored > 0 ? [`${ignored} not the archive's to withdraw`] : []),
  ]
}

const MAX_WITHDRAWALS = 20
const OUTCOMES = {
  removed: 'withdrawn',
  kept: 'withdrawn, but kept because another source delivered it too',
  ignored: 'not withdrawn, because this archive never delivered it',
} as const

/** The mails that archives withdrew, a line each. */
export function withdrawalLines({ withdrawals, withdrawn, kept, ignored }: Withdrawals): string[] {
  const shown = withdrawals.slice(0, MAX_WITHDRAWALS)
  const more = withdrawn + kept + ignored - shown.length
  return [
    ...shown.map(({ source, id, outcome }) => clean(`  ${OUTCOMES[outcome]}: ${id} (${source})`)),
    ...(more > 0 ? [`  and ${figure(more)} more; reroll status lists what is withdrawn`] : []),
  ]
}

/** `1 of 2 trees failed: linux`. '' when none did. */
export function failedText(what: string, runs: readonly { readonly name: string; readonly ok: boolean }[]): string {
  const failed = runs.filter(({ ok }) => !ok)
  if (failed.length === 0) return ''
  return `${failed.length} of ${runs.length} ${what} failed: ${failed.map(({ name }) => name).join(', ')}`
}

/** All series, one line each. */
export function listTable(all: readonly SeriesSummary[]): string {
  const rows = all.map(({ lastActivity, versions, title, author, id }) => {
    const { label, total } = at(versions, versions.length - 1)
    const head = `${lastActivity.slice(0, 10)}  ${shortLabel(label).padEnd(10)} ${String(total).padStart(4)}`
    return clean(`${head}  ${title}  (${author.name})  ${id}`)
  })
  return rows.length === 0 ? 'no series match\n' : `last mail   version    patches\n${rows.join('\n')}\n`
}

/** All pull requests, one line each. */
export function pullTable(all: readonly PullSummary[]): string {
  const rows = all.map(({ date, state, commit, patches, title, from, url, ref, id }) => {
    const merged = commit === null ? null : `merged as ${shortSha(commit.sha)} in ${branchWords(commit)}`
    const place = [url, ref, merged].filter((part) => part !== null).join(' ')
    const head = `${date.slice(0, 10)}  ${state.padEnd(10)} ${String(patches).padStart(7)}`
    return clean(`${head}  ${title}  (${from.name || from.email})  ${place === '' ? '' : `${place}  `}${id}`)
  })
  return rows.length === 0 ? 'no pull requests\n' : `date        state      patches\n${rows.join('\n')}\n`
}

const MARKS: Readonly<Record<TrackCell['change'], string>> = {
  first: '',
  identical: '=',
  trailers: 'tags',
  message: 'msg',
  context: 'ctx',
  code: 'code',
  new: 'new',
  dropped: 'dropped',
}

const RELATIONS: Readonly<Record<`${RelationView['kind']} ${RelationView['direction']}`, string>> = {
  'split from': 'was split from',
  'split to': 'was partly continued in',
  'absorb from': 'includes',
  'absorb to': 'was merged into',
  'propose from': 'possibly continues',
  'propose to': 'is possibly continued in',
  'fixup from': 'is a fixup for',
  'fixup to': 'has a fixup in',
}

function relationLine({ kind, direction, version, evidence, other }: RelationView): string {
  const what = `${version} ${RELATIONS[`${kind} ${direction}`]} ${other.version} of "${other.title}" by ${other.author.name}`
  return `${what} (${evidence.join(', ')})  ${other.messageId}`
}

/** A series with its versions on one line, printed after a correction. */
export function seriesLine({ title, id, versions }: SeriesDocument): string {
  return clean(`${title}: ${versions.map(({ label }) => label).join(', ')}  ${id}`).concat('\n')
}

/** A series for a terminal: state, versions, how each patch changed, what each version answered, and standings. */
export function seriesPage(document: SeriesDocument): string {
  const { title, author, id, versions, relations, relationCount, tracks, lists, messages } = document
  const lines = [
    title,
    `${author.name} <${author.email}>  ${messages} mails  ${lists.join(', ')}`,
    id,
    ...stateLines(document),
    '',
  ]
  const width = Math.max(10, ...versions.map(({ label }) => label.length))
  for (const version of versions) {
    const missing = version.missingCount === 0 ? '' : `, missing ${missingNumbers(version)}`
    const link =
      version.link === null ? '' : `  continues ${version.link.toLabel} (${version.link.evidence.join(', ')})`
    lines.push(
      `${version.label.padEnd(width)} ${version.received}  ${version.patches.length} of ${version.total} patches${missing}${link}`,
    )
  }
  const more = relationCount - relations.length
  lines.push(...relations.map(relationLine), ...(more === 0 ? [] : [`and ${more} more related series`]), '')
  for (const track of tracks) {
    const cells = versions.map(({ key }) =>
      cellText(track.cells.find(({ versionKey }) => versionKey === key)).padEnd(14),
    )
    const { number } = at(track.cells, track.cells.length - 1)
    lines.push(`${String(number).padStart(3)} ${track.title.slice(0, 60).padEnd(61)}${cells.join('')}`.trimEnd())
  }
  lines.push(...commitLines(document))
  lines.push(...storyLines(document))
  lines.push(...standingLines(document))
  return `${lines.map(clean).join('\n')}\n`
}

function stateLines(series: SeriesDocument): string[] {
  const { state, turn, versions, claims } = series
  const waits = turnWords({ turn, newest: at(versions, versions.length - 1).label })
  const since = waits === '' ? '' : `. ${waits}, since ${turn.since.slice(0, 10)}`
  const said = state.quote === '' ? '' : `  "${state.quote}"  ${state.messageId}`
  const claimed = claims.map(
    ({ kind, person, quote, messageId }) =>
      `  ${kind === 'applied' ? 'applied' : 'rejected'} according to ${person.name} <${person.email || 'known by name alone'}>, who is not a recipient of the patches: "${quote}"  ${messageId}`,
  )
  const applied = appliedWords(state)
  const { conflict } = state
  return [
    `${stateSentence(series)}${since}`,
    ...(applied === '' ? [] : [`  ${applied}`]),
    ...(conflict === null ? [] : [`  contradicted by ${conflict.by.name}: "${conflict.quote}"  ${conflict.messageId}`]),
    ...(said === '' ? [] : [said]),
    ...claimed,
  ]
}

/** A line for each commit, and one for each that names it. */
function commitLines({ commits }: SeriesDocument): string[] {
  const lines = commits.flatMap((commit) => {
    const changed = changedWords(commit)
    const facts = [branchWords(commit), ...(changed === '' ? [] : [changed]), TIE_WORDS[commit.by]].join(', ')
    const gone = commit.gone === null ? '' : `, gone since ${commit.gone.slice(0, 10)}`
    return [
      `${String(commit.patch).padStart(3)} ${shortSha(commit.sha)}  ${facts}${gone}`,
      ...commit.namers.map((namer) => `    ${namerLine(namer)}`),
    ]
  })
  return lines.length === 0 ? [] : ['', 'commits', ...lines]
}

/** Two lines for each statement of a reviewer that counts for the newest version. */
function standingLines({ standings }: SeriesDocument): string[] {
  const groups = groupBy(
    standings,
    ({ messageId, position, status, quote }) => `${messageId} ${position} ${status} ${quote}`,
  )
  const lines = [...groups.values()].flatMap(([first, ...more]) => {
    const patches = [first, ...more].map(({ patch }) => patch ?? 'all').join(' ')
    const head = `${first.person.name.padEnd(20)} ${first.position} ${first.status} (${first.sinceLabel})  patch ${patches}`
    return [head, `    "${first.quote}"  ${first.messageId}`]
  })
  return lines.length === 0 ? [] : ['', 'where each reviewer stands', ...lines]
}

function cellText(cell: TrackCell | undefined): string {
  if (cell === undefined) return '-'
  const size = cell.added + cell.removed === 0 ? '' : ` +${cell.added} -${cell.removed}`
  return `${MARKS[cell.change]}${size}`.trim()
}

/** A patch, each changed line with the version that last changed it. */
export function blameText({ patchTitle, version, number, chain, files }: BlameView): string {
  const width = Math.max(...chain.map(({ version: { label } }) => shortLabel(label).length), 0)
  const lines = [`${number} ${patchTitle} (${version.label})`]
  for (const file of files) {
    lines.push(`## ${file.path}`)
    for (const { kind, text, since } of file.lines) {
      const label = kind === 'context' ? '' : shortLabel(at(chain, since).version.label)
      lines.push(`${label.padEnd(width)} ${KIND_SIGN[kind]}${text}`)
    }
  }
  return `${lines.map(clean).join('\n')}\n`
}

/** What changed between two versions: each comparison as an interdiff or a range-diff. `colour` for a terminal only. */
export function stepText(
  step: StepView,
  comparisons: readonly ComparisonView[],
  format: 'interdiff' | 'range-diff',
  colour: boolean,
): string {
  const head = `${step.title}: ${step.from.label} to ${step.to.label}`
  const parts = comparisons.flatMap((view) =>
    format === 'range-diff' ? view.comparison.rangeDiff : interdiffLines(view),
  )
  return `${[head, '', ...parts].map((line) => paint(clean(line), colour)).join('\n')}\n`
}

function interdiffLines({ number, patchTitle, note, comparison }: ComparisonView): string[] {
  const { verdict, message, files, cut } = comparison
  const size = verdict.added + verdict.removed === 0 ? '' : ` +${verdict.added} -${verdict.removed}`
  const lines = [`${number} ${patchTitle}: ${verdict.change}${size}${note === '' ? '' : ` (${note})`}`]
  for (const { name, value } of verdict.trailersRemoved) lines.push(`  - ${name}: ${value}`)
  for (const { name, value } of verdict.trailersAdded) lines.push(`  + ${name}: ${value}`)
  if (verdict.facts.includes('message')) {
    for (const { side, spans } of message) {
      if (side !== 'both') lines.push(`  ${sign(side)} ${spans.map((span) => span.text).join('')}`)
    }
  }
  for (const file of files) lines.push(...fileLines(file))
  if (cut !== null) lines.push(`  (${cut})`)
  return [...lines, '']
}

function fileLines({ path, items }: InterdiffFile): string[] {
  const lines = [`  ## ${path}`]
  for (const item of items) {
    if (item.kind === 'lines') lines.push(`  @@ ${item.heading}`.trimEnd(), ...item.lines.map(codeLine))
    else if (item.kind === 'moved') lines.push(`  (${item.lines.length} lines moved ${item.direction})`)
    else lines.push(`  (hidden: ${item.context} context and ${item.headings} heading lines changed by a rebase)`)
  }
  return lines
}

const KIND_SIGN = { context: ' ', minus: '-', plus: '+' } as const

function codeLine({ side, kind, spans }: CodeLine): string {
  return `  ${sign(side)}${KIND_SIGN[kind]}${spans.map((span) => span.text).join('')}`
}

function sign(side: 'both' | 'old' | 'new'): string {
  return side === 'both' ? ' ' : side === 'old' ? '-' : '+'
}

function paint(line: string, colour: boolean): string {
  if (!colour) return line
  if (/^ {2,4}\+/.test(line)) return `\x1b[34m${line}\x1b[0m`
  if (/^ {2,4}-/.test(line)) return `\x1b[33m${line}\x1b[0m`
  return line.startsWith(' ') ? line : `\x1b[1m${line}\x1b[0m`
}
