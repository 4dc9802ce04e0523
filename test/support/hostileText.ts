/** Text that tries to run a script wherever it is shown. The markup in each field names the field, so that a test can check that it arrived. */

/** Message-IDs that break out of attributes, handlers, headers and paths unless they are encoded. */
export const HOSTILE_IDS = [
  "x');alert(1);('@y",
  '"onmouseover="alert(1)"@example.org',
  '/../../../../etc/passwd@example.org',
  '/../../foo',
  '..',
  '../../x',
  '..%2f..%2fx',
  '%',
  '%00',
  '%E0%A4%A',
  '%0d%0aSet-Cookie:%20a=b@example.org',
  'x/raw',
  'x/t.atom',
  'x/t.mbox.gz',
  'x/file/1',
  'x/diff/1..2',
  'x/mbox@example.org',
  'x/atom',
  '/',
  '//example.org/x',
  '\\..\\..\\x@example.org',
  'javascript:alert(1)',
  'a?b=c#d@example.org',
  '&lt;&#x22;@example.org',
  '\u{1f648}@example.org',
  '__proto__',
  'raw',
  '@',
  `${'l'.repeat(238)}@example.org`,
] as const

/** All fields with hostile markup. */
export const FIELDS = [
  'subject',
  'author',
  'reviewer',
  'body',
  'quote',
  'trailer-name',
  'tag',
  'path',
  'renamed',
  'heading',
  'code',
  'changelog',
  'credit',
  'link',
  'fixes',
  'message-url',
  'attachment',
  'recipient',
  'branch',
  'shortlog',
] as const

/** The List-Id of a list. */
export const HOSTILE_LIST = `"'/../img/src=x/onerror=alert('list').example.org`

/** Markup that reports its field if it runs, without spaces or quotes, so that it can be put anywhere. */
export function payload(field: (typeof FIELDS)[number]): string {
  return `<img/src=x/onerror=alert('${field}')>`
}

/** Text that closes every element, comment, attribute and script that it may be inside of. */
export const BREAKOUT = `'"\`></title></style></textarea></script></pre>--><!--]]>\u202E\u2066\u200B\u0007{{7*7}}\${alert(1)}`
