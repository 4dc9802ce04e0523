import { describe, expect, it } from 'vitest'
import { MAX_HEADER_BYTES } from '../../lib/mail/header'
import { MAX_LINE_LENGTH, MAX_TEXT_LENGTH, MAX_TEXT_LINES } from '../../lib/mail/longText'
import { parseMessage } from '../../lib/mail/message'
import { MAX_PART_DEPTH, MAX_PARTS } from '../../lib/mail/parts'
import { figure } from '../../lib/text'
import { rawMail, read } from './read'

const texts = ({ issues }: { readonly issues: readonly { readonly text: string }[] }) => issues.map(({ text }) => text)
const mixed = { 'Content-Type': 'multipart/mixed; boundary=b' }
const part = (text: string, type = 'text/plain') => `--b\nContent-Type: ${type}\n\n${text}\n`

describe('headers that are too long', () => {
  it('are read up to the limit, and so are the fields after a long one', async () => {
    const message = await read({ 'X-Long': 'ö'.repeat(600_000), To: 'Rex <rex@example.org>' }, 'the text\n')
    expect(message).toMatchObject({
      body: 'the text\n',
      messageId: '1@example.org',
      to: [{ email: 'rex@example.org' }],
    })
    const [text, ...more] = texts(message)
    expect(more).toEqual([])
    expect(text).toMatch(
      /^The header block is 1,200,\d{3} bytes long; the first 102,400 are read, and at most 65,536 of one field\.$/,
    )
  })

  it('take nothing from a mail with the header block of the largest size', async () => {
    const rest = rawMail({ 'X-Long': 'x' }, '').length - 2
    const lines = 'x'.repeat(990)
    let filler = ''
    while (rest + filler.length + lines.length + 2 <= MAX_HEADER_BYTES) filler += `\n ${lines}`
    filler += `\n ${'x'.repeat(MAX_HEADER_BYTES - rest - filler.length - 2)}`
    expect(texts(await read({ 'X-Long': `x${filler}` }, ''))).toEqual([])
    expect(texts(await read({ 'X-Long': `xx${filler}` }, ''))).toEqual([
      'The header block is 102,401 bytes long; the first 102,400 are read, and at most 65,536 of one field.',
    ])
  })

  it('are named in the reason when the sender is beyond the limit', async () => {
    const lines = Array.from({ length: 10_000 }, (_, at) => `X-Line-${at}: ${at}`).join('\n')
    const parsed = await parseMessage(Buffer.from(`${lines}\nFrom: Rex <rex@example.org>\n\ntext\n`))
    expect(parsed).toEqual({
      kind: 'rejected',
      reason: 'it has no readable From in the 102,400 bytes that are read of its headers',
    })
  })

  it('leave 1,319 recipients whole', async () => {
    const people = Array.from({ length: 1_319 }, (_, at) => `A Longer Name ${at} <recipient${at}@example.org>`)
    const message = await read({ Cc: people.join(',\n ') })
    expect([message.cc.length, texts(message)]).toEqual([1_319, []])
  })

  it('cut the subject, the id, references and lists, each at its limit', async () => {
    expect(texts(await read({ Subject: 'word '.repeat(2_000) }))).toEqual([
      'The subject is longer than the 4,096 characters that are read.',
    ])
    expect(texts(await read({ 'Message-ID': `<${'i'.repeat(100_000)}@example.org>` }))).toContain(
      'The mail has a Message-ID longer than the 250 characters that are read; one was made from its content.',
    )
    const answer = await read({ 'In-Reply-To': `<${'i'.repeat(300)}@example.org>`, References: '<a@example.org>' })
    expect([answer.references, texts(answer)]).toEqual([
      ['a@example.org'],
      ['An id that the mail answers is longer than the 250 characters that are read, and was left out.'],
    ])
    const lists = Array.from({ length: 400 }, (_, at) => `<l${at}.example.org>`)
    const listed = await read({ 'List-Id': lists.join('\nList-Id: ') })
    expect([listed.lists.length, texts(listed)]).toEqual([100, ['The mail names 400 lists; 100 are read.']])
  })
})

describe('parts that are too many', () => {
  it('are read to the limit', async () => {
    const body = (count: number) => `${Array.from({ length: count }, (_, at) => part(`part ${at}.`)).join('')}--b--\n`
    const whole = await read(mixed, body(MAX_PARTS))
    expect([texts(whole), whole.body.includes('part 999.')]).toEqual([[], true])
    const cut = await read(mixed, body(5_000))
    expect(texts(cut)).toEqual(['The mail has 5,000 parts; the first 1,000 are read.'])
    expect([cut.body.includes('part 999.'), cut.body.includes('part 1000.')]).toEqual([true, false])
  })

  it('are read to a limited depth, and so are parts beside the deep ones', async () => {
    const nested = (depth: number): string => {
      const open = Array.from(
        { length: depth - 1 },
        (_, at) => `--${at === 0 ? 'b' : `b${at}`}\nContent-Type: multipart/mixed; boundary=b${at + 1}\n\n`,
      )
      const close = Array.from({ length: depth - 1 }, (_, at) => `--b${at + 1}--\n`).reverse()
      return `${open.join('')}--b${depth - 1}\n\ndeep\n${close.join('')}${part('beside')}--b--\n`
    }
    const whole = await read(mixed, nested(MAX_PART_DEPTH))
    expect([texts(whole), whole.body.includes('deep'), whole.body.includes('beside')]).toEqual([[], true, true])
    const cut = await read(mixed, nested(1_000))
    expect(texts(cut)).toEqual(['Parts of the mail are nested 1,000 deep; 20 levels are read.'])
    expect([cut.body.includes('deep'), cut.body.includes('beside')]).toEqual([false, true])
  })

  it('have their headers cut like those of the mail', async () => {
    const message = await read(mixed, `--b\nX-Long: ${'x'.repeat(2_000_000)}\n\nfirst\n${part('second')}--b--\n`)
    expect(texts(message)).toEqual(['The headers of a part are 2,000,008 bytes long; 102,400 are read.'])
    expect(message.body).toContain('second')
  })

  it('are found under one boundary for all, and under one that is declared in an odd way', async () => {
    const same = `${'--b\nContent-Type: multipart/mixed; boundary=b\n\n'.repeat(3_000)}--b\n\nx\n--b--\n`
    expect(texts(await read(mixed, same))).toEqual(['The mail has 3,001 parts; the first 1,000 are read.'])
    const odd = { 'Content-Type': "multipart/mixed; boundary*=utf-8''%62" }
    const message = await read(odd, part('x').repeat(5_000))
    expect([message.body.length < 10_000, texts(message).join(' ').includes(figure(MAX_PARTS))]).toEqual([true, true])
  })
})

describe('text that is too long', () => {
  it('is read to the limit of lines or of characters', async () => {
    const lines = await read({}, 'a\n'.repeat(MAX_TEXT_LINES + 5))
    expect([lines.body.length, texts(lines)]).toEqual([
      2 * MAX_TEXT_LINES,
      ['The text is 200,005 lines long; the first 200,000 lines are read.'],
    ])
    const whole = `${'x'.repeat(1023)}\n`.repeat(MAX_TEXT_LENGTH / 1024)
    expect(texts(await read({}, whole))).toEqual([])
    const long = await read({}, `${whole}ab`)
    expect([long.body.length, texts(long)]).toEqual([
      MAX_TEXT_LENGTH,
      ['The text is 8,388,610 characters long; the first 8,388,608 characters are read.'],
    ])
    expect(texts(await read({}, 'a\n'.repeat(MAX_TEXT_LINES)))).toEqual([])
  })

  it('is read to the limit of each line', async () => {
    const line = 'x'.repeat(MAX_LINE_LENGTH)
    expect(texts(await read({}, `a\n${line}\n${line}`))).toEqual([])
    const cut = await read({}, `a\n${line}yz\nb\n${line}y\nc\n`)
    expect([cut.body, texts(cut)]).toEqual([
      `a\n${line}\nb\n${line}\nc\n`,
      ['Line 2 is 100,002 characters long, and 1 more line is too long; at most 100,000 of one line are read.'],
    ])
  })

  it('distinguishes two mails that differ beyond the limit', async () => {
    const text = 'a\n'.repeat(MAX_TEXT_LINES)
    const [one, other] = [await read({}, `${text}one\n`), await read({}, `${text}other\n`)]
    expect([one.body === other.body, one.contentHash === other.contentHash]).toEqual([true, false])
  })
})
