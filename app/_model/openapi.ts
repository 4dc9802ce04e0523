import { AGES, STATES, TURNS } from '../../db/queries/lists/filter'
import schemas from '../api/schemas.json'

interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly required?: boolean
  readonly description: string
  readonly schema: Readonly<Record<string, unknown>>
}

interface Endpoint {
  readonly path: string
  readonly summary: string
  readonly parameters: readonly Parameter[]
  /** Name in Answers, app/api/answers.ts; null for this document itself. */
  readonly answer: string | null
  /** Other statuses it answers with, and why. */
  readonly failures: Readonly<Record<number, string>>
}

const TEXT = { type: 'string' }
const NUMBER = { type: 'integer' }

const query = (name: string, description: string, schema: Parameter['schema'] = TEXT, required = false): Parameter => ({
  name,
  in: 'query',
  ...(required ? { required } : {}),
  description,
  schema,
})

const ID: Parameter = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'Any Message-ID of the series, without brackets, percent-encoded.',
  schema: TEXT,
}

const BAD = 'A value that cannot be one of its kind.'
const UNKNOWN = 'Nothing on record has this id, version or patch.'
const PAGE = query('page', 'From 1.', { ...NUMBER, minimum: 1 })
const VERSION = 'Key of a version as its addresses have it: 4, rfc, 2-resend; a leading v may stand before a number.'

/** Every endpoint of the JSON API. */
export const ENDPOINTS: readonly Endpoint[] = [
  {
    path: '/api/series',
    summary: 'Series, newest activity first, 50 at a time; an empty array after the last. All filters must fit.',
    parameters: [
      query(
        'q',
        'Words of the title, people, patches, paths, lists or mails; a Message-ID or archive link gives its series.',
      ),
      query('state', 'State of the newest version.', { enum: STATES }),
      query('turn', 'Who has to act.', { enum: TURNS }),
      query('list', 'Address of a mailing list.'),
      query('author', 'Words of the name or address of who sent it or wrote patches of it.'),
      query('reviewer', 'The same of somebody else who said something that counts.'),
      query('path', 'A file or folder that it touches, from the top of the tree.'),
      query('age', 'Time of its newest mail, counted back from the newest mail on record.', {
        enum: Object.keys(AGES),
      }),
      PAGE,
    ],
    answer: 'list',
    failures: { 400: BAD },
  },
  {
    path: '/api/series/{id}',
    summary: 'One series: versions, evolution of its patches, what was said and what it comes to.',
    parameters: [ID],
    answer: 'series',
    failures: { 400: BAD, 404: UNKNOWN },
  },
  {
    path: '/api/series/{id}/diff',
    summary: 'What changed between two versions: every patch without its texts, or one with them.',
    parameters: [
      ID,
      query('from', VERSION, TEXT, true),
      query('to', VERSION, TEXT, true),
      query('patch', 'Number in the newer version; negative the old number of a dropped one.', NUMBER),
    ],
    answer: 'diff',
    failures: { 400: BAD, 404: UNKNOWN },
  },
  {
    path: '/api/series/{id}/patch',
    summary: 'The lines of a patch, each with the version it stands since, and the remarks on them.',
    parameters: [
      ID,
      query('number', 'Number in the version.', NUMBER, true),
      query('version', `${VERSION} The newest without it.`),
    ],
    answer: 'patch',
    failures: { 400: BAD, 404: UNKNOWN },
  },
  {
    path: '/api/message/{id}',
    summary:
      'One mail in its thread: what it says, what is odd about it, and the signatures it carries, which nobody has verified.',
    parameters: [{ ...ID, description: 'A Message-ID, without brackets, percent-encoded.' }],
    answer: 'message',
    failures: { 400: BAD, 404: UNKNOWN },
  },
  {
    path: '/api/search',
    summary: 'Series and mails that hold every word.',
    parameters: [
      query(
        'q',
        'Words; "several" in quotes follow each other, and word* is the beginning of one from three letters on.',
      ),
      PAGE,
    ],
    answer: 'search',
    failures: {},
  },
  {
    path: '/api/health',
    summary: 'Counts, and whether the database can be read.',
    parameters: [],
    answer: 'health',
    failures: { 503: 'The database cannot be read.' },
  },
  {
    path: '/api/openapi.json',
    summary: 'This document.',
    parameters: [],
    answer: null,
    failures: {},
  },
]

/** The OpenAPI 3.1 document: the endpoints above, with the schemas that are made of the view models (`npm run openapi`). */
export function openApiDocument() {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Reroll',
      version: '1',
      description:
        'Patch series on mailing lists: how they evolved, and where each reviewer stands. Read-only; times are ISO 8601, UTC.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    paths: Object.fromEntries(ENDPOINTS.map((endpoint) => [endpoint.path, { get: toOperation(endpoint) }])),
    components: { schemas: moveRefs(schemas.definitions) },
  }
}

function toOperation({ path, summary, parameters, answer, failures }: Endpoint) {
  const schema = answer === null ? { type: 'object' } : { $ref: `#/components/schemas/Answers/properties/${answer}` }
  const error = { $ref: '#/components/schemas/Answers/properties/error' }
  return {
    operationId: path
      .replace(/^\/api\//, '')
      .replace(/[^A-Za-z]+/g, '-')
      .replace(/^-|-$/g, ''),
    summary,
    parameters,
    responses: {
      200: { description: 'Found.', content: { 'application/json': { schema } } },
      ...Object.fromEntries(
        Object.entries(failures).map(([status, description]) => [
          status,
          { description, content: { 'application/json': { schema: error } } },
        ]),
      ),
    },
  }
}

/** The generator writes `#/definitions/X`, OpenAPI keeps schemas in `#/components/schemas/X`. */
function moveRefs(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(moveRefs)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === '$ref' && typeof inner === 'string'
        ? inner.replace('#/definitions/', '#/components/schemas/')
        : moveRefs(inner),
    ]),
  )
}
