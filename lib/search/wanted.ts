import type { Field, Query } from './query'
import type { WordPattern } from './words'

/** The words that a query looks for in one of these fields, without those that it leaves out: what is marked in texts of these fields. */
export function listWanted(query: Query, fields: readonly Field[]): readonly WordPattern[] {
  switch (query.kind) {
    case 'all':
    case 'any':
      return query.parts.flatMap((part) => listWanted(part, fields))
    case 'words':
      return query.fields.some((field) => fields.includes(field)) ? [query] : []
    default:
      return []
  }
}

/** Whether a query looks for the beginning of a word. */
export function hasBeginning(query: Query): boolean {
  switch (query.kind) {
    case 'all':
    case 'any':
      return query.parts.some(hasBeginning)
    case 'not':
      return hasBeginning(query.part)
    case 'words':
      return query.prefix
    default:
      return false
  }
}

/** The query with all words that may be in the subject looked for there alone; undefined when it has none. */
export function onlySubject(query: Query): Query | undefined {
  return listWanted(query, ['subject']).length === 0 ? undefined : narrow(query)
}

function narrow(query: Query): Query {
  switch (query.kind) {
    case 'all':
    case 'any':
      return { kind: query.kind, parts: query.parts.map(narrow) }
    case 'words':
      return query.fields.includes('subject') ? { ...query, fields: ['subject'] } : query
    default:
      return query
  }
}
