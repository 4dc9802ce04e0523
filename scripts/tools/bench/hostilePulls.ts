import { letter, newFile } from './hostileLetter'
import { manyMails as many, patchLetter, person, type Structure } from './hostileStructure'

const TEXT = 'are available in the Git repository at:\n\n  git://example.org/tool.git tags/tool\n\n'
const shortlog = (author: string, titles: readonly string[]) =>
  `${author} (${titles.length}):\n${titles.map((title) => `      ${title}\n`).join('')}`
const TITLES = ['tool: change what it does', 'tool: change how it does it']

const original = patchLetter({ id: 'v1', subject: `[PATCH] ${TITLES[0]}`, lines: ['int one;'] })

/** Requests with the patches below them, by one person or by many. */
function* requests(size: number, from: (at: number) => string, word: string): Iterable<Buffer> {
  yield original
  for (let at = 0; at < size / 2; at++) {
    const minutes = 10 + 3 * at
    const body = TEXT + shortlog('Ada Author', TITLES)
    yield letter({ id: `pull${at}`, from: from(at), subject: `[${word} 0/1] tool fixes`, body, minutes })
    yield letter({
      id: `pulled${at}`,
      from: from(at),
      subject: `[${word} 1/1] ${TITLES[0]}`,
      body: `From: Ada Author <ada@example.org>\n\nWhy.\n---\n${newFile(`f${at}.c`, [`int a${at};`])}`,
      minutes: minutes + 1,
      references: [`pull${at}`],
    })
  }
}

const PAGES = ['/pulls', '/pull/pull0%40example.org', '/series/v1%40example.org']
const NEXT = patchLetter({ id: 'next', subject: `[PATCH] ${TITLES[1]}`, lines: ['int two;'], minutes: 40_000 })

/** Mails that ask to pull. */
export const PULLS: readonly Structure[] = [
  {
    name: 'a pull request with a long shortlog',
    unit: 'titles',
    full: 40_000,
    small: 8_000,
    *mails(size) {
      const titles = Array.from({ length: size }, (_, at) => `tool: change number ${at}`)
      yield letter({ id: 'pull0', subject: '[GIT PULL] tool', body: TEXT + shortlog('Ada Author', titles) })
    },
    pages: ['/pulls', '/pull/pull0%40example.org'],
  },
  many('pull requests by many people for one patch', (size) => requests(size, person, 'PATCH net'), {
    pages: PAGES,
    next: NEXT,
  }),
  many('pull requests by one person for one patch', (size) => requests(size, () => person(0), 'GIT PULL'), {
    pages: PAGES,
    next: NEXT,
  }),
  many(
    'answers to one pull request',
    function* (size) {
      yield letter({ id: 'pull0', subject: '[GIT PULL] tool', body: TEXT + shortlog('Ada Author', TITLES) })
      for (let at = 0; at < size; at++)
        yield letter({
          id: `answer${at}`,
          from: at % 2 === 0 ? person(at) : 'The list <list@example.org>',
          subject: 'Re: [GIT PULL] tool',
          body: 'Why should I?\n',
          minutes: at + 1,
          references: ['pull0'],
        })
    },
    { pages: ['/pulls', '/pull/pull0%40example.org'] },
  ),
]
