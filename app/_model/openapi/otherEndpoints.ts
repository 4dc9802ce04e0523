import { BAD, type Endpoint, ID, NUMBER, PAGE, query, TEXT, UNKNOWN } from './endpoint'

/** The endpoints of mails, pull requests, people and commits, of the search, and of the site itself. */
export const OTHER_ENDPOINTS: readonly Endpoint[] = [
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
    summary: 'The mails that a search finds, newest first, and the series that they belong to.',
    parameters: [
      query(
        'q',
        'A search in the grammar of public-inbox: words, "phrases", beginnin*, prefixes such as s: and f:, AND, OR, NOT and brackets; /all/_/text/help/ has all of it. A Message-ID or archive link finds its series.',
      ),
      query('list', 'Only mails that came through this mailing list: its name, address or List-Id.'),
      PAGE,
    ],
    answer: 'search',
    failures: {
      400: 'The search is not understood; `error` says why.',
      404: 'No such mailing list has been imported.',
    },
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
