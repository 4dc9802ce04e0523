import { AGES, TURNS, WHYS } from '../../db/queries/lists/filter'
import { MAIL_KEYS } from '../../lib/messageId'
import { QUEUES } from '../../lib/review/queue'
import { SERIES_STATES } from '../../lib/review/states'
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
  /** Other statuses it can answer with, and why. */
  readonly failures: Readonly<Record<number, string>>
}

const MAIL_KEY = {
  type: 'string',
  description: 'Present when another mail was received with this Message-ID before: the name of this one in addresses.',
}
const TEXT = { type: 'string' }
const NUMBER = { type: 'integer' }
/** The number of a patch: 2.5 for one that was inserted. */
const PATCH_NUMBER = { type: 'number' }

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

const BAD =
  'A parameter has a value that is not valid for it, or the answer would be longer than 16 MiB; `error` says which.'
const UNKNOWN = 'No series or mail with this ID, version or patch has been imported.'
const PAGE = query('page', 'Page number, starting at 1.', { ...NUMBER, minimum: 1 })
const VERSION = 'Key of a version as in page addresses: 4, rfc, 2-resend. A number may have a leading v.'

/** The filters of the front page. */
const FILTERS: readonly Parameter[] = [
  query('q', 'Words in titles, people, patches, paths, lists or mails; a Message-ID or archive link finds its series.'),
  query('group', "The part of a maintainer's list that the series is in.", { enum: QUEUES }),
  query('state', 'State of the newest version. `stale` is read as `group=quiet`.', { enum: SERIES_STATES }),
  query('turn', 'Who the series is waiting on.', { enum: TURNS }),
  query('why', 'Why it is waiting: `unreviewed` and `answered` split `group=waiting-on-review`.', { enum: WHYS }),
  query('list', 'Address of a mailing list.'),
  query('person', 'Name or address, or words of it, of an author or reviewer.'),
  query('author', 'Name or address, or words of it, of whoever sent the series or wrote patches in it.'),
  query('reviewer', 'Reviewer name or address, or words of it.'),
  query('path', 'A file or directory that the series touches, as a path from the top of the tree.'),
  query('age', 'Age of the newest mail of the series, counted back from the newest imported mail.', {
    enum: Object.keys(AGES),
  }),
  query('release', 'The release that first has a commit of the series; v6.1 also finds v6.1-rc1.'),
  query('tree', 'Name of a git tree that has a commit of the series.'),
  query('since', 'A commit of the series was committed on this day or later: 2022-09-01.'),
]

/** Every endpoint of the JSON API. */
export const ENDPOINTS: readonly Endpoint[] = [
  {
    path: '/api/series',
    summary:
      'Series, newest activity first, 50 at a time or `size`; an empty array after the last page. All filters must match.',
    parameters: [
      ...FILTERS,
      PAGE,
      query('size', 'Series on a page.', { ...NUMBER, minimum: 1, maximum: 50, default: 50 }),
    ],
    answer: 'list',
    failures: { 400: BAD },
  },
  {
    path: '/api/queue',
    summary:
      'The groups of the front page with their first series: up to 100 where somebody has to act, the longest wait first, and 10 of the others. With `group` that group alone, 100 to a `page`. All filters must match.',
    parameters: [...FILTERS, PAGE],
    answer: 'queue',
    failures: { 400: BAD },
  },
  {
    path: '/api/series/{id}',
    summary: 'One series: its versions, how its patches evolved, what reviewers said and where each of them stands.',
    parameters: [ID],
    answer: 'series',
    failures: { 400: BAD, 404: UNKNOWN },
  },
  {
    path: '/api/series/{id}/diff',
    summary: 'What changed between two versions: all patches as a summary, or one patch in full.',
    parameters: [
      ID,
      query('from', VERSION, TEXT, true),
      query('to', VERSION, TEXT, true),
      query(
        'patch',
        'Patch number in the newer version. For a dropped patch, its old number as a negative number.',
        PATCH_NUMBER,
      ),
    ],
    answer: 'diff',
    failures: { 400: BAD, 404: UNKNOWN },
  },
  {
    path: '/api/series/{id}/patch',
    summary: 'The lines of a patch, each with the version that last changed it, and the review comments on them.',
    parameters: [
      ID,
      query('number', 'Patch number in the version: 2.5 for a patch that was inserted as 2.5/3.', PATCH_NUMBER, true),
      query('version', `${VERSION} Default: the newest version.`),
    ],
    answer: 'patch',
    failures: { 400: BAD, 404: UNKNOWN },
  },
  {
    path: '/api/series/{id}/threads',
    summary:
      'The review comments of the series as threads, in the order in which they begin: a comment, the replies below it, and what became of it.',
    parameters: [ID],
    answer: 'threads',
    failures: { 400: BAD, 404: UNKNOWN },
  },
  {
    path: '/api/series/{id}/since/{address}',
    summary:
      'What changed in the series since somebody last gave a review tag or made a comment: the patches that they tagged or commented on, how much changed since each tag, what became of each comment; for the author the tags to carry.',
    parameters: [
      ID,
      {
        name: 'address',
        in: 'path',
        required: true,
        description: 'An address of somebody who wrote in the series, percent-encoded.',
        schema: TEXT,
      },
    ],
    answer: 'since',
    failures: { 400: BAD, 404: UNKNOWN },
  },
  {
    path: '/api/message/{id}',
    summary:
      'One mail in its thread: how its text was read, problems with the mail, and its signatures, which are not verified.',
    parameters: [{ ...ID, description: 'A Message-ID, without brackets, percent-encoded.' }],
    answer: 'message',
    failures: { 400: BAD, 404: UNKNOWN },
  },
  {
    path: '/api/pulls',
    summary:
      'Pull requests, newest first, 50 at a time or `size`; an empty array after the last page. `series` comes from the first 200 patches of each.',
    parameters: [PAGE, query('size', 'Requests on a page.', { ...NUMBER, minimum: 1, maximum: 50, default: 50 })],
    answer: 'pulls',
    failures: {},
  },
  {
    path: '/api/pull/{id}',
    summary:
      'One pull request: what it asks to pull, its patches and where they were posted before, and what became of it.',
    parameters: [
      {
        ...ID,
        description: 'Message-ID of the request, or of a patch or answer below it, without brackets, percent-encoded.',
      },
    ],
    answer: 'pull',
    failures: { 400: BAD, 404: UNKNOWN },
  },
  {
    path: '/api/people',
    summary:
      'Whom series under way are waiting on, and for what; on whom the series of an author are waiting. Whoever has most series waiting on them comes first, 100 to a page.',
    parameters: [query('q', 'Words of a name or address, all of which must match.'), PAGE],
    answer: 'people',
    failures: {},
  },
  {
    path: '/api/people/{address}',
    summary:
      'What is waiting on a person, the longest wait first; what they sent that is waiting on others; their open comments; and the series that they take part in, newest activity first, 50 to a page.',
    parameters: [
      {
        name: 'address',
        in: 'path',
        required: true,
        description: 'An address of somebody who takes part in a series, percent-encoded.',
        schema: TEXT,
      },
      PAGE,
    ],
    answer: 'person',
    failures: { 400: BAD, 404: 'Nobody with this address takes part in an imported series.' },
  },
  {
    path: '/api/commit/{sha}',
    summary:
      'A commit of a git tree, with the patch mails that it was made from and how it differs from them, and those of what it reverts.',
    parameters: [
      {
        name: 'sha',
        in: 'path',
        required: true,
        description: 'Hash of the commit, or the first digits of it, 7 at least; 12 are enough.',
        schema: TEXT,
      },
    ],
    answer: 'commit',
    failures: { 400: 'Several commits start with these digits.', 404: 'No tree has this commit.' },
  },
  {
    path: '/api/search',
    summary: 'Series and mails that contain all words.',
    parameters: [
      query(
        'q',
        'Words to search for. "Words in quotes" match as a phrase; word* matches as a prefix of three letters or more.',
      ),
      PAGE,
    ],
    answer: 'search',
    failures: {},
  },
  {
    path: '/api/health',
    summary: 'Row counts, and whether the database can be read.',
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

/** The OpenAPI 3.1 document: the endpoints above, with schemas that `npm run openapi` generates from the view models. */
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
    components: { schemas: withKeys(moveRefs(schemas.definitions)) },
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

/** The generator writes `#/definitions/X`; OpenAPI keeps schemas in `#/components/schemas/X`. */
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

/** Adds the keys of mails to the schemas, beside their Message-IDs. */
function withKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withKeys)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).flatMap(([name, inner]) => {
    const key = MAIL_KEYS[name]
    const own = [name, withKeys(inner)] as const
    return key === undefined || typeof inner !== 'object' ? [own] : [own, [key, MAIL_KEY] as const]
  })
  return Object.fromEntries(entries)
}
