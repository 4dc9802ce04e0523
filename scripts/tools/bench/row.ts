/** One line of the table of the benchmark. */
export interface Row {
  readonly section: string
  readonly what: string
  /** The figure with its unit; what was left out, and why, where there is none. */
  readonly figure: string
  /** Against a peer in the same run, in words: '2.1 x public-inbox basic'. */
  readonly ratio?: string
  /** What is aimed at, and whether this run reached it. */
  readonly goal?: { readonly text: string; readonly reached: boolean }
}

/** What a section needs to know. */
export interface BenchContext {
  readonly quick: boolean
  /** A folder that goes when the benchmark ends. */
  readonly folder: string
  readonly note: (text: string) => void
}

export interface Section {
  readonly name: string
  readonly about: string
  readonly run: (context: BenchContext) => Promise<readonly Row[]>
}

/** The table as text: one line a row, columns aligned. */
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

export function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(2)} s`
}

export function times(ratio: number, whom: string): string {
  return `${ratio.toFixed(ratio < 10 ? 2 : 0)} x ${whom}`
}

/** The middle one; of an even number the lower of the two in the middle. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0
}

/** The value below which this share (0 to 1) of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
