import { type HeaderField, headerValues } from './header'

/** A signature in the headers that could prove who sent a mail. It is present; nothing here verifies it. */
export interface MailSignature {
  /** `dkim`: a mail server signed for its domain; `developer`: the author signed the patch, with patatt. */
  readonly kind: 'dkim' | 'developer'
  /** The domain or identity that the header claims; '' when it has no readable one. */
  readonly by: string
}

const HEADERS: readonly (readonly [MailSignature['kind'], string, string])[] = [
  ['dkim', 'dkim-signature', 'd'],
  ['developer', 'x-developer-signature', 'i'],
]
/** More than any mail has. */
const MAX_SIGNATURES = 10

/**
 * The signatures that the headers of a mail claim, without repeats. Anybody can write such a header: it proves nothing until it is
 * verified, which needs keys from DNS or a key ring. Sources: RFC 6376, section 3.5 (tags d and i); the README of patatt.
 */
export function findSignatures(fields: readonly HeaderField[]): MailSignature[] {
  const found = HEADERS.flatMap(([kind, header, tag]) =>
    headerValues(fields, header)
      .slice(0, MAX_SIGNATURES)
      .map((value) => ({ kind, by: readTag(value, tag) })),
  )
  return [...new Map(found.map((signature) => [`${signature.kind} ${signature.by}`, signature])).values()]
}

function readTag(value: string, name: string): string {
  for (const part of value.slice(0, 4_096).split(';')) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === name)
      return part
        .slice(at + 1)
        .trim()
        .slice(0, 250)
        .toLowerCase()
  }
  return ''
}
