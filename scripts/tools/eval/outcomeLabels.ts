import { formatTable, parseTable } from './labelTable'
import { byHash } from './sample'

/** A comment on a card of a series page, with what Reroll says became of it. */
export interface ShownOutcome {
  /** Message-ID of the newest version's head. */
  readonly newest: string
  /** The version that it was asked of, such as `v3`. */
  readonly version: string
  /** Message-ID of the mail with the comment. */
  readonly mail: string
  readonly quote: string
  readonly outcome: string
}

/** A comment with what a reader says became of it; the better answer comes first. */
interface JudgedOutcome extends Omit<ShownOutcome, 'outcome'> {
  readonly number: string
  readonly outcomes: readonly string[]
  readonly note: string
}

const COLUMNS = ['case', 'newest', 'version', 'mail', 'quote', 'outcome', 'note'] as const
const OUTCOMES = ['done', 'settled', 'undone', 'none', 'applied', 'gone']
const OF_ONE_SERIES = 3
/** What a reader calls an outcome that Reroll has a finer word for. */
const SAYS: Readonly<Record<string, string>> = { answered: 'settled' }

/**
 * Draws `count` comments as test/labels/outcomes/README.md lays down, as a file without answers. `shown` are the comments in order of their versions; one
 * that is shown in several is drawn for the last of them.
 */
export function drawOutcomes(shown: readonly ShownOutcome[], seed: number, count: number): string {
  const last = new Map(shown.map((one) => [`${one.newest} ${one.mail} ${one.quote}`, one]))
  const taken = new Map<string, number>()
  const drawn = [...last]
    .map(([id, one]) => ({ id, one }))
    .sort(byHash(seed))
    .filter(({ one }) => {
      const before = taken.get(one.newest) ?? 0
      taken.set(one.newest, before + 1)
      return before < OF_ONE_SERIES
    })
    .slice(0, count)
  const rows = drawn.map(({ one }, index) => [
    String(index + 1).padStart(2, '0'),
    one.newest,
    one.version,
    one.mail,
    one.quote.replace(/\s+/g, ' '),
  ])
  return formatTable(COLUMNS, rows)
}

/** Reads a file of labels as test/labels/outcomes/README.md lays down. Throws on a missing column or an unknown answer, and names the line. */
export function parseOutcomeLabels(text: string): JudgedOutcome[] {
  return parseTable(text, COLUMNS).map(({ line, cell }) => {
    const outcomes = cell('outcome').split('/')
    if (outcomes.some((one) => !OUTCOMES.includes(one)))
      throw new Error(`line ${line}: unknown answer "${cell('outcome')}"`)
    const [number, newest, version, mail] = [cell('case'), cell('newest'), cell('version'), cell('mail')]
    return { number, newest, version, mail, quote: cell('quote'), outcomes, note: cell('note') }
  })
}

/**
 * Compares what the reader judged with what the cards show, and formats how much is right and each miss. `find` gives the comments on the cards of
 * a series, undefined for one that is not imported. A comment is found again by its mail, version and quotation, else as the only one of its mail there.
 */
export function formatOutcomes(
  cases: readonly JudgedOutcome[],
  find: (newest: string) => readonly ShownOutcome[] | undefined,
): string {
  const results = cases.map((one) => {
    const shown = find(one.newest)
    const ofMail = shown?.filter(({ mail, version }) => mail === one.mail && version === one.version) ?? []
    const same = ofMail.find(({ quote }) => quote.replace(/\s+/g, ' ') === one.quote)
    const outcome = (same ?? (ofMail.length === 1 ? ofMail[0] : undefined))?.outcome
    return { one, imported: shown !== undefined, outcome, right: shown !== undefined && isRight(one.outcomes, outcome) }
  })
  const right = results.filter(({ right }) => right).length
  const misses = results.flatMap(({ one, imported, outcome, right }) => {
    if (right) return []
    if (!imported) return [`${one.number} not imported: <${one.newest}>`]
    return [
      `${one.number} <${one.mail}> in ${one.version} of <${one.newest}>`,
      `  “${one.quote}”`,
      `  reader: ${one.outcomes.join('/')}: ${one.note}`,
      `  Reroll: ${outcome ?? 'not shown'}`,
    ]
  })
  return [`outcome right for ${right} of ${cases.length} comments`, ...misses, ''].join('\n')
}

function isRight(outcomes: readonly string[], outcome: string | undefined): boolean {
  if (outcome === undefined) return outcomes.includes('none') || outcomes.includes('settled')
  const known = SAYS[outcome] ?? outcome
  return outcomes.includes(known) || (known === 'settled' && outcomes.includes('none'))
}
