import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseHeaderBlock } from '../../lib/mail/header'
import { parseMessage, parseWithMailparser } from '../../lib/mail/message'
import { readPlain } from '../../lib/mail/plain'

const MINUTES_MS = 60_000

const HEADERS = [
  'Subject: [PATCH] thing',
  'Subject: =?utf-8?q?B=C3=BCcher?= and\n =?utf-8?b?w6R1?=\n\t=?utf-8?q?_more?=',
  'Subject: =?iso-8859-1?q?caf=E9?=',
  'Subject: raw bytes \u00e4\u00f6',
  'Subject : spaced',
  'From: Jane Doe <jane@example.org>',
  'From: "Doe, Jane" <JANE@example.org>',
  'From: jane@example.org (Jane)',
  'From: Jane Doe via List <list@example.org>',
  'From: =?utf-8?b?SsOkbmU=?= <jane@example.org>',
  'From: =?utf-8?q?jane=40example=2Eorg?=',
  'From: =?utf-8?b?SmFuZSA8amFuZUBleGFtcGxlLm9yZz4=?=',
  'From: <jane@xn--bcher-kva.example>',
  'Sender: Sam <sam@example.org>',
  'Reply-To: =?utf-8?q?Jane?= <jane@example.org>',
  'X-Original-From: Jane Doe <jane.doe@example.org>',
  'To: A <a@example.org>, "B, C" <b@example.org>, c@example.org',
  'To: Team: a@example.org, B <b@example.org>; d@example.org',
  'To: undisclosed-recipients:;',
  'To: "Doe, Jane" <jane@example.org>, <a@example.org> , b@example.org,',
  'To: <a@example.org, b@example.org>, c@example.org d@example.org',
  'To: A  B <a@example.org>, "C" D <c@example.org>, E<e@example.org>',
  'Cc: one@example.org,\n two@example.org,\n\tThree, PhD <three@example.org>',
  'Cc: =?utf-8?q?=22D=C3=B6=2C_E=22?= <e@example.org>',
  'Message-ID: <1@example.org>',
  'Date: Thu, 1 Sep 2022 07:18:10 +0200',
  'Content-Type: text/plain',
  'Content-Type: text/plain; charset=UTF-8',
  'Content-Type: text/plain; charset="us-ascii"; format=flowed; delsp=yes',
  'Content-Type: TEXT/PLAIN; charset=iso-8859-1; format=flowed',
  'Content-Type: text/plain; charset=utf-16',
  'Content-Type: text/plain; charset=y',
  'Content-Type: text/plain; charset=gb2312',
  'Content-Type: text/plain; boundary=xx',
  'Content-Type: text',
  'Content-Type: text/html',
  'Content-Type: multipart/mixed; boundary=xx',
  'Content-Transfer-Encoding: 8bit',
  'Content-Transfer-Encoding: quoted-printable',
  'Content-Transfer-Encoding: BASE64',
  'Content-Transfer-Encoding: base64 (really)',
  'Content-Disposition: inline',
  'Content-Disposition: attachment; filename=a.txt',
  'MIME-Version: 1.0',
  'a line that is no field',
  'X-Empty:',
  'X-Folded:\n  \n\tmore',
  '\rX-Cr: 1',
] as const

const BODIES = [
  '',
  'plain\n',
  'no end',
  'caf\u00e9 =C3=A9 =\nsoft =E9\n',
  'flowed \nlines \n> quoted \n> more\n-- \nsignature \nend\n',
  'cmF3IHRleHQKd2l0aCBsaW5lcwo=\n',
  'cmF3IHRleHQKd2l0aCBsaW5lcwo\nfooter of a list\n',
  '5L2g5aW9\n',
  'crlf\r\nlines\rand more\r\n\r\n',
  '\ufeffmark\n',
  'nul\0here\n',
  '--xx\n\nin a part\n--xx--\nbehind\n',
  ' indented first\n\n\nblank\n',
] as const

const oneMail = fc
  .record({
    headers: fc.shuffledSubarray([...HEADERS], { maxLength: 8 }),
    body: fc.constantFrom(...BODIES),
    crlf: fc.boolean(),
    latin1: fc.boolean(),
  })
  .map(({ headers, body, crlf, latin1 }) => {
    const text = `${headers.join('\n')}\n\n${body}`
    return Buffer.from(crlf ? text.replace(/\r?\n/g, '\r\n') : text, latin1 ? 'latin1' : 'utf8')
  })

describe('the short path for plain mail, on made-up mail', () => {
  it('reads mails of odd headers and bodies, in any combination, as mailparser does', {
    timeout: MINUTES_MS,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(oneMail, async (raw) => {
        expect(await parseMessage(raw)).toEqual(await parseWithMailparser(raw))
      }),
      { numRuns: 1_500 },
    )
  })

  it('reads mails of one header block and every body, with each header alone, as mailparser does', async () => {
    const basis = ['From: Jane Doe <jane@example.org>', 'Subject: thing', 'Message-ID: <1@example.org>']
    for (const header of HEADERS) {
      for (const body of BODIES) {
        const raw = Buffer.from(`${[...basis, header].join('\n')}\n\n${body}`)
        expect(await parseMessage(raw), `${header} | ${body}`).toEqual(await parseWithMailparser(raw))
      }
    }
  })

  it('reads a flowed mail alike when the next field has a blank in front of its colon', async () => {
    const headers = ['From: Jane <jane@example.org>', 'Content-Type: text/plain; format=flowed', 'Subject : spaced']
    const raw = Buffer.from(`${headers.join('\n')}\n\nnul\0here\n`)
    expect(await parseMessage(raw)).toEqual(await parseWithMailparser(raw))
  })

  it('reads plain mail and leaves any other to mailparser', () => {
    const read = (...lines: string[]) => {
      const raw = Buffer.from(`From: Jane <jane@example.org>\n${lines.join('\n')}`)
      return readPlain(raw, parseHeaderBlock(raw))
    }
    expect(read('Subject: x', '', 'text', '')?.text).toBe('text\n')
    expect(read('Content-Type: text/plain; charset=iso-8859-1', '', 'text')?.text).toBe('text')
    expect(read('Content-Type: text/html', '', '<p>text')).toBeUndefined()
    expect(read('Content-Type: text/plain; charset=iso-8859-1', '', 'caf\u00e9')).toBeUndefined()
    expect(read('no field', '', 'text')).toBeUndefined()
    expect(read('Content-Disposition: attachment', '', 'text')).toBeUndefined()
  })
})
