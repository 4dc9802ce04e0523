import { type HeaderField, headerValues, parseHeaderBlock } from './header'
import { findBoundary, splitParts, undoTransfer } from './multipart'

/** Fields of the outer mail that say how it travelled. */
const TRAVEL = ['received', 'list-id', 'x-mailing-list']
/** Most lists that wrap one mail. */
const MAX_WRAPPERS = 5
const FOOTER = /^\s*(?:_{10,}|-- ?\n)/

/**
 * The mail inside of one that a list wrapped, with the Received and list headers of the outer one in front. Mailman 3 does so for senders
 * whose domain forbids relaying (its DMARC action "wrap"): the outer mail is from the list's own address, has the subject of the inner
 * one, and holds it as `message/rfc822`, at most beside a footer. A mail that several lists wrapped is unwrapped as often. Any other mail, a
 * forward among them, is returned as it is. Linear.
 */
export function unwrapMail(raw: Buffer): Buffer {
  let mail = raw
  for (let depth = 0; depth < MAX_WRAPPERS; depth++) {
    const inner = unwrapOnce(mail)
    if (inner === mail) break
    mail = inner
  }
  return mail
}

function unwrapOnce(raw: Buffer): Buffer {
  if (!raw.includes('message/rfc822')) return raw
  const { fields, bodyOffset } = parseHeaderBlock(raw)
  const type = headerValues(fields, 'content-type')[0] ?? ''
  if (!/^\s*(?:message\/rfc822|multipart\/mixed)/i.test(type) || !isFromList(fields)) return raw
  const body = raw.subarray(bodyOffset)
  const encoding = headerValues(fields, 'content-transfer-encoding')[0] ?? ''
  const inner = /^\s*message/i.test(type) ? undoTransfer(body, encoding) : findOnlyMail(body.toString('latin1'), type)
  if (inner === undefined) return raw
  const innerFields = parseHeaderBlock(inner).fields
  if (headerValues(innerFields, 'from').length === 0 || !sameSubject(fields, innerFields)) return raw
  const travel = fields.filter(({ name }) => TRAVEL.includes(name)).map(({ name, value }) => `${name}: ${value}\n`)
  return Buffer.concat([Buffer.from(travel.join('')), inner])
}

/** Whether the address in From is that of the list in List-Id or List-Post. */
function isFromList(fields: readonly HeaderField[]): boolean {
  const from = (headerValues(fields, 'from')[0] ?? '').toLowerCase()
  const address = (/<([^<>\s]{1,200})>\s*$/.exec(from)?.[1] ?? from).trim()
  const ids = headerValues(fields, 'list-id').map((value) => /<([^<>\s]{1,200})>/.exec(value)?.[1]?.toLowerCase())
  const posts = headerValues(fields, 'list-post').map((value) =>
    /<mailto:([^<>\s]{1,200})>/i.exec(value)?.[1]?.toLowerCase(),
  )
  return address.includes('@') && (ids.includes(address.replace('@', '.')) || posts.includes(address))
}

/** The mail in a multipart whose other parts hold nothing or the footer of the list. */
function findOnlyMail(body: string, type: string): Buffer | undefined {
  const boundary = findBoundary(type)
  if (boundary === undefined) return undefined
  const mails: Buffer[] = []
  for (const part of splitParts(body.replace(/\r\n/g, '\n'), boundary)) {
    const bytes = Buffer.from(part, 'latin1')
    const { fields, bodyOffset } = parseHeaderBlock(bytes)
    const encoding = headerValues(fields, 'content-transfer-encoding')[0] ?? ''
    const content = undoTransfer(bytes.subarray(bodyOffset), encoding)
    if (/^message\/rfc822/i.test(headerValues(fields, 'content-type')[0] ?? '')) mails.push(content)
    else if (content.toString('latin1').trim() !== '' && !FOOTER.test(content.toString('latin1'))) return undefined
  }
  return mails.length === 1 ? mails[0] : undefined
}

/** Whether two mails have one subject, but for the `[list]` that the outer one has in front. */
function sameSubject(outer: readonly HeaderField[], inner: readonly HeaderField[]): boolean {
  const [left, right] = [outer, inner].map((fields) => (headerValues(fields, 'subject')[0] ?? '').replace(/\s+/g, ' '))
  if (left === undefined || right === undefined || right === '') return false
  return left === right || (left.endsWith(right) && /^\[[^\]]{1,60}\] ?$/.test(left.slice(0, -right.length)))
}
