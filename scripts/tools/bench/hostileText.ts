import { letter, newFile, numbers, patchBody } from './hostileLetter'
import { patchWithReplies, person, type Structure, versionsOf } from './hostileStructure'

const SMALL = newFile('small.c', ['int small;'])
const lines = (count: number, make: (at: number) => string) => numbers(count, make).join('\n')
const message = (text: string) => `${text}\n---\n${SMALL}`
const notes = (text: string) => `Say why.\n\nSigned-off-by: Ada Author <ada@example.org>\n---\n${text}\n\n${SMALL}`
const hex = (at: number) => at.toString(16).padStart(40, 'abcdef0123456789')

/** A structure of one patch, which is the second version of a small one. */
function patch(name: string, unit: string, full: number, small: number, body: (size: number) => string): Structure {
  return { name, unit, full, small, mails: (size) => versionsOf([patchBody(SMALL), body(size)]) }
}

/** A structure of one reply to a small patch. */
function reply(name: string, unit: string, full: number, small: number, body: (size: number) => string): Structure {
  const from = 'Rex Roe <rex@example.org>'
  return { name, unit, full, small, mails: (size) => patchWithReplies([{ id: 'reply', from, body: body(size) }]) }
}

/** One mail whose text has many of something. */
export const TEXTS: readonly Structure[] = [
  patch('trailers of a patch', 'trailers', 190_000, 40_000, (size) =>
    message(lines(size, (at) => `Reviewed-by: ${person(at)}`)),
  ),
  patch('fixed commits of a patch', 'trailers', 110_000, 40_000, (size) =>
    message(lines(size, (at) => `Fixes: ${hex(at).slice(0, 12)} ("tool: change ${at} of them")`)),
  ),
  patch('prerequisites of a patch', 'lines', 120_000, 40_000, (size) =>
    notes(lines(size, (at) => `prerequisite-patch-id: ${hex(at)}`)),
  ),
  patch('changelog items', 'items', 190_000, 20_000, (size) =>
    notes(`Changes in v2:\n${lines(size, (at) => `- change ${at}, which call_${at}() needs`)}`),
  ),
  patch('changelog items with credits', 'items', 160_000, 20_000, (size) =>
    notes(`Changes in v2:\n${lines(size, (at) => `- rename call_${at}() (Rex ${at})`)}`),
  ),
  patch('changelog headings', 'headings', 90_000, 20_000, (size) =>
    notes(lines(size, (at) => `Changes in v${(at % 998) + 2}:\n- change ${at}`)),
  ),
  patch('links to older versions', 'links', 120_000, 20_000, (size) =>
    notes(lines(size, (at) => `v1: https://lore.kernel.org/r/gone${at}@example.org/`)),
  ),
  patch('change-ids of one mail', 'change-ids', 150_000, 20_000, (size) =>
    notes(lines(size, (at) => `Change-Id: 20240301-thing-${hex(at).slice(-12)}`)),
  ),
  patch('superseded mails of one mail', 'lines', 150_000, 20_000, (size) =>
    notes(lines(size, (at) => `Supersedes: <gone${at}@example.org>`)),
  ),
  reply('quoted lines, each answered', 'lines', 95_000, 10_000, (size) =>
    lines(size, (at) => `> +int line_${at};\nPlease rename line_${at}.`),
  ),
  reply('quoted lines that repeat the same line', 'lines', 95_000, 10_000, (size) =>
    lines(size, (at) => `> +int two;\nWhy is it called two, question ${at}?`),
  ),
  reply('quotes of alternating depth', 'lines', 190_000, 40_000, (size) =>
    lines(size, (at) => (at % 2 === 0 ? `> quoted ${at}` : `>>> quoted ${at}`)),
  ),
  reply('quotes that grow deeper', 'levels', 4_000, 1_500, (size) => lines(size, (at) => `${'>'.repeat(at)} deep`)),
  reply('review tags in one reply', 'tags', 170_000, 20_000, (size) =>
    lines(size, (at) => `Reviewed-by: ${person(at)}`),
  ),
  reply('the same review tag in one reply', 'tags', 190_000, 20_000, (size) =>
    lines(size, () => 'Reviewed-by: Rex Roe <rex@example.org>'),
  ),
  reply('sentences on a line each', 'sentences', 190_000, 20_000, (size) =>
    lines(size, (at) => `Please rename number ${at}. Why not?`),
  ),
  reply('sentences on one line', 'sentences', 4_400, 4_400, (size) =>
    numbers(size, (at) => `Please rename ${at}.`).join(' '),
  ),
  reply('statements that it was applied', 'sentences', 190_000, 20_000, (size) =>
    lines(size, (at) => `Applied to branch${at}, thanks.`),
  ),
  reply('lines of a bot report', 'lines', 110_000, 20_000, (size) =>
    lines(size, (at) => `>> drivers/part${at}/unit.c:${at}:7: error: no member named 'x${at}'`),
  ),
  reply('links in one reply', 'links', 150_000, 20_000, (size) =>
    lines(size, (at) => `https://lore.kernel.org/r/gone${at}@example.org/`),
  ),
  reply('header blocks of forwarded mails', 'blocks', 45_000, 10_000, (size) =>
    lines(size, (at) => `From: ${person(at)}\nSent: Friday, 1 March 2024\nTo: list@example.org\nSubject: part ${at}`),
  ),
  reply('attributions', 'lines', 110_000, 20_000, (size) =>
    lines(size, (at) => `On Fri, 1 Mar 2024 at 10:00, ${person(at)} wrote:`),
  ),
  {
    name: 'blank lines of a patch that is downloaded',
    unit: 'line ends',
    full: 190_000,
    small: 60_000,
    mails: (size) => versionsOf([patchBody(SMALL).replace('Say why.', `Say why.${'\n'.repeat(size)}Because.`)]),
    pages: ['/series/v1%40example.org/mbox'],
  },
  {
    name: 'blanks at the end of a line of a patch that is downloaded',
    unit: 'blanks',
    full: 99_000,
    small: 60_000,
    mails: (size) => versionsOf([patchBody(SMALL).replace('Say why.', `Say${' '.repeat(size)}why.`)]),
    pages: ['/series/v1%40example.org/mbox'],
  },
  {
    name: 'prefixes in one subject',
    unit: 'prefixes',
    full: 1_000,
    small: 1_000,
    mails: (size) => [letter({ id: 'v1', subject: `${'[a]'.repeat(size)} [PATCH] change it`, body: patchBody(SMALL) })],
  },
]
