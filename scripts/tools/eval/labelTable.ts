/** A row of a file of labels. */
interface TableRow<Column extends string> {
  /** The number of its line, from 1. */
  readonly line: number
  /** What it has in a column; empty when the row is too short. */
  readonly cell: (column: Column) => string
}

/**
 * Reads a tab-separated file that begins with the names of its columns, in any order. Blank lines and lines that begin with `#` are
 * skipped. Throws when one of the given columns is missing.
 */
export function parseTable<Column extends string>(text: string, columns: readonly Column[]): TableRow<Column>[] {
  const [head, ...rows] = text
    .split('\n')
    .map((content, index) => ({ line: index + 1, content }))
    .filter(({ content }) => content.trim() !== '' && !content.startsWith('#'))
  const names = head?.content.split('\t') ?? []
  if (columns.some((column) => !names.includes(column))) {
    throw new Error(`line ${head?.line ?? 1}: the columns ${columns.join(', ')} are needed`)
  }
  return rows.map(({ line, content }) => {
    const cells = content.split('\t')
    return { line, cell: (column) => cells[names.indexOf(column)] ?? '' }
  })
}

/** A table as parseTable reads it. Columns without a value in a row are left for a reader to fill in. */
export function formatTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = rows.map((row) => columns.map((_, index) => row[index] ?? ''))
  return [columns, ...lines].map((line) => `${line.join('\t')}\n`).join('')
}
