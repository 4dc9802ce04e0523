import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deriveTouched } from '../../db/derive/derive'
import { packText, readText } from '../../db/mail/messageText'
import { pack, packHeaders, packMail, unpack, unpackMail } from '../../db/mail/packedMail'
import { readMail } from '../../db/mail/readMail'
import { openWriter } from '../../db/migrate'
import { getMessage } from '../../db/queries/mail/messagePage'
import { getRawMessage } from '../../db/queries/mail/rawMessage'
import { openStore } from '../../db/store/store'
import { parseMessage } from '../../lib/mail/message'

const HEAD = 'From: Jane Doe <jane@example.org>\nMessage-ID: <1@example.org>\nSubject: thing\n'

async function store(raw: Buffer) {
  const db = openWriter(':memory:')
  const parsed = await parseMessage(raw)
  if (parsed.kind === 'rejected') throw new Error(parsed.reason)
  const read = await readMail(raw, 0)
  if (read.kind === 'rejected') throw new Error(read.reason)
  const rows = openStore(db)
  rows.putMail(read.mail)
  deriveTouched(db, rows.touched)
  const text = db.prepare<[], Buffer>('SELECT text FROM messages').pluck().get()
  return { db, parsed: parsed.message, textBytes: unpack(text ?? Buffer.alloc(0)).length }
}

describe('a stored mail', () => {
  it.each([
    ['plain text', Buffer.from(`${HEAD}\nsome text \u00e4\n`)],
    [
      'text in another charset',
      Buffer.from(`${HEAD}Content-Type: text/plain; charset=iso-8859-1\n\ncaf\u00e9\n`, 'latin1'),
    ],
    ['quoted-printable', Buffer.from(`${HEAD}Content-Transfer-Encoding: quoted-printable\n\ncaf=C3=A9\n`)],
    ['CRLF line ends', Buffer.from(`${HEAD}\ntwo\nlines\n`.replaceAll('\n', '\r\n'))],
    ['no body', Buffer.from(`${HEAD}\n`)],
    ['no blank line', Buffer.from(HEAD)],
  ])('is returned byte for byte, and its text as it was read: %s', async (_, raw) => {
    const { db, parsed } = await store(raw)
    expect(getRawMessage(db, '1@example.org')).toEqual(raw)
    expect(getMessage(db, '1@example.org')?.body).toBe(parsed.body)
  })

  it('has its text stored once when it can be read from the mail again', async () => {
    const body = 'a line of text\n'.repeat(500)
    const once = await store(Buffer.from(`${HEAD}\n${body}`))
    const decoded = await store(Buffer.from(`${HEAD}Content-Transfer-Encoding: quoted-printable\n\n=41${body}`))
    const latin = 'Content-Type: text/plain; charset=iso-8859-1'
    const twice = await store(Buffer.from(`${HEAD}${latin}\n\n\u00e4${body}`, 'latin1'))
    expect(once.textBytes).toBeLessThan(100)
    expect(decoded.textBytes).toBeLessThan(100)
    expect(twice.textBytes).toBeGreaterThan(body.length)
  })

  it('can be unpacked whatever its bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string({ unit: 'grapheme' }), (bytes, text) => {
        const raw = Buffer.from(bytes)
        expect(unpackMail(packMail(raw))).toEqual(raw)
        expect(unpackMail({ raw: pack(raw), body: null })).toEqual(raw)
        expect(unpack(packHeaders(raw))).toEqual(raw)
        const sent = Buffer.from(`a: b\n\n${text}`)
        expect(
          readText({
            ...packMail(sent),
            text: packText(sent, { to: [], cc: [], body: text, automatic: false, succession: '' }),
          }).body,
        ).toBe(text)
      }),
    )
  })

  it('of an older database has its text after the recipients', () => {
    expect(readText({ text: pack('{"to":[],"cc":[]}\nsome\ntext'), raw: pack(''), body: null })).toEqual({
      recipients: '{"to":[],"cc":[]}',
      body: 'some\ntext',
    })
    expect(() => readText({ text: pack('{}'), raw: pack(''), body: null })).toThrow('neither')
  })
})
