import { joinMatch } from './cover'
import type { Field, Query, WordsQuery } from './query'
import { firstForms } from './words'

/** The columns of a full-text table that stores where words are, by the fields of a query that they have. */
export type FieldColumns = Readonly<Partial<Record<Field, readonly string[]>>>

/**
 * An expression for FTS5's MATCH that finds the rows with the words of a query in these columns, phrases in order; '' if no row can match. Rows
 * have neither values nor times, and a row without some words does not show that its mails lack them: these parts of a query find nothing.
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
