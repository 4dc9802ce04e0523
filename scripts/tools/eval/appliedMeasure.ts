import { readText } from '../../../db/mail/messageText'
import type { PackedMail } from '../../../db/mail/packedMail'
import type { Db } from '../../../db/open'
import { groupBy } from '../../../lib/groupBy'
import { parseTable } from './labelTable'
import { listLandedSeries } from './landedTruth'

/**
 * What a reader found about a series:
 * - `unsaid`: no mail says that it was applied, although a committer used one of the words.
 * - `elsewhere`, `retitled`: it was applied to the tree of another project, or its commits have other titles.
 */
type AppliedLabel = 'unsaid' | 'elsewhere' | 'retitled'
const LABELS: readonly string[] = ['unsaid', 'elsewhere', 'retitled'] satisfies readonly AppliedLabel[]

interface Labelled {
  readonly label: AppliedLabel
  readonly note: string
}

/** A series with the mails that its answer depends on. */
interface MeasuredSeries {
  /** Message-ID of the first version's head. */
  readonly key: string
  readonly title: string
  readonly state: string
  /** The mail that decides the state, and its words. */
  readonly mail: string
  readonly quote: string
  /** Of a series in the table: the lines of committers that have one of the words. */
  readonly said: readonly string[]
}

export interface AppliedMeasure {
  readonly whole: number
  /** The series that are wholly in the table, and about which a committer used one of the words. */
  readonly expected: readonly MeasuredSeries[]
  readonly applied: number
  /** The applied series that are not wholly in the table. */
  readonly extra: readonly MeasuredSeries[]
}

/** Reads a file of labels. Throws on a missing column and on an unknown label, and names the line. */
export function parseAppliedLabels(text: string): Map<string, Labelled> {
  return new Map(
    parseTable(text, ['series', 'label', 'note']).map(({ line, cell }) => {
      const label = LABELS.find((one): one is AppliedLabel => one === cell('label'))
      if (label === undefined) throw new Error(`line ${line}: unknown label "${cell('label')}"`)
      return [cell('series'), { label, note: cell('note') }]
    }),
  )
}

interface SeriesRow extends Omit<MeasuredSeries, 'said'> {
  readonly id: number
}

/** Collects what both measures need from a database without trees and a table of commits. */
export function measureApplied(db: Db, table: string): AppliedMeasure {
  const { whole } = listLandedSeries(table, db)
  const committers = readCommitters(table)
  const series = db
    .prepare<[], SeriesRow>(
      `SELECT series.id, series.key, series.title, series.state, coalesce(messages.message_id, '') AS mail,
              coalesce(series.state_quote, '') AS quote
       FROM series LEFT JOIN messages ON messages.id = series.state_message ORDER BY series.key`,
    )
    .all()
  const readReplies = openReplies(db)
  const landed = series
    .filter(({ key }) => whole.has(key))
    .map((row) => ({ ...row, said: readReplies(row.id).flatMap((reply) => linesSaid(reply, committers)) }))
  const applied = series.filter(({ state }) => state === 'applied')
  return {
    whole: whole.size,
    expected: landed.filter(({ said }) => said.length > 0),
    applied: applied.length,
    extra: applied.filter(({ key }) => !whole.has(key)).map((row) => ({ ...row, said: [] })),
  }
}

function readCommitters(table: string): Set<string> {
  const rows = table.split('\n').slice(1)
  return new Set(rows.flatMap((row) => /<([^>]*)>/.exec(row.split('\t')[3] ?? '')?.[1]?.toLowerCase() ?? []))
}

const WORDS = /apply|appli|merge|push|queue|pull|commit/i

interface Reply {
  readonly id: string
  readonly email: string
  readonly body: string
}

function openReplies(db: Db): (series: number) => Reply[] {
  const select = db.prepare<
    { series: number },
    PackedMail & { readonly id: string; readonly email: string; readonly text: Buffer }
  >(
    `SELECT messages.message_id AS id, messages.from_email AS email, messages.text, mails.raw, mails.body
     FROM places JOIN messages ON messages.id = places.message JOIN mails ON mails.id = places.message
     WHERE places.series = @series AND places.kind NOT IN ('cover', 'patch') ORDER BY places.order_ms`,
  )
  return (series) => select.all({ series }).map((row) => ({ ...row, body: readText(row).body }))
}

/** The lines without a quote mark that have one of the words, up to the signature, when a committer wrote the mail. */
function linesSaid({ id, email, body }: Reply, committers: ReadonlySet<string>): string[] {
  if (!committers.has(email)) return []
  const [text = ''] = body.split(/\n-- ?\n/)
  return text
    .split('\n')
    .flatMap((line) => (!/^\s*[>|]/.test(line) && WORDS.test(line) ? [`<${id}> ${line.trim()}`] : []))
}

/** Whether a state says that the whole series was applied. */
function isKnown(state: string): boolean {
  return state === 'applied' || state === 'regression-reported'
}

/** Formats both measures: the figures, each exclusion, and each series that counts against them with its mail. */
export function formatApplied(measure: AppliedMeasure, labels: ReadonlyMap<string, Labelled>): string {
  const { whole, expected, applied, extra } = measure
  const isUnsaid = ({ key }: MeasuredSeries) => labels.get(key)?.label === 'unsaid'
  const [excluded, counted] = split(expected, isUnsaid)
  const [known, missed] = split(counted, ({ state }) => isKnown(state))
  const byLabel = groupBy(extra, ({ key }) => labels.get(key)?.label ?? 'unsaid')
  const [elsewhere, retitled] = [byLabel.get('elsewhere') ?? [], byLabel.get('retitled') ?? []]
  const wrong = byLabel.get('unsaid') ?? []
  const describe = ({ key, title, state, mail, quote, said }: MeasuredSeries): string[] => [
    `  <${key}> ${title}: ${state}${quote === '' ? '' : ` by <${mail}>: ${quote}`}`,
    ...(labels.has(key) ? [`    ${labels.get(key)?.note}`] : []),
    ...said.map((line) => `    ${line}`),
  ]
  const list = (title: string, rows: readonly MeasuredSeries[]) => [
    `${title}: ${rows.length}`,
    ...rows.flatMap(describe),
  ]
  return [
    `${whole} series are wholly in the table, about ${expected.length} of them a committer used one of the words`,
    ...list('excluded, because no mail says that they were applied', excluded),
    `1. applied: ${share(known.length, counted.length)}`,
    ...list('missed', missed),
    `2. applied and in the table, elsewhere or under another title: ${share(applied - wrong.length, applied)}`,
    ...list('applied elsewhere', elsewhere),
    ...list('applied under another title', retitled),
    ...list('applied, and not in the table', wrong),
    '',
  ].join('\n')
}

function split<T>(all: readonly T[], test: (one: T) => boolean): [T[], T[]] {
  return [all.filter(test), all.filter((one) => !test(one))]
}

function share(part: number, all: number): string {
  return `${part} of ${all}${all === 0 ? '' : ` (${((100 * part) / all).toFixed(1)} %)`}`
}
