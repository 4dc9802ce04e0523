import { letter, newFile, numbers, patchBody } from './hostileLetter'
import { patchLetter, patchWithReplies, person, type Structure } from './hostileStructure'

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

function* pageOf(name: string, page: string, mails: (size: number) => Iterable<Buffer>, more: Partial<Structure> = {}) {
  yield { name, unit: 'mails', full: 2_000, small: 400, mails, page, ...more } satisfies Structure
}

/** Archives of which a page is requested. */
export const PAGES: readonly Structure[] = [
  ...pageOf('search: a phrase of 240 words', `/search?q=%22${'the+'.repeat(240)}%22`, wordy, { small: 1_600 }),
  ...pageOf('search: many phrases', `/search?q=${'%22the+lock+of+the+ring%22+'.repeat(30)}`, wordy, { small: 1_600 }),
  ...pageOf('search: hits in large mails', '/search?q=needle', bigMails, {
    unit: 'characters each of 8 mails',
    full: 4_000_000,
    small: 400_000,
  }),
  ...pageOf('page of a series with many versions', '/series/v1%40example.org', versions),
  ...pageOf('page of a comparison of distant versions', '/series/v1%40example.org/diff/1..9', versions),
  ...pageOf('page of a patch with many versions', '/series/v1%40example.org/patch/9/1', versions),
  ...pageOf('feed of a series with many versions', '/series/v1%40example.org/atom', versions),
  ...pageOf('JSON of a series with many versions', '/api/series/v1%40example.org', versions),
  ...pageOf('page of a series with many reviewers', '/series/v1%40example.org', objections),
  ...pageOf('page of a patch with many comments', '/series/v1%40example.org/patch/1/1', objections),
  ...pageOf('JSON of a series with many reviewers', '/api/series/v1%40example.org', objections),
  ...pageOf('page of a mail in a long thread', '/message/v1%40example.org', objections),
  ...pageOf('mbox of a long thread', '/message/v1%40example.org/t.mbox.gz', objections),
  ...pageOf('front page', '/', series),
  ...pageOf('JSON of all series', '/api/series', series),
  ...pageOf('feed of all series', '/atom', series),
  ...pageOf('page of a person', '/people/rex1%40example.org', series),
  ...pageOf('page of a folder', '/path', series),
  ...pageOf('page of a list', '/list/list.example.org', series),
  ...pageOf(
    'page of a patch with many files',
    '/series/v1%40example.org/patch/1/1',
    (size) => [
      letter({
        id: 'v1',
        subject: '[PATCH] tool: change what it does',
        body: patchBody(numbers(size, (at) => newFile(`tree/${at % 100}/file${at}.c`, [`int f_${at};`])).join('')),
      }),
    ],
    { unit: 'files', full: 32_000, small: 8_000 },
  ),
  ...pageOf(
    'page of a long mail',
    '/message/v1%40example.org',
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
