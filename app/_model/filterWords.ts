import type { Age } from '../../db/queries/lists/filter'
import { FILTER_NAMES, type FilterName, type FilterValues, readDay } from './filters'
import { GROUP_NAMES, WHY_NAMES } from './groupWords'
import { TURN_NAMES } from './reviewWords'
import { STATE_NAMES } from './stateWords'

/** The ages as a form names them. */
export const AGE_NAMES: Readonly<Record<Age, string>> = {
  '7d': 'mail in the last 7 days',
  '30d': 'mail in the last 30 days',
  '90d': 'mail in the last 90 days',
  '1y': 'mail in the last year',
  'over-7d': 'no mail for 7 days',
  'over-30d': 'no mail for 30 days',
  'over-90d': 'no mail for 90 days',
}

/** What each filter is called. */
export const FILTER_LABELS: Readonly<Record<FilterName, string>> = {
  q: 'Words',
  group: 'Group',
  state: 'State',
  turn: 'Waiting on',
  why: 'Because',
  list: 'List',
  person: 'Person',
  author: 'Author',
  reviewer: 'Reviewer',
  path: 'Path',
  age: 'Age',
  release: 'First in release',
  tree: 'Tree',
  since: 'Committed since',
}

const VALUE_NAMES: Readonly<Partial<Record<FilterName, Readonly<Record<string, string>>>>> = {
  group: GROUP_NAMES,
  state: STATE_NAMES,
  turn: TURN_NAMES,
  why: WHY_NAMES,
  age: AGE_NAMES,
}

/** What a value of a filter is called that has some values only. */
const NOUNS: Readonly<Partial<Record<FilterName, string>>> = {
  group: 'group',
  state: 'state',
  turn: 'value of “waiting on”',
  why: 'value of “because”',
  age: 'age',
}

/** A filter that is set to a value that it does not know. */
export interface UnknownFilter {
  readonly name: FilterName
  /** A sentence that says so. */
  readonly problem: string
  /** The values that it knows, by their names; empty for a day. */
  readonly choices: readonly (readonly [string, string])[]
}

/** The first filter that is set to a value that it does not know. Undefined if there is none. */
export function findUnknown(values: FilterValues): UnknownFilter | undefined {
  for (const name of FILTER_NAMES) {
    const [value, known] = [values[name], VALUE_NAMES[name]]
    if (value === undefined) continue
    if (name === 'since' && readDay(value) === null)
      return { name, problem: `There is no day “${value}”: write it as 2022-09-01.`, choices: [] }
    if (known !== undefined && !Object.hasOwn(known, value))
      return { name, problem: `There is no ${NOUNS[name] ?? name} “${value}”.`, choices: Object.entries(known) }
  }
  return undefined
}

/** The value of a filter as readers see it; a value that the filter does not know is returned unchanged. */
export function valueName(name: FilterName, value: string): string {
  const names: Readonly<Record<string, string>> = VALUE_NAMES[name] ?? {}
  return Object.hasOwn(names, value) ? (names[value] ?? value) : value
}
