import { type Letter, letter, newFile, numbers } from './hostileLetter'
import { patchLetter, patchWithReplies, person, type Structure } from './hostileStructure'

const MAILS = 2_000
const SMALL_MAILS = 400
const REX = 'Rex Roe <rex@example.org>'
const BOT = 'kernel test robot <lkp@intel.com>'

/** A structure of many mails. */
function many(
  name: string,
  mails: (size: number) => Iterable<Buffer>,
  more: Partial<Structure> & { readonly small?: number } = {},
): Structure {
  return { name, unit: 'mails', full: MAILS, small: SMALL_MAILS, mails, ...more }
}

const replies = (size: number, make: (at: number) => Omit<Letter, 'id' | 'subject' | 'references'>) =>
  patchWithReplies(numbers(size, (at) => ({ id: `reply${at}`, ...make(at) })))

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

/** Series of two versions whose patches are titled and filled as `title` and `word` say. */
function* series(size: number, title: (at: number) => string, turn = (numbers: number[]) => numbers): Iterable<Buffer> {
  const count = Math.floor(size / 2)
  for (const version of [1, 2]) {
    const prefix = version === 1 ? 'PATCH' : 'PATCH v2'
    const cover = `s${version}-0`
    const minutes = version * 10_000
    yield letter({ id: cover, subject: `[${prefix} 0/${count}] a long series`, body: 'What it does.\n', minutes })
    const order = numbers(count, (at) => at)
    for (const [place, at] of (version === 1 ? order : turn(order)).entries()) {
      yield patchLetter({
        id: `s${version}-${place + 1}`,
        subject: `[${prefix} ${place + 1}/${count}] ${title(at)}`,
        path: `part/${at}.c`,
        lines: numbers(12, (line) => `int part_${at}_${line === 5 ? version : 0}_${line};`),
        minutes: minutes + place + 1,
        references: [cover],
      })
    }
  }
}

const versions = (size: number, more: (at: number) => Partial<Letter>, lines = (at: number) => [`int v${at};`]) =>
  numbers(size, (at) =>
    patchLetter({
      id: `v${at + 1}`,
      subject: `[PATCH v${(at % 998) + 1}] tool: change what it does`,
      lines: lines(at),
      minutes: at * 1_440,
      ...more(at),
    }),
  )

/** Many mails that answer each other, or versions and patches of one series. */
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
    'tags on a cover letter',
    function* (size) {
      yield* series(400, (at) => `part ${at} of it`)
      const subject = 'Re: [PATCH v2 0/200] a long series'
      for (let at = 0; at < size; at++)
        yield letter({
          id: `tag${at}`,
          from: person(at),
          subject,
          body: `For the series:\n\nReviewed-by: ${person(at)}\n`,
          minutes: 30_000 + at,
          references: ['s2-0'],
        })
    },
    { unit: 'tags', full: 1_600 },
  ),
  many('patches in one version, and its respin', (size) => series(size, (at) => `part ${at} of it`)),
  many('patches of one title in one version', (size) => series(size, () => 'fix it')),
  many('patches in reverse order', (size) =>
    series(
      size,
      (at) => `part ${at} of it`,
      (all) => all.reverse(),
    ),
  ),
  many('versions of one patch', (size) => versions(size, () => ({}))),
  many('versions of one patch that all change the same lines', (size) =>
    versions(
      size,
      () => ({}),
      (at) => numbers(20, (line) => `int line_${line}_${line === at % 20 ? at : 0};`),
    ),
  ),
  many('versions of one patch, each in reply to the one before', (size) =>
    versions(size, (at) => (at === 0 ? {} : { references: [`v${at}`] })),
  ),
  many('versions of one patch, all in reply to the first', (size) =>
    versions(size, (at) => (at === 0 ? {} : { references: ['v1'] })),
  ),
  many('versions of one patch by many people', (size) => versions(size, (at) => ({ from: person(at) }))),
  many(
    'versions that each repeat the whole changelog',
    (size) =>
      numbers(size, (at) =>
        letter({
          id: `v${at + 1}`,
          subject: `[PATCH v${at + 1}] tool: change what it does`,
          minutes: at * 1_440,
          body: `Say why.\n\nSigned-off-by: Ada Author <ada@example.org>\n---\n${numbers(Math.min(at, 40), (one) => `Changes in v${at + 1 - one}:\n- rename line ${at - one}`).join('\n')}\n\n${newFile('big.c', [`int v${at};`])}`,
        }),
      ),
    { full: 900, small: 200 },
  ),
  many(
    'nightly postings of one title by a bot, for ten years',
    (size) =>
      numbers(size, (at) =>
        patchLetter({
          id: `night${at}`,
          from: 'Bot <bot@example.org>',
          subject: '[PATCH] lists: Update the list of all things',
          path: 'list.txt',
          lines: numbers(10, (line) => `thing ${(at * 3 + line) % 5_000}`),
          minutes: at * 1_440,
        }),
      ),
    { full: 3_650, small: 600, large: true },
  ),
  many('nightly postings that are the same', (size) =>
    numbers(size, (at) =>
      patchLetter({
        id: `night${at}`,
        subject: '[PATCH] lists: Update the list of all things',
        lines: ['x'],
        minutes: at * 1_440,
      }),
    ),
  ),
  many(
    'versions of which 1 of 9,999 patches is there',
    (size) =>
      numbers(size, (at) =>
        patchLetter({
          id: `part${at}`,
          subject: `[PATCH v${(at % 40) + 1} 1/9999] unit ${Math.floor(at / 40)}: change what it does`,
          path: `unit${Math.floor(at / 40)}.c`,
          lines: [`int v${at % 40};`],
          minutes: at * 1_440,
        }),
      ),
    { pages: ['/api/series'] },
  ),
  many(
    'copies of one Message-ID',
    (size) =>
      numbers(size, (at) => letter({ id: 'same', subject: 'Hello', body: `This is number ${at}.\n`, minutes: at })),
    { small: 1_200 },
  ),
  many('patches with one Message-ID', (size) =>
    numbers(size, (at) =>
      patchLetter({ id: 'same', subject: '[PATCH] tool: change it', lines: [`int v${at};`], minutes: at }),
    ),
  ),
  many('patches that answer one missing mail', (size) =>
    numbers(size, (at) =>
      patchLetter({
        id: `p${at}`,
        from: person(at),
        subject: `[PATCH] unit ${at}: change what unit ${at} does`,
        path: `unit${at}.c`,
        lines: [`int u${at};`],
        minutes: at * 60,
        references: ['gone'],
      }),
    ),
  ),
  many('numbered patches that answer one missing mail', (size) =>
    numbers(size, (at) =>
      patchLetter({
        id: `p${at}`,
        subject: `[PATCH ${(at % 9) + 1}/9] unit ${at}: change what it does`,
        path: `unit${at}.c`,
        lines: [`int u${at};`],
        minutes: at,
        references: ['gone'],
      }),
    ),
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
  many('unthreaded patches with the same numbers within a day', (size) =>
    numbers(size, (at) =>
      patchLetter({
        id: `p${at}`,
        subject: `[PATCH 3/10] unit ${at}: change what it does`,
        path: `unit${at}.c`,
        lines: [`int u${at};`],
        minutes: at / 4,
      }),
    ),
  ),
  many('unthreaded patches 1 to 10 within a day', (size) =>
    numbers(size, (at) =>
      patchLetter({
        id: `p${at}`,
        subject: `[PATCH ${(at % 10) + 1}/10] unit ${at}: change what it does`,
        path: `unit${at}.c`,
        lines: [`int u${at};`],
        minutes: at / 4,
      }),
    ),
  ),
  many('cover letters of one day', (size) =>
    numbers(size, (at) =>
      letter({
        id: `c${at}`,
        subject: `[PATCH 0/10] unit ${at}: change what it does`,
        body: `Number ${at}.\n`,
        minutes: at / 4,
      }),
    ),
  ),
  many('mails sent in the same second', (size) =>
    numbers(size, (at) => letter({ id: `m${at}`, from: person(at), subject: 'Hello', body: `Number ${at}.\n` })),
  ),
  many('notices of one title', (size) => [
    patchLetter({ id: 'v1', subject: '[PATCH] tool: change what the tool does', lines: ['int one;'] }),
    ...numbers(size - 1, (at) =>
      letter({
        id: `n${at}`,
        from: 'tip-bot2 for Ada Author <tip-bot2@example.org>',
        subject: '[tip: x86/core] tool: change what the tool does',
        body: `The following commit has been merged into the x86/core branch of tip:\n\nCommit-ID:     ${String(at).padStart(40, '0')}\n\nLink: https://lore.kernel.org/r/v1@example.org\n---\n${newFile('big.c', ['int one;'])}`,
        minutes: at + 1,
      }),
    ),
  ]),
  many('copies of one patch by many people', (size) =>
    numbers(size, (at) =>
      patchLetter({
        id: `p${at}`,
        from: person(at),
        subject: `[PATCH] unit ${at}: change what it does`,
        lines: numbers(12, (line) => `int copied_${line};`),
        minutes: at * 60,
      }),
    ),
  ),
]
