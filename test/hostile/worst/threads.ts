import { letter, newFile, numbers, patchBody, type WorstCase } from './letter'

const code = (path: string, lines: readonly string[]) => patchBody(newFile(path, lines))

function* replies(count: number): Iterable<Buffer> {
  yield letter({ id: 'root', subject: '[PATCH] many replies', body: code('r.c', ['int r;']) })
  for (let at = 1; at <= count; at++) {
    const body = `> +int r;\n\nPlease say why, number ${at}.\n\nReviewed-by: Rex ${at} <rex${at}@example.org>\n`
    yield letter({ id: `reply${at}`, subject: 'Re: [PATCH] many replies', body, minutes: at, references: ['root'] })
  }
}

function* chain(depth: number): Iterable<Buffer> {
  const ids = ['chain0']
  yield letter({ id: 'chain0', subject: '[PATCH] deep talk', body: code('c.c', ['int c;']) })
  for (let at = 1; at <= depth; at++) {
    const body = `${'> '.repeat(at)}+int c;\n\nWhy, at depth ${at}?\n`
    yield letter({ id: `chain${at}`, subject: 'Re: [PATCH] deep talk', body, minutes: at, references: ids.slice(-20) })
    ids.push(`chain${at}`)
  }
}

function* series(count: number): Iterable<Buffer> {
  for (const [version, prefix] of [
    [1, 'PATCH'],
    [2, 'PATCH v2'],
  ] as const) {
    const start = version * 1_000
    const cover = `s${version}-0`
    yield letter({ id: cover, subject: `[${prefix} 0/${count}] long series`, body: 'What it does.\n', minutes: start })
    for (let at = 1; at <= count; at++) {
      const lines = numbers(12, (line) => `int part_${at}_${line === 5 ? version : 0}_${line};`)
      yield letter({
        id: `s${version}-${at}`,
        subject: `[${prefix} ${at}/${count}] part ${at} of it`,
        body: code(`part/${at}.c`, lines),
        minutes: start + at,
        references: [cover],
      })
    }
  }
}

/** Two versions of one patch. */
function versions(name: string, left: () => string, right: () => string): WorstCase {
  return {
    name,
    *mails() {
      const subject = `${name} is one patch`
      yield letter({ id: `${name}-1`, subject: `[PATCH] ${subject}`, body: patchBody(left()) })
      yield letter({ id: `${name}-2`, subject: `[PATCH v2] ${subject}`, body: patchBody(right()), minutes: 60 })
    },
  }
}

const LINES = 100_000
const lines = (word: string, odd = -1) =>
  newFile(
    'big.c',
    numbers(LINES, (at) => `\tcall_${word}(${at === odd ? 'odd' : at});`),
  )

/** A file that is changed in this many places. */
function hunks(count: number, word: string): string {
  const body = numbers(count, (at) => `@@ -${at * 10 + 1} +${at * 10 + 1} @@\n-\told(${at});\n+\t${word}(${at});\n`)
  return `diff --git a/many.c b/many.c\n--- a/many.c\n+++ b/many.c\n${body.join('')}`
}

const files = (count: number, word: string) =>
  numbers(count, (at) => newFile(`tree/${at % 100}/file${at}.c`, [`int ${word}_${at};`])).join('')

export const THREADS: readonly WorstCase[] = [
  { name: 'replies', mails: () => replies(5_000) },
  { name: 'chain', mails: () => chain(2_000) },
  { name: 'series', mails: () => series(500) },
]

export const DIFFS: readonly WorstCase[] = [
  versions(
    'all-lines',
    () => lines('old'),
    () => lines('new'),
  ),
  versions(
    'one-line',
    () => lines('same'),
    () => lines('same', LINES / 2),
  ),
  versions(
    'many-files',
    () => files(10_000, 'old'),
    () => files(10_000, 'new'),
  ),
  versions(
    'many-hunks',
    () => hunks(100_000, 'one'),
    () => hunks(100_000, 'two'),
  ),
]
