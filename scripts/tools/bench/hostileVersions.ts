import { type Letter, letter, newFile, numbers } from './hostileLetter'
import { manyMails as many, patchLetter, person, type Structure } from './hostileStructure'

/** Two versions of one series, half of the mails each. `title` names the patches; `reorder` gives their order in the second version. */
function* series(size: number, title: (at: number) => string, reorder = (order: number[]) => order): Iterable<Buffer> {
  const count = Math.floor(size / 2)
  for (const version of [1, 2]) {
    const prefix = version === 1 ? 'PATCH' : 'PATCH v2'
    const cover = `s${version}-0`
    const minutes = version * 10_000
    yield letter({ id: cover, subject: `[${prefix} 0/${count}] a long series`, body: 'What it does.\n', minutes })
    const order = numbers(count, (at) => at)
    for (const [place, at] of (version === 1 ? order : reorder(order)).entries()) {
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

/** Patches of a small file each, with the given prefix in their subjects. */
const units = (size: number, prefix: (at: number) => string, more: (at: number) => Partial<Letter>) =>
  numbers(size, (at) =>
    patchLetter({
      id: `p${at}`,
      subject: `[${prefix(at)}] unit ${at}: change what it does`,
      path: `unit${at}.c`,
      lines: [`int u${at};`],
      ...more(at),
    }),
  )

/** Many patches: versions and patches of one series, or postings that look as if they belonged together. */
export const VERSIONS: readonly Structure[] = [
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
  many('pairs of versions whose 500 lines are shuffled', (size) =>
    numbers(size, (at) => {
      const [unit, version] = [Math.floor(at / 2), (at % 2) + 1]
      const step = version === 1 ? 7_919 : 104_729
      return patchLetter({
        id: `s${unit}-${version}`,
        from: person(unit),
        subject: `[PATCH v${version}] unit ${unit}: change what it does`,
        path: `unit${unit}.c`,
        lines: numbers(500, (line) => `int unit_${unit}_${(line * step) % 500};`),
        minutes: at * 60,
      })
    }),
  ),
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
  many('patches with one Message-ID', (size) =>
    numbers(size, (at) =>
      patchLetter({ id: 'same', subject: '[PATCH] tool: change it', lines: [`int v${at};`], minutes: at }),
    ),
  ),
  many('patches that answer one missing mail', (size) =>
    units(
      size,
      () => 'PATCH',
      (at) => ({ from: person(at), minutes: at * 60, references: ['gone'] }),
    ),
  ),
  many('numbered patches that answer one missing mail', (size) =>
    units(
      size,
      (at) => `PATCH ${(at % 9) + 1}/9`,
      (at) => ({ minutes: at, references: ['gone'] }),
    ),
  ),
  many('unthreaded patches with the same numbers within a day', (size) =>
    units(
      size,
      () => 'PATCH 3/10',
      (at) => ({ minutes: at / 4 }),
    ),
  ),
  many('unthreaded patches 1 to 10 within a day', (size) =>
    units(
      size,
      (at) => `PATCH ${(at % 10) + 1}/10`,
      (at) => ({ minutes: at / 4 }),
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
