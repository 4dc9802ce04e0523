import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../support/cli'

interface Schema {
  readonly $ref?: string
  readonly description?: string
  readonly anyOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
}

/** A field of an object: its name, or the path to it in objects without a name of their own; its meaning, '' when it has none. */
interface Field {
  readonly path: string
  readonly meaning: string
}

const { definitions: DEFINITIONS } = JSON.parse(readFileSync(join(ROOT, 'app/api/schemas.json'), 'utf8')) as {
  readonly definitions: Readonly<Record<string, Schema>>
}

/** The objects about commits and pull requests, by their name in the OpenAPI document: a heading for each. */
export const OBJECTS: Readonly<Record<string, string>> = {
  CommitHeadView: 'Every commit, also `commit` of a pull request',
  CommitView: 'A commit that was made from a patch: `commits` of a series',
  CommitDocument: 'A commit by its hash: `/api/commit/<sha>`',
  PatchMailView: 'A patch mail that a commit was made from: `mails` of `reverts[]`',
  DugView: 'The same with what the committer changed: `mails` of `/api/commit/<sha>`',
  PulledView: 'A patch that was posted below a pull request alone: `pulled`',
  ChangedLines: 'The lines by which the two differ: `changed`',
  NamerView: 'A commit that names another one, or is named by it: `namers`, `names`',
  SightingView: 'A branch that has or had a commit: `sightings`',
  StateView: 'The state of a series: `state`',
  LandedView: 'The commit that decides the state: `state.landed`',
  PullSummary: 'A pull request: `/api/pulls`',
  PullDocument: 'The same with its patches: `/api/pull/<Message-ID>`',
  PulledSeriesView: 'A series of which it lists patches: `seriesIn`',
  PullAuthorView: 'The patches of one author: `shortlog`',
  PullPatchView: 'One of these: `patches`',
  PullOriginView: 'Where it was posted before: `original`',
  PullProofView: 'The mail that the state of a request is based on: `proof`',
  PullTryView: 'Another try of the same request: `supersedes`, `supersededBy`',
  SeriesPullView: 'A pull request that lists patches of a series: `pulls` of a series',
}

/** Objects with all fields of another one, which are listed with that one. */
const BASES: Readonly<Record<string, string>> = {
  CommitView: 'CommitHeadView',
  CommitDocument: 'CommitHeadView',
  NamerView: 'CommitHeadView',
  LandedView: 'CommitHeadView',
  DugView: 'PatchMailView',
  PullDocument: 'PullSummary',
}

/** Definitions with fields that these objects refer to and that are about something else. */
const ELSEWHERE = ['PersonView', 'SeriesRemarkView', 'SeverityCounts', 'AnnotatedComparisonView', 'SeverityCounts']

/** Definitions that the objects refer to and that are in neither list. */
export function unlistedDefinitions(): string[] {
  const referred = Object.keys(OBJECTS).flatMap((name) =>
    [...JSON.stringify(DEFINITIONS[name]).matchAll(/#\/definitions\/(\w+)/g)].map(([, found = '']) => found),
  )
  return [...new Set(referred)].filter(
    (name) => DEFINITIONS[name]?.properties !== undefined && !(name in OBJECTS) && !ELSEWHERE.includes(name),
  )
}

/** All fields of an object. Throws when there is no such definition. */
export function fieldsOf(name: string): Field[] {
  const { properties } = DEFINITIONS[name] ?? {}
  if (properties === undefined) throw new Error(`app/api/schemas.json has no ${name}`)
  return listFields(properties, '')
}

function listFields(properties: Readonly<Record<string, Schema>>, above: string): Field[] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const path = `${above}${name}`
    const inner = [schema, ...(schema.anyOf ?? [])].find((one) => one.properties !== undefined)
    return [
      { path, meaning: schema.description ?? '' },
      ...listFields(inner?.properties ?? {}, `${path}.`),
      ...listFields(schema.items?.properties ?? {}, `${path}[].`),
    ]
  })
}

/** Which fields an answer has a value for, and which fields its objects have that the document does not know. */
export interface Seen {
  readonly filled: Set<string>
  readonly unknown: Set<string>
}

/** Notes the fields of an answer, which is an object with this name in the document. */
export function noteFields(value: unknown, name: string, seen: Seen): void {
  noteValue(value, { $ref: `#/definitions/${name}` }, '', seen)
}

function noteValue(value: unknown, schema: Schema, path: string, seen: Seen): void {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.slice('#/definitions/'.length)
    noteValue(value, DEFINITIONS[name] ?? {}, `${name}.`, seen)
  }
  for (const one of schema.anyOf ?? []) noteValue(value, one, path, seen)
  if (Array.isArray(value)) {
    for (const item of value) noteValue(item, schema.items ?? {}, path.replace(/\.$/, '[].'), seen)
  } else if (typeof value === 'object' && value !== null && schema.properties !== undefined) {
    for (const [key, inner] of Object.entries(value)) {
      const field = schema.properties[key]
      if (field === undefined && path.replace(/\W.*/, '') in OBJECTS) seen.unknown.add(`${path}${key}`)
      if (field !== undefined && !isEmpty(inner)) {
        seen.filled.add(`${path}${key}`)
        noteValue(inner, field, `${path}${key}.`, seen)
      }
    }
  }
}

/** Whether a value leaves open what the field looks like. */
function isEmpty(value: unknown): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0)
}

const START = '## Fields: commits and pull requests\n'

/** The text of docs/api.md with the section about fields as app/api/schemas.json has them. */
export function withFields(text: string): string {
  const at = text.indexOf(START)
  if (at < 0) throw new Error(`docs/api.md has no line ${START}`)
  const end = text.indexOf('\n## ', at + START.length)
  return `${text.slice(0, at)}${fieldsText()}${end < 0 ? '' : text.slice(end)}`
}

function fieldsText(): string {
  const tables = Object.entries(OBJECTS).map(([name, heading]) => {
    const base = BASES[name]
    const known = base === undefined ? [] : fieldsOf(base)
    const own = fieldsOf(name).filter(
      ({ path, meaning }) => !known.some((one) => one.meaning === meaning && path.split('.').at(-1) === one.path),
    )
    return table(heading, own)
  })
  return [
    START,
    'Written by `npm run openapi` from the comments in `db/queries`: edit those. A test compares the two.\n',
    ...tables,
  ].join('\n')
}

function table(heading: string, fields: readonly Field[]): string {
  const rows = fields.map(({ path, meaning }) => `| \`${path}\` | ${meaning.replaceAll('|', '\\|')} |`)
  return [`### ${heading}`, '', '| field | meaning |', '|---|---|', ...rows, ''].join('\n')
}
