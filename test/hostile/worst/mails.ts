import { gzipSync } from 'node:zlib'
import { type Letter, letter, newFile, numbers, patchBody } from '../../../scripts/tools/bench/hostileLetter'
import type { WorstCase } from './worstCase'

const MB = 1024 * 1024
const SMALL = patchBody(newFile('drivers/small.c', ['int small;']))

/** A patch that is large in one respect. */
function patch(name: string, more: () => Partial<Letter> & { readonly repaired?: (raw: string) => string }): WorstCase {
  return {
    name,
    *mails() {
      const { repaired, ...rest } = more()
      const raw = letter({ id: name, subject: `[PATCH] ${name} stays readable`, body: SMALL, ...rest })
      yield repaired === undefined ? raw : Buffer.from(repaired(raw.toString('latin1')), 'latin1')
    },
  }
}

const multipart = (parts: readonly string[], boundary = 'b') =>
  `${parts.map((part) => `--${boundary}\n${part}\n`).join('')}--${boundary}--\n`
const textPart = (text: string) => `Content-Type: text/plain\n\n${text}`

function nested(depth: number, text: string): { type: string; body: string } {
  const open: string[] = []
  const close: string[] = []
  for (let level = 1; level < depth; level++) {
    open.push(`--l${level - 1}\nContent-Type: multipart/mixed; boundary=l${level}\n\n`)
    close.push(`--l${level}--\n`)
  }
  return {
    type: 'multipart/mixed; boundary=l0',
    body: `${open.join('')}--l${depth - 1}\n${textPart(text)}\n${close.reverse().join('')}--l0--\n`,
  }
}

/** Nested mails, each attached to the next. */
function attached(depth: number): { type: string; body: string } {
  const heads = numbers(depth, (level) => `--m${level}\nContent-Type: message/rfc822\n\n`)
  const inner = numbers(
    depth,
    (level) =>
      `From: Ada <ada@example.org>\nMessage-ID: <in${level}@example.org>\nSubject: in\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=m${level + 1}\n\n`,
  )
  const ends = numbers(depth, (level) => `--m${level}--\n`).reverse()
  const opened = heads.map((head, level) => head + (level < depth - 1 ? inner[level] : 'Subject: x\n\nend\n')).join('')
  return { type: 'multipart/mixed; boundary=m0', body: opened + ends.join('') }
}

const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/.{76}/g, '$&\n')

/** Mails with large headers. */
export const HEADERS: readonly WorstCase[] = [
  patch('header-megabyte', () => ({ head: `X-Long: ${'x'.repeat(MB)}\n` })),
  patch('header-megabyte-below', () => ({ subject: `[PATCH] below\nX-Long: ${'x '.repeat(MB / 2)}` })),
  patch('header-lines', () => ({
    subject: `[PATCH] lines\n${numbers(10_000, (at) => `X-Line-${at}: ${at}`).join('\n')}`,
  })),
  patch('recipients', () => ({
    head: `Cc: ${numbers(1_319, (at) => `Person ${at} <person${at}@example.org>`).join(',\n ')}\n`,
  })),
  patch('references', () => ({ head: `References: ${numbers(1_000_000, (at) => `<${at}@x>`).join('\n ')}\n` })),
  patch('lists', () => ({ head: numbers(4_000, (at) => `List-Id: <l${at}.example>\n`).join('') })),
  patch('subject', () => ({ subject: `[PATCH] ${'subject '.repeat(MB / 8)}` })),
  patch('subject-encoded', () => ({ subject: `[PATCH] ${'=?utf-8?q?word?=\n '.repeat(60_000)}` })),
  patch('message-id', () => ({ repaired: (raw) => raw.replace('<message-id@', `<${'i'.repeat(100_000)}@`) })),
]

/** Mails with many parts, deep nesting or a large size. */
export const BODIES: readonly WorstCase[] = [
  patch('parts', () => ({
    type: 'multipart/mixed; boundary=b',
    body: multipart([textPart(SMALL), ...numbers(4_999, (at) => textPart(`part ${at}`))]),
  })),
  patch('parts-attached', () => ({
    type: 'multipart/mixed; boundary=b',
    body: multipart([
      textPart(SMALL),
      ...numbers(4_999, (at) => `Content-Type: text/x-patch\n\n${newFile(`f${at}.c`, ['x'])}`),
    ]),
  })),
  patch('depth', () => nested(1_000, SMALL)),
  patch('depth-mails', () => attached(1_000)),
  patch('boundary', () => ({
    type: `multipart/mixed;\n boundary="${'b'.repeat(10_000)}"`,
    body: multipart([textPart(SMALL)], 'b'.repeat(10_000)),
  })),
  patch('line', () => ({ body: `${'x'.repeat(5 * MB)}\n${SMALL}` })),
  patch('line-in-diff', () => ({ body: patchBody(newFile('line.c', ['y'.repeat(5 * MB)])) })),
  patch('whole-size', () => ({
    body: `${SMALL}${'sixteen words of sixty-three letters and a line end, and so on\n'.repeat(260_000)}`,
  })),
  patch('size', () => ({
    body: `${SMALL}${'a mail of a hundred megabytes, line by line, and so on and on..\n'.repeat((100 * MB) / 64)}`,
  })),
  patch('gzip', () => ({
    type: 'multipart/mixed; boundary=b',
    body: multipart([
      textPart(SMALL),
      `Content-Type: application/gzip; name=bomb.gz\nContent-Transfer-Encoding: base64\n\n${base64(gzipSync(Buffer.alloc(256 * MB)))}`,
    ]),
  })),
  patch('base64', () => ({
    repaired: (raw) =>
      raw
        .replace('Content-Type:', 'Content-Transfer-Encoding: base64\nContent-Type:')
        .replace(SMALL, base64(Buffer.from(`${SMALL}${'long\n'.repeat(2_200_000)}`))),
  })),
  patch('empty-lines', () => ({ body: `${SMALL}${'\n'.repeat(15 * MB)}` })),
  patch('trailers', () => ({
    body: SMALL.replace(
      '---',
      `${numbers(10_000, (at) => `Reviewed-by: Rex ${at} <rex${at}@example.org>`).join('\n')}\n---`,
    ),
  })),
]
