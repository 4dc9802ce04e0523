import { describe, expect, it } from 'vitest'
import { createMboxSplitter, MboxError, type MboxItem } from '../../lib/mail/mboxSplitter'

const RD = 'From mboxrd@z Thu Jan  1 00:00:00 1970\n'
const O = 'From jane@example.org Thu Sep  1 07:18:10 2022\n'
const mail = (id: number, body: string) => `Message-ID: <${id}@example.org>\n\n${body}\n`

function split(text: string | Buffer, chunk = Number.POSITIVE_INFINITY, max?: number): MboxItem[] {
  const bytes = Buffer.from(text as string)
  const splitter = createMboxSplitter(max)
  const items: MboxItem[] = []
  for (let at = 0; at < bytes.length; at += chunk) items.push(...splitter.push(bytes.subarray(at, at + chunk)))
  items.push(...splitter.end())
  return items
}

const raws = (items: readonly MboxItem[]) =>
  items.map((item) => (item.kind === 'mail' ? item.raw.toString() : item.kind))

describe('createMboxSplitter', () => {
  it('splits mboxrd and removes one > from every quoted From line', () => {
    const text = `${RD}${mail(1, '>From here\n>>From there\nFrom nothing')}\n${RD}${mail(2, 'b')}\n`
    expect(raws(split(text))).toEqual([mail(1, 'From here\n>From there\nFrom nothing'), mail(2, 'b')])
  })

  it('removes the > of >From only in an mboxo', () => {
    const text = `${O}${mail(1, '>From here\n>>From there')}\n`
    expect(raws(split(text))).toEqual([mail(1, 'From here\n>>From there')])
  })

  it('does not split an mboxo at a pasted commit line, nor at a From line without a date or a blank line before', () => {
    const commit = `From ${'a'.repeat(40)} Mon Sep 17 00:00:00 2001\nFrom: x`
    const body = `one\n\n${commit}\n\nFrom where I stand\ntwo\n${O}three`
    const text = `${O}${mail(1, body)}\n${O}${mail(2, 'b')}\n`
    expect(raws(split(text))).toEqual([mail(1, body), mail(2, 'b')])
  })

  it.each([
    ['an mboxrd', RD, mail(1, '>From here')],
    ['an mboxo, below the signature of its last mail', O, mail(1, 'a\n-- \n2.43.0\n')],
    ['an mboxo, below a list footer', O, mail(1, `a\n${'_'.repeat(47)}\nlist mailing list\n`)],
    ['an mboxo, below the last boundary', O, mail(1, '--b\n\na\n--b--\n')],
  ])('reads a format-patch file that was appended to %s as a mail of its own', (_, separator, first) => {
    const commit = `From ${'a'.repeat(40)} Mon Sep 17 00:00:00 2001\n`
    const items = split(`${separator}${first}\n${commit}From: x@example.org\nSubject: y\n\nb\n-- \n2.43.0\n\n`)
    expect(raws(items)).toEqual([first.replace('>From', 'From'), 'From: x@example.org\nSubject: y\n\nb\n-- \n2.43.0\n'])
  })

  it('splits at a separator whose date is written as in mail, above a header line', () => {
    const separator = 'From jane@example.org Thu, 1 Sep 2022 07:18:10 +0000\n'
    const body = `a\n\n${separator}was the day of it.`
    expect(raws(split(`${separator}${mail(1, body)}\n${separator}${mail(2, 'b')}\n`))).toEqual([
      mail(1, body),
      mail(2, 'b'),
    ])
  })

  it('reads an mboxo that was appended to an mboxrd, each mail by the rules of its separator', () => {
    const items = split(`${RD}${mail(1, '>>From here')}\n${O}${mail(2, '>>From here')}\n${RD}${mail(3, 'c')}\n`)
    expect(raws(items)).toEqual([mail(1, '>From here'), mail(2, '>>From here'), mail(3, 'c')])
  })

  it('splits a format-patch file off an mboxrd right below the text of its last mail', () => {
    const commit = `From ${'a'.repeat(40)} Mon Sep 17 00:00:00 2001\n`
    const items = split(`${RD}${mail(1, 'a')}${commit}${mail(2, 'b')}\n`)
    expect(raws(items)).toEqual([mail(1, 'a'), mail(2, 'b')])
  })

  it.each([1, 7, Number.POSITIVE_INFINITY])(
    'keeps all format-patch files that are pasted into one mail of an mboxo, also below an mboxrd, in chunks of %s bytes',
    (chunk) => {
      const file = (name: string) => `From ${name.repeat(40)} Mon Sep 17 00:00:00 2001\n${mail(9, 'a\n-- \n2.43.0\n')}`
      const answer = mail(2, `these:\n\n${file('a')}\n${file('b')}\n\nBob`)
      const items = split(
        `${RD}${mail(1, 'a')}\n${O}${answer}\n${O}${mail(3, 'c\n-- \n2.43.0\n')}\n${file('c')}\n`,
        chunk,
      )
      expect(raws(items)).toEqual([mail(1, 'a'), answer, mail(3, 'c\n-- \n2.43.0\n'), mail(9, 'a\n-- \n2.43.0\n')])
    },
  )

  it('keeps a format-patch file that is attached to a mail of an mboxrd without being quoted', () => {
    const file = `From ${'a'.repeat(40)} Mon Sep 17 00:00:00 2001\nFrom: x@example.org\nSubject: y\n\nb\n`
    const whole = mail(1, `--b\nContent-Type: text/x-patch;\n name="x.patch"\n\n${file}--b--\n`)
    expect(raws(split(`${RD}${whole}\n${file}\n`))).toEqual([whole, file.slice(file.indexOf('\n') + 1)])
  })

  it('gives each mail the date of its own separator', () => {
    const commit = `From ${'a'.repeat(40)} Mon Sep 17 00:00:00 2001\n`
    const items = split(`${commit}${mail(1, 'a')}\n${O}${mail(2, 'b')}\n${RD}${mail(3, 'c')}\n`)
    expect(items).toMatchObject(['', 'Thu Sep  1 07:18:10 2022', ''].map((envelopeDate) => ({ envelopeDate })))
  })

  it('splits the output of git format-patch at its commit lines', () => {
    const commit = `From ${'a'.repeat(40)} Mon Sep 17 00:00:00 2001\n`
    expect(raws(split(`${commit}${mail(1, 'a')}\n${commit}${mail(2, 'b')}\n`))).toEqual([mail(1, 'a'), mail(2, 'b')])
  })

  it('gives the same mails and offsets wherever the chunks end', () => {
    const text = `\n${RD}${mail(1, '>From here')}\n${RD}${mail(2, 'b\n\nc')}\n${RD}${mail(3, 'd')}\n`
    const whole = split(text)
    for (let chunk = 1; chunk < text.length; chunk++) expect(split(text, chunk)).toEqual(whole)
    expect(whole.map(({ offset }) => text.slice(offset, offset + RD.length))).toEqual([RD, RD, RD])
  })

  it('reads CRLF line ends', () => {
    const text = `${O}${mail(1, 'a')}\n${O}${mail(2, 'b')}\n`.replaceAll('\n', '\r\n')
    expect(raws(split(text))).toEqual([mail(1, 'a'), mail(2, 'b')].map((raw) => raw.replaceAll('\n', '\r\n')))
  })

  it('skips a mail that is too large, in bounded memory, and goes on with the next', () => {
    const text = `${RD}${mail(1, 'a')}\n${RD}${mail(2, 'line\n'.repeat(5_000))}\n${RD}${mail(3, 'c')}\n`
    const items = split(text, 700, 2_000)
    expect(raws(items)).toEqual([mail(1, 'a'), 'oversize', mail(3, 'c')])
    expect(items[1]).toMatchObject({ offset: text.indexOf(RD, 10), kind: 'oversize' })
  })

  it.each([
    ['an empty file', '', 0, /empty/],
    ['blank lines', '\n\n\n', 0, /empty/],
    ['an HTML page', '<!doctype html><html><title>Not a bot?</title>', 0, /HTML page \("Not a bot\?"\)/],
    ['a binary file', '\x7fELF\0\0\0\x01\x02', 0, /binary/],
    ['a single mail', 'Subject: x\n\nbody\n', 0, /single mail/],
    ['prose', 'Dear all,\n', 0, /starts with "Dear all,"/],
    [
      'a mail cut in a line',
      `${RD}${mail(1, 'a')}\n${RD}${mail(2, 'bcd').slice(0, -2)}`,
      RD.length * 1 + mail(1, 'a').length + 1,
      /truncated/,
    ],
    [
      'a mail cut after a line',
      `${RD}${mail(1, 'a')}\n${RD}${mail(2, 'b')}`,
      RD.length + mail(1, 'a').length + 1,
      /truncated/,
    ],
    ['a mail cut in its headers', `${O}Subject: x\n`, 0, /truncated/],
  ])('refuses %s, with the position', (_, text, offset, reason) => {
    const attempt = () => split(text)
    expect(attempt).toThrow(MboxError)
    expect(attempt).toThrow(reason)
    try {
      attempt()
    } catch (error) {
      expect((error as MboxError).offset).toBe(offset)
    }
  })

  it.each([1, 7, Number.POSITIVE_INFINITY])(
    'splits an mboxo at a separator without a blank line above, as git mailsplit does, in chunks of %s bytes',
    (chunk) => {
      const items = split(`${O}${mail(1, 'a')}${O}${mail(2, 'b')}`, chunk)
      expect(raws(items)).toEqual([mail(1, 'a'), mail(2, 'b')])
    },
  )

  it('keeps a line of text that looks like a separator where no header follows', () => {
    const text = mail(1, `a\n${O}said Jane`)
    expect(raws(split(`${O}${text}`))).toEqual([text])
  })

  it('reads a file with a byte order mark or blanks above the first separator', () => {
    expect(raws(split(`\ufeff${O}${mail(1, 'a')}`))).toEqual([mail(1, 'a')])
    expect(raws(split(`   \n\t\n${O}${mail(1, 'a')}`))).toEqual([mail(1, 'a')])
  })

  it('accepts an mboxo that was cut after a line of a body, because it looks complete', () => {
    expect(raws(split(`${O}${mail(1, 'a\nb')}`))).toEqual([mail(1, 'a\nb')])
  })
})
