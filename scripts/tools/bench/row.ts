/** One line of the output. */
export interface Row {
  readonly section: string
  readonly what: string
  /** The figure with its unit, or why it was skipped. */
  readonly figure: string
  /** Relative to another program in the same run: '2.1 x public-inbox basic'. */
  readonly ratio?: string
  /** The goal, and whether this run reached it. */
  readonly goal?: { readonly text: string; readonly reached: boolean }
}

/** What a section is given. */
export interface BenchContext {
  readonly quick: boolean
  /** The size of the made-up git tree; undefined for the usual one. */
  readonly commits: number | undefined
  /** A database that --only search makes and keeps; undefined for a temporary one. */
  readonly database: string | undefined
  /** A temporary folder, removed at the end. */
  readonly folder: string
  /** Reports progress on standard error. */
  readonly note: (text: string) => void
}

/** A part of the benchmark that can run alone. */
export interface Section {
  readonly name: string
  readonly about: string
  readonly run: (context: BenchContext) => Promise<readonly Row[]>
  /** Measures this checkout and the one in the folder `other` in turn; absent if the section cannot. */
  readonly against?: (context: BenchContext, other: string) => Promise<readonly Row[]>
}

/** The rows as an aligned table. */
export function formatRows(rows: readonly Row[]): string {
  const lines: string[] = []
  let section = ''
  for (const row of rows) {
    if (row.section !== section) lines.push('', row.section)
    section = row.section
    const goal =
      row.goal === undefined ? '' : `  [goal: ${row.goal.text}: ${row.goal.reached ? 'reached' : 'NOT reached'}]`
    const ratio = row.ratio === undefined ? '' : `  ${row.ratio}`
    lines.push(`  ${row.what.padEnd(52)} ${row.figure}${ratio}${goal}`)
  }
  return `${lines.join('\n')}\n`
}

/** Milliseconds as `1.25 s`. */
export function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(2)} s`
}

/** A ratio as `2.10 x public-inbox`. */
export function times(ratio: number, whom: string): string {
  return `${ratio.toFixed(ratio < 10 ? 2 : 0)} x ${whom}`
}

/** The median; the lower of the two middle values for an even count, 0 for none. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0
}

/** The quantile at `share`, from 0 to 1; 0 for no values. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
