import { AGES, TURNS, WHYS } from '../../../db/queries/lists/filter'
import { QUEUES } from '../../../lib/review/queue'
import { SERIES_STATES } from '../../../lib/review/states'
import { BAD, type Endpoint, ID, NUMBER, PAGE, PATCH_NUMBER, type Parameter, query, TEXT, UNKNOWN } from './endpoint'

const VERSION = 'Key of a version as in page addresses: 4, rfc, 2-resend. A number may have a leading v.'

/** The filters of the front page. */
const FILTERS: readonly Parameter[] = [
  query('q', 'A search for its mails, as in /api/search; a Message-ID or archive link finds its series.'),
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

/** The endpoints of series. */
export const SERIES_ENDPOINTS: readonly Endpoint[] = [
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
]
