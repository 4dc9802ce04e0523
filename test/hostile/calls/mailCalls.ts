import { separateFiles } from '../../../lib/mail/attachedFiles'
import { declareCharset, repairHeaders } from '../../../lib/mail/charset'
import { parseHeaderBlock } from '../../../lib/mail/header'
import { findAddresses } from '../../../lib/mail/headerAddresses'
import { isListAddress } from '../../../lib/mail/listAddress'
import { findMessageId } from '../../../lib/mail/mailId'
import { readMime } from '../../../lib/mail/mime'
import { elementText } from '../../../lib/mail/pages/htmlText'
import { cutParts } from '../../../lib/mail/parts'
import { readPlain } from '../../../lib/mail/plain'
import { readReceived } from '../../../lib/mail/received'
import { readCorrespondents } from '../../../lib/mail/sender'
import { findSignatures } from '../../../lib/mail/signatureHeaders'
import { canBeArchived, withOwnIds } from '../../../lib/messageId'
import { findSnippet, markWords, startSnippet } from '../../../lib/search/snippet'
import type { Call } from './call'

const PATTERNS = [
  { words: ['aa'], prefix: true, stem: false },
  { words: ['a', 'b'], prefix: false, stem: false },
  { words: ['map'], prefix: false, stem: true },
]

const readRaw = (raw: Buffer) => readPlain(raw, parseHeaderBlock(raw))

/** Calls of the parsers of mail, and of what searches it. */
export const MAIL_CALLS: Readonly<Record<string, Call>> = {
  canBeArchived: (text) => canBeArchived(text),
  withOwnIds: (text) => withOwnIds('', { messageId: text }),
  findMessageId: (text) => findMessageId([{ name: 'message-id', value: text }]),
  separateFiles: (text) => {
    const file = `From ${'a'.repeat(40)} ${text}\nFrom: a@b\nSubject: [${text}\n\n${text}\n`
    const head = `Message-ID: <a@b>\nContent-Type: multipart/mixed; boundary=b\nSubject: ${text}\n\n`
    return separateFiles(Buffer.from(`${head}--b\n\n${file}${file}--b\n\n${text}\n--b--\n`))
  },
  findAddresses: (text) => [text, `"${text}`, `(${text}`, `<a@b> ${text}`].map(findAddresses),
  declareCharset: (text) =>
    declareCharset(Buffer.from(`Content-Type: text/plain; charset=${text}\n\n${text}`), 'utf-8'),
  repairHeaders: (text) => {
    const raw = Buffer.from(`${text}\nContent-Type: text/plain; charset=utf-7${text}\n\n${text}`)
    return repairHeaders(raw, parseHeaderBlock(raw))
  },
  elementText: (html) => elementText(html, 'p'),
  readPlain: (text) =>
    readRaw(Buffer.from(`From: A <a@example.org>\nSubject: ${text.replace(/[\r\n]/g, ' ')}\n\n${text}\n`)),
  markWords: (text) => markWords(text, PATTERNS),
  findSnippet: (text) => [findSnippet(text, PATTERNS), startSnippet(text)],
  isListAddress: (value) =>
    ['list-post', 'list-id', 'sender', 'x-beenthere'].map((name) => isListAddress(`${value}@b`, [{ name, value }])),
  findSignatures: (value) => findSignatures([{ name: 'dkim-signature', value }]),
  // The whole pipeline starts with parsed mails, whose sender is already resolved, so this one is called directly.
  readCorrespondents: (text) => {
    const people = [
      { name: text, address: text },
      { name: '', group: [{ name: text, address: `${text}@example.org` }] },
    ]
    const decoded = { subject: '', text: '', from: people, sender: people, replyTo: people, to: people, cc: people }
    return [text, `${text} <${text}`, `"${text}" via list <${text}@example.org>`].map((value) =>
      readCorrespondents(decoded, [{ name: 'x-original-from', value }], []),
    )
  },
  cutParts: (text) => {
    const raw = Buffer.from(`Content-Type: multipart/mixed; boundary=b\n\n--b\n${text}\n\n--b\n${text}`)
    return cutParts(raw, parseHeaderBlock(raw))
  },
  readMime: (text) => readMime(Buffer.from(`Content-Type: multipart/mixed; boundary=b\n\n--b\n${text}\n\n${text}`), []),
  readReceived: (value) => readReceived([{ name: 'received', value }]),
}
