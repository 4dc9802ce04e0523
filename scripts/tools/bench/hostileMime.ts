import { type Letter, letter, newFile, numbers, patchBody } from './hostileLetter'
import { person, type Structure } from './hostileStructure'

const SMALL = patchBody(newFile('small.c', ['int small;']))
/** Tags that are never closed, or closed wrongly. */
const HTML: Readonly<Record<string, string>> = {
  'bold text': '<b>',
  divisions: '<div>',
  paragraphs: '<p>',
  'tables in tables': '<table><tr><td>',
  'lists in lists': '<ul><li>',
  quotes: '<blockquote>x',
  links: '<a href="https://example.org/x">x',
  'crossing tags': '<b><i></b>',
  'end tags': '</p>',
  'unknown tags': '<x-y>',
  'comments that never end': '<!-- <!',
  entities: '&lt;&#65;&nope',
  attributes: '<i a=b c="d" e>',
  'angle brackets': '<',
  'line breaks': '<br>x',
}
const HTML_BYTES = 15_000_000

/** A structure of one mail. */
function mail(
  name: string,
  unit: string,
  [full, small]: readonly [number, number],
  make: (size: number) => Partial<Letter>,
): Structure {
  const subject = '[PATCH] tool: change what it does'
  return { name, unit, full, small, mails: (size) => [letter({ id: 'v1', subject, body: SMALL, ...make(size) })] }
}

/** Elements, a few on each line as in real mail. */
function html(element: string, bytes: number): string {
  const line = `${element.repeat(Math.ceil(70 / element.length))}\n`
  return `<html><body>${line.repeat(Math.ceil(bytes / line.length))}the end`
}

const mixed = (parts: readonly string[]): Partial<Letter> => ({
  type: 'multipart/mixed; boundary=b',
  body: `${parts.map((part) => `--b\n${part}\n`).join('')}--b--\n`,
})
const PART = `Content-Type: text/plain\n\n${SMALL}`

/** One mail whose headers, parts or HTML have many of something. */
export const MIME: readonly Structure[] = [
  ...Object.entries(HTML).map(([name, element]) =>
    mail(`HTML: ${name}`, 'bytes', [HTML_BYTES, 400_000], (bytes) => ({
      subject: 'Hello',
      type: 'text/html; charset=utf-8',
      body: html(element, bytes),
    })),
  ),
  mail('HTML: divisions, all closed', 'bytes', [HTML_BYTES, 400_000], (bytes) => ({
    subject: 'Hello',
    type: 'text/html; charset=utf-8',
    body: `<html>${'<div>'.repeat(bytes / 11)}x${'</div>'.repeat(bytes / 11)}`,
  })),
  mail('lists', 'lists', [3_600, 3_600], (size) => ({
    head: numbers(size, (at) => `List-Id: <l${at}.example.org>\n`).join(''),
  })),
  mail('recipients', 'people', [2_900, 2_900], (size) => ({
    head: `Cc: ${numbers(size, person).join(',\n ')}\n`,
  })),
  mail('senders', 'people', [1_800, 1_800], (size) => ({ from: numbers(size, person).join(',\n ') })),
  mail('references to mails that are missing', 'references', [3_800, 3_800], (size) => ({
    subject: 'Re: [PATCH] tool: change what it does',
    references: numbers(size, (at) => `gone${at}`),
  })),
  mail('encoded words of a subject', 'words', [230, 230], (size) => ({
    subject: numbers(size, () => '=?utf-8?q?word?=').join('\n '),
  })),
  mail('header fields', 'fields', [9_000, 9_000], (size) => ({
    head: numbers(size, (at) => `X-${at}: y\n`).join(''),
  })),
  mail('attached files', 'files', [200_000, 20_000], (size) =>
    mixed([PART, ...numbers(size, (at) => `Content-Type: text/x-patch; name=f${at}.c\n\n+x`)]),
  ),
  mail('attached mails', 'mails', [150_000, 20_000], (size) =>
    mixed([PART, ...numbers(size, (at) => `Content-Type: message/rfc822\n\nSubject: inner ${at}\n\nHello.`)]),
  ),
  mail('parts in parts', 'levels', [150_000, 20_000], (size) => ({
    type: 'multipart/mixed; boundary=l0',
    body: numbers(size, (at) => `--l${at}\nContent-Type: multipart/mixed; boundary=l${at + 1}\n\n`).join(''),
  })),
  mail('boundaries that are never used', 'boundaries', [150_000, 20_000], (size) =>
    mixed([PART, `Content-Type: text/plain\n\n${numbers(size, (at) => `boundary=l${at}\n--l${at + 1}x`).join('\n')}`]),
  ),
]
