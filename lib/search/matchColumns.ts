import { joinMatch } from './cover'
import type { Field, Query, WordsQuery } from './query'
import { firstForms } from './words'

/** The columns of a full-text table that stores where words are, by the fields of a query that they have. */
export type FieldColumns = Readonly<Partial<Record<Field, readonly string[]>>>

/**
 * What a query asks for in these columns, as an expression for FTS5's MATCH; '' for nothing. A row that it finds has the words that the
 * query looks for; what a query leaves out, values and times are no words of a column and find nothing.
 */
export function matchColumns(query: Query, columnsOf: FieldColumns): string {
  switch (query.kind) {
    case 'all': {
      const parts = query.parts.map((part) => matchColumns(part, columnsOf))
      return parts.includes('') ? '' : joinMatch(parts, 'AND')
    }
    case 'any':
      return joinMatch(
        query.parts.map((part) => matchColumns(part, columnsOf)),
        'OR',
      )
    case 'words':
      return matchWords(query, [...new Set(query.fields.flatMap((field) => columnsOf[field] ?? []))])
    default:
      return ''
  }
}

function matchWords(query: WordsQuery, columns: readonly string[]): string {
  if (columns.length === 0) return ''
  const rest = query.words.slice(1)
  const phrases = firstForms(query).map((first) => `"${[first, ...rest].join(' ')}"${query.prefix ? '*' : ''}`)
  return `{${columns.join(' ')}} : (${phrases.join(' OR ')})`
}
