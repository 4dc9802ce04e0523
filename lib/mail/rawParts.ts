import { headerValues, parseHeaderBlock } from './header'
import { findBoundary, splitParts, undoTransfer } from './multipart'
import { limitMail, MAX_PART_DEPTH } from './parts'
import { unwrapMail } from './wrapped'

/** A part of a mail that holds no other parts. */
export interface RawPart {
  /** The transfer encoding undone; nothing else is changed. */
  readonly content: Buffer
  /** As declared; '' when it is not. */
  readonly charset: string
  readonly flowed: boolean
  readonly delSp: boolean
}

/**
 * The parts of a mail in order, those of attached mails among them, for callers that need bytes: mailparser gives the text of a part only
 * as decoded characters. A mail that a list wrapped is unwrapped first. Never throws; linear, for the depth is bounded.
 */
export function listRawParts(raw: Buffer): RawPart[] {
  return collectParts(limitMail(unwrapMail(raw)).raw, 0)
}

function collectParts(raw: Buffer, depth: number): RawPart[] {
  const { fields, bodyOffset } = parseHeaderBlock(raw)
  const type = headerValues(fields, 'content-type')[0] ?? ''
  const body = raw.subarray(bodyOffset)
  const boundary = /^\s*multipart\//i.test(type) ? findBoundary(type) : undefined
  if (depth < MAX_PART_DEPTH && boundary !== undefined) {
    const parts = splitParts(body.toString('latin1'), boundary)
    return parts.flatMap((part) => collectParts(Buffer.from(part, 'latin1'), depth + 1))
  }
  const content = undoTransfer(body, headerValues(fields, 'content-transfer-encoding')[0] ?? '')
  if (depth < MAX_PART_DEPTH && /^\s*message\/rfc822/i.test(type)) return collectParts(content, depth + 1)
  return [
    {
      content,
      charset: /charset\s*=\s*"?([^\s";]{1,40})/i.exec(type)?.[1] ?? '',
      flowed: /format\s{0,5}=\s{0,5}"?flowed/i.test(type),
      delSp: /delsp\s{0,5}=\s{0,5}"?yes/i.test(type),
    },
  ]
}
