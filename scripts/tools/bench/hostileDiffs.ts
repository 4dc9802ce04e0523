import { newFile, numbers, patchBody } from './hostileLetter'
import { type Structure, versionsOf } from './hostileStructure'

const file = (lines: readonly string[]) => patchBody(newFile('big.c', lines))
const sections = (count: number, make: (at: number) => string) => patchBody(numbers(count, make).join(''))
const hunk = (at: number, word: string) => `@@ -${at * 10 + 1} +${at * 10 + 1} @@\n-\told(${at});\n+\t${word}(${at});\n`
const unlike = (count: number, letters: string) =>
  numbers(count, (at) => `${letters}${at} ${letters}a${at} ${letters}b${at}`)
const words = (at: number) => numbers(150, (word) => `w${(at * 7 + word) % 997}`)
const removal = (lines: readonly string[]) =>
  patchBody(
    `diff --git a/big.c b/big.c\n--- a/big.c\n+++ b/big.c\n@@ -1,${lines.length} +1 @@\n${lines.map((line) => `-${line}\n`).join('')}+int one;\n`,
  )
const rename = (at: number, to: string) =>
  `diff --git a/old/${at}.c b/${to}/${at}.c\nsimilarity index 100%\nrename from old/${at}.c\nrename to ${to}/${at}.c\n`
const section = (at: number, word: string) =>
  `diff --git a/f.c b/f.c\n--- a/f.c\n+++ b/f.c\n@@ -${at},0 +${at + 1} @@\n+int ${word}_${at};\n`

/** Two or three versions of one patch whose diff has many of something. */
export const DIFFS: readonly Structure[] = [
  {
    name: 'rewritten lines, added',
    unit: 'lines',
    full: 190_000,
    small: 8_000,
    mails: (size) => versionsOf([file(unlike(size, 'x')), file(unlike(size, 'y'))]),
  },
  {
    name: 'rewritten lines, removed',
    unit: 'lines',
    full: 190_000,
    small: 8_000,
    mails: (size) => versionsOf([removal(unlike(size, 'x')), removal(unlike(size, 'y'))]),
  },
  {
    name: 'rewritten lines between distant versions',
    unit: 'lines',
    full: 190_000,
    small: 8_000,
    mails: (size) => versionsOf([file(unlike(size, 'x')), file(['int one;']), file(unlike(size, 'y'))]),
    pages: ['/series/v1%40example.org/diff/1..3'],
  },
  {
    name: 'lines with their words reversed',
    unit: 'lines of 150 words',
    full: 8_000,
    small: 1_600,
    mails: (size) =>
      versionsOf([
        file(numbers(size, (at) => words(at).join(' '))),
        file(numbers(size, (at) => words(at).reverse().join(' '))),
      ]),
  },
  {
    name: 'lines with their words reversed, in many files',
    unit: 'files of 40 lines',
    full: 200,
    small: 40,
    mails: (size) => {
      const version = (turn: (all: string[]) => string[]) =>
        sections(size, (at) =>
          newFile(
            `f${at}.c`,
            numbers(40, (line) => turn(words(at * 40 + line)).join(' ')),
          ),
        )
      return versionsOf([version((all) => all), version((all) => all.reverse())])
    },
  },
  {
    name: 'lines in reverse order',
    unit: 'lines',
    full: 190_000,
    small: 40_000,
    mails: (size) => versionsOf([file(unlike(size, 'x')), file(unlike(size, 'x').reverse())]),
  },
  {
    name: 'the same line again and again',
    unit: 'lines',
    full: 190_000,
    small: 40_000,
    mails: (size) =>
      versionsOf([file(numbers(size, () => 'x')), file(numbers(size, (at) => (at % 2 === 0 ? 'x' : 'y')))]),
  },
  {
    name: 'lines of few kinds, shuffled',
    unit: 'lines',
    full: 190_000,
    small: 40_000,
    mails: (size) =>
      versionsOf([
        file(numbers(size, (at) => `line ${(at * 7_919) % 41}`)),
        file(numbers(size, (at) => `line ${(at * 104_729) % 43}`)),
      ]),
  },
  {
    name: 'hunks of one file',
    unit: 'hunks',
    full: 49_000,
    small: 8_000,
    mails: (size) =>
      versionsOf(
        ['one', 'two'].map((word) =>
          patchBody(`diff --git a/f.c b/f.c\n--- a/f.c\n+++ b/f.c\n${numbers(size, (at) => hunk(at, word)).join('')}`),
        ),
      ),
  },
  {
    name: 'sections of one file',
    unit: 'sections',
    full: 39_000,
    small: 16_000,
    mails: (size) => versionsOf([sections(size, (at) => section(at, 'one'))]),
  },
  {
    name: 'sections of one file, in two versions',
    unit: 'sections',
    full: 39_000,
    small: 16_000,
    mails: (size) => versionsOf(['one', 'two'].map((word) => sections(size, (at) => section(at, word)))),
  },
  {
    name: 'files in one patch',
    unit: 'files',
    full: 32_000,
    small: 4_000,
    mails: (size) =>
      versionsOf(
        ['one', 'two'].map((word) =>
          sections(size, (at) => newFile(`tree/${at % 100}/file${at}.c`, [`int ${word}_${at};`])),
        ),
      ),
  },
  {
    name: 'files with other names in each version',
    unit: 'files',
    full: 32_000,
    small: 4_000,
    mails: (size) =>
      versionsOf(
        ['one', 'two'].map((word) => sections(size, (at) => newFile(`${word}/file${at}.c`, [`int same_${at};`]))),
      ),
  },
  {
    name: 'files renamed',
    unit: 'files',
    full: 48_000,
    small: 8_000,
    mails: (size) => versionsOf(['new', 'newer'].map((to) => sections(size, (at) => rename(at, to)))),
  },
  {
    name: 'files whose mode changes',
    unit: 'files',
    full: 64_000,
    small: 8_000,
    mails: (size) =>
      versionsOf(
        ['755', '600'].map((mode) =>
          sections(size, (at) => `diff --git a/f${at} b/f${at}\nold mode 100644\nnew mode 100${mode}\n`),
        ),
      ),
  },
  {
    name: 'files that are binary',
    unit: 'files',
    full: 90_000,
    small: 8_000,
    mails: (size) =>
      versionsOf(
        ['one', 'two'].map((word) =>
          sections(
            size,
            (at) => `diff --git a/${word}${at} b/${word}${at}\nBinary files a/${word}${at} and b/${word}${at} differ\n`,
          ),
        ),
      ),
  },
  {
    name: 'folders in one path',
    unit: 'files 500 folders deep',
    full: 3_000,
    small: 400,
    mails: (size) => versionsOf([sections(size, (at) => newFile(`${'a/'.repeat(500)}${at}.c`, [`int deep_${at};`]))]),
  },
]
