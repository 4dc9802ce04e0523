import { letter, newFile, numbers, patchBody } from '../../../scripts/tools/bench/hostileLetter'
import type { WorstCase } from './worstCase'

const LINES = 100_000

/** Versions of one patch; the first line of each body names it, so that no two mails are the same. */
function versions(name: string, ...bodies: readonly (() => string)[]): WorstCase {
  return {
    name,
    *mails() {
      for (const [index, body] of bodies.entries()) {
        const version = index + 1
        yield letter({
          id: `${name}-${version}`,
          subject: `[PATCH${version === 1 ? '' : ` v${version}`}] ${name} is one patch`,
          body: body(),
          minutes: index * 60,
        })
      }
    },
  }
}

/** A new file of calls, one of which is different. */
const file = (word: string, { odd = -1, count = LINES, width = 0 } = {}) =>
  patchBody(
    newFile(
      'big.c',
      numbers(count, (at) => `\tcall_${word}(${at === odd ? 'odd' : at});`.padEnd(width, 'z ')),
    ),
  )

/** A file changed in this many places; hunk headers claim `counted` lines after the change. */
function hunks(count: number, word: string, counted = 1): string {
  const one = (at: number) => `@@ -${at * 10 + 1} +${at * 10 + 1},${counted} @@\n-\told(${at});\n+\t${word}(${at});\n`
  return patchBody(`diff --git a/many.c b/many.c\n--- a/many.c\n+++ b/many.c\n${numbers(count, one).join('')}`)
}

const files = (count: number, word: string) =>
  patchBody(numbers(count, (at) => newFile(`tree/${at % 100}/file${at}.c`, [`int ${word}_${at};`])).join(''))

/** A patch of one line with a commit message and a changelog of the same length. */
function prose(version: number): string {
  const message = numbers(LINES, (at) => `Line ${at} of the message of v${at % 2 === 0 ? version : 0}.`)
  const items = numbers(LINES, (at) => `- change ${at}, which call_${at}() needs`)
  const changes = version === 1 ? [] : [`Changes in v${version}:`, ...items]
  return [...message, '---', ...changes, '', newFile('m.c', [`int m${version};`])].join('\n')
}

/** Versions of long patches. */
export const DIFFS: readonly WorstCase[] = [
  versions(
    'all-lines',
    () => file('old'),
    () => file('new'),
  ),
  versions(
    'one-line',
    () => file('same'),
    () => file('same', { odd: LINES / 2 }),
  ),
  versions(
    'many-files',
    () => files(10_000, 'old'),
    () => files(10_000, 'new'),
  ),
  versions(
    'prose',
    () => prose(1),
    () => prose(2),
  ),
]

/** Cases that take too long for CI. */
export const MORE_DIFFS: readonly WorstCase[] = [
  versions(
    'long-lines',
    () => file('old', { count: 70, width: 100_000 }),
    () => file('new', { count: 70, width: 100_000 }),
  ),
  versions('many-versions', ...numbers(12, (at) => () => file(`v${at}`))),
  versions(
    'many-hunks',
    () => hunks(100_000, 'one'),
    () => hunks(100_000, 'two'),
  ),
  versions(
    'bad-hunks',
    () => hunks(60_000, 'one', 5),
    () => hunks(60_000, 'two', 5),
  ),
]
