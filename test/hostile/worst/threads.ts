import { letter, newFile, numbers, patchBody } from '../../../scripts/tools/bench/hostileLetter'
import type { WorstCase } from './worstCase'

const code = (path: string, lines: readonly string[]) => patchBody(newFile(path, lines))

function* replies(count: number): Iterable<Buffer> {
  yield letter({ id: 'root', subject: '[PATCH] many replies', body: code('r.c', ['int r;']) })
  for (let at = 1; at <= count; at++) {
    const from = `Rex ${at} <rex${at}@example.org>`
    const body = `> +int r;\n\nPlease rename it to r${at}, and explain why.\n\nReviewed-by: ${from}\n`
    yield letter({
      id: `reply${at}`,
      from,
      subject: 'Re: [PATCH] many replies',
      body,
      minutes: at,
      references: ['root'],
    })
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

/** Long threads and series. */
export const THREADS: readonly WorstCase[] = [
  { name: 'replies', mails: () => replies(5_000) },
  { name: 'chain', mails: () => chain(2_000) },
  { name: 'series', mails: () => series(500) },
]
