import { letter, newFile, numbers, patchBody } from './hostileLetter'
import { manyMails, patchLetter, patchWithReplies, person, type Structure } from './hostileStructure'

/** Mails that have a word very often, for searches. */
const wordy = (count: number) =>
  numbers(count, (at) =>
    letter({
      id: `m${at}`,
      from: person(at),
      subject: `Number ${at}`,
      body: 'the lock of the ring\n'.repeat(40),
      minutes: at,
    }),
  )

const series = (count: number) =>
  numbers(count, (at) =>
    patchLetter({
      id: `p${at}`,
      from: person(at % 20),
      subject: `[PATCH] unit ${at}: change what unit ${at} does`,
      path: `part${at % 50}/unit${at}.c`,
      lines: [`int u${at};`],
      minutes: at * 60,
    }),
  )

const versions = (count: number) =>
  numbers(count, (at) =>
    patchLetter({
      id: `v${at + 1}`,
      subject: `[PATCH v${at + 1}] tool: change what it does`,
      lines: numbers(20, (line) => `int line_${line}_${line === at % 20 ? at : 0};`),
      minutes: at * 1_440,
    }),
  )

const objections = (count: number) =>
  patchWithReplies(
    numbers(count, (at) => ({
      id: `reply${at}`,
      from: person(at),
      body: `> +int two;\n\nPlease rename it to r${at}, and explain why.\n`,
    })),
  )

function* bigMails(characters: number): Iterable<Buffer> {
  const line = (at: number) =>
    `needle ${Array.from({ length: 8 }, (_, one) => (at * 2_654_435_761 + one * 40_503).toString(36)).join(' ')}`
  for (let mail = 0; mail < 8; mail++)
    yield letter({
      id: `big${mail}`,
      from: person(mail),
      subject: `A big mail, ${mail}`,
      body: numbers(Math.floor(characters / line(1).length), (at) => line(at + mail * 1_000_000)).join('\n'),
      minutes: mail,
    })
}

const LOCK = 'the+lock+of+the+ring'
const SERIES = '/series/v1%40example.org'

/** A structure of many mails of which pages are requested. */
function pagesOf(
  name: string,
  pages: readonly string[],
  mails: (size: number) => Iterable<Buffer>,
  more: Partial<Structure> = {},
): Structure {
  return manyMails(name, mails, { pages, ...more })
}

/** Archives of which pages are requested. */
export const PAGES: readonly Structure[] = [
  pagesOf(
    'searches for long phrases',
    [`/search?q=%22${'the+'.repeat(60)}%22`, `/search?q=${`%22${LOCK}%22+`.repeat(12)}`, `/search?q=${LOCK}`],
    wordy,
    { small: 1_600 },
  ),
  pagesOf('a search with hits in large mails', ['/search?q=needle'], bigMails, {
    unit: 'characters in each of 8 mails',
    full: 4_000_000,
    small: 400_000,
  }),
  pagesOf(
    'pages of a series with many versions',
    [SERIES, `${SERIES}/atom`, `${SERIES}/diff/1..9`, `${SERIES}/patch/9/1`, '/api/series/v1%40example.org'],
    versions,
  ),
  pagesOf(
    'pages of a thread with many reviewers',
    [
      SERIES,
      `${SERIES}/patch/1/1`,
      '/api/series/v1%40example.org',
      '/message/v1%40example.org',
      '/message/v1%40example.org/t.mbox.gz',
    ],
    objections,
  ),
  pagesOf(
    'pages of many series',
    ['/', '/api/series', '/atom', '/people/rex1%40example.org', '/path', '/list/list.example.org', '/status'],
    series,
  ),
  pagesOf(
    'pages of a patch with many files',
    [SERIES, `${SERIES}/patch/1/1`, `${SERIES}/mbox`, '/path/tree'],
    (size) => [
      letter({
        id: 'v1',
        subject: '[PATCH] tool: change what it does',
        body: patchBody(numbers(size, (at) => newFile(`tree/${at % 100}/file${at}.c`, [`int f_${at};`])).join('')),
      }),
    ],
    { unit: 'files', full: 32_000, small: 8_000 },
  ),
  pagesOf(
    'the page of a long mail',
    ['/message/v1%40example.org'],
    (size) => [
      letter({
        id: 'v1',
        subject: 'Hello',
        body: numbers(size, (at) => `${'>'.repeat(at % 7)} words ${at}`).join('\n'),
      }),
    ],
    { unit: 'lines', full: 190_000, small: 40_000 },
  ),
]
