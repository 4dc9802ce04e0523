import { type Letter, letter, numbers } from './hostileLetter'
import { manyMails as many, patchLetter, patchWithReplies, person, type Structure } from './hostileStructure'

const REX = 'Rex Roe <rex@example.org>'
const BOT = 'kernel test robot <lkp@intel.com>'

const replies = (size: number, make: (at: number) => Omit<Letter, 'id' | 'subject' | 'references'>) =>
  patchWithReplies(numbers(size, (at) => ({ id: `reply${at}`, ...make(at) })))

/** A number as letters, since words have no digits. */
const letters = (number: number): string => [...`${number}`].map((digit) => 'abcdefghij'[Number(digit)]).join('')

function* chain(depth: number, references: number): Iterable<Buffer> {
  const ids = ['v1']
  yield patchLetter({ id: 'v1', subject: '[PATCH] deep talk', lines: ['int one;'] })
  for (let at = 1; at <= depth; at++) {
    const from = person(at % 2)
    const body = `> > Earlier words.\n> Words number ${at - 1}.\n\nWords number ${at}. Why?\n`
    yield letter({
      id: `r${at}`,
      from,
      subject: 'Re: [PATCH] deep talk',
      body,
      minutes: at,
      references: ids.slice(-references),
    })
    ids.push(`r${at}`)
  }
}

/** Many mails that answer each other, or one that is missing. */
export const THREADS: readonly Structure[] = [
  many('people in one thread, each with a tag', (size) =>
    replies(size, (at) => ({ from: person(at), body: `Looks good.\n\nReviewed-by: ${person(at)}\n` })),
  ),
  many('people in one thread, each with an objection', (size) =>
    replies(size, (at) => ({
      from: person(at),
      body: `> +int two;\n\nPlease rename it to r${at}, and explain why.\n`,
    })),
  ),
  many('replies of one person', (size) =>
    replies(size, (at) => ({ from: REX, body: at % 2 === 0 ? 'NAK.\n' : `Reviewed-by: ${REX}\n` })),
  ),
  many('replies of the author', (size) =>
    replies(size, (at) => ({ from: 'Ada Author <ada@example.org>', body: `> Please rename it.\n\nWill do, ${at}.\n` })),
  ),
  many('answers of the author, one to each reviewer', function* (size) {
    const half = Math.floor(size / 2)
    const subject = 'Re: [PATCH] tool: change what it does'
    yield* replies(half, (at) => ({ from: person(at), body: `> +int two;\n\nPlease rename it to r${at}.\n` }))
    for (let at = 0; at < half; at++)
      yield letter({
        id: `answer${at}`,
        subject,
        body: `> Please rename it to r${at}.\n\nWill do.\n`,
        minutes: 5_000 + at,
        references: ['v1', `reply${at}`],
      })
  }),
  many('answers of the author that speak of all patches, to many comments', function* (size) {
    const unlike = (mail: string, at: number) =>
      numbers(30, (one) => `${mail}${letters(at * 31 + one * 977)}`).join(' ')
    const comments = (mail: string) =>
      numbers(150, (at) => `> +int two;\n\nPlease rename this ${unlike(mail, at)}.\n`).join('\n')
    yield* patchWithReplies(['some', 'more'].map((id) => ({ id, from: REX, body: comments(id) })))
    for (let at = 0; at < size; at++)
      yield letter({
        id: `answer${at}`,
        subject: 'Re: [PATCH] tool: change what it does',
        body: `> Please rename this\n\nFixed in both, ${at}.\n`,
        minutes: 5_000 + at,
        references: ['v1', 'more'],
      })
  }),
  many('statements of many people that it was applied', (size) =>
    replies(size, (at) => ({ from: person(at), body: `Applied to branch${at}, thanks.\n` })),
  ),
  many('reports of a bot', (size) =>
    replies(size, (at) => ({
      from: BOT,
      body: `Hi Ada,\n\nkernel test robot noticed the following build errors:\n\n>> big.c:${at}:7: error: no member named 'x${at}'\n`,
    })),
  ),
  many('people with one name', (size) =>
    replies(size, (at) => ({ from: `Rex Roe <rex${at}@host${at}.example.org>`, body: `Acked-by: Rex Roe\n\n${at}\n` })),
  ),
  many(
    'replies to one mail, 10,000',
    (size) => replies(size, (at) => ({ from: person(at % 50), body: `Why, ${at}?\n` })),
    {
      full: 10_000,
      small: 800,
      large: true,
    },
  ),
  many('replies in a chain, 10,000', (size) => chain(size, 20), { full: 10_000, small: 800, large: true }),
  many('replies in a chain that name their parent alone', (size) => chain(size, 1)),
  many('replies in a chain that name 100 mails above them', (size) => chain(size, 100)),
  many(
    'copies of one Message-ID',
    (size) =>
      numbers(size, (at) => letter({ id: 'same', subject: 'Hello', body: `This is number ${at}.\n`, minutes: at })),
    { small: 1_200 },
  ),
  many('replies that answer one missing mail', (size) =>
    numbers(size, (at) =>
      letter({
        id: `r${at}`,
        from: person(at),
        subject: 'Re: something',
        body: `Why, ${at}?\n`,
        minutes: at,
        references: ['gone'],
      }),
    ),
  ),
  many('threads that a missing mail joins', (size) =>
    numbers(size, (at) => {
      const thread = Math.floor(at / 2)
      const references = at % 2 === 0 ? ['gone'] : ['gone', `t${thread}`]
      const id = at % 2 === 0 ? `t${thread}` : `t${thread}-reply`
      return letter({
        id,
        from: person(at),
        subject: `Re: thread ${thread}`,
        body: `Why, ${at}?\n`,
        minutes: at,
        references,
      })
    }),
  ),
  many('mails that each name 40 missing ones', (size) =>
    numbers(size, (at) =>
      letter({
        id: `r${at}`,
        from: person(at),
        subject: 'Re: something',
        body: `Why, ${at}?\n`,
        minutes: at,
        references: numbers(40, (one) => `gone${at + one}`),
      }),
    ),
  ),
  many('mails sent in the same second', (size) =>
    numbers(size, (at) => letter({ id: `m${at}`, from: person(at), subject: 'Hello', body: `Number ${at}.\n` })),
  ),
]
