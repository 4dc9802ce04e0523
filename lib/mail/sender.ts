import type { Issue } from '../issue'
import { rememberByText } from '../memo'
import { isAddress, resolveSender } from './address'
import { type HeaderField, headerValues } from './header'
import { sameMailbox } from './mailbox'
import type { DecodedMail, ParsedAddress } from './plain'
import type { Address } from './types'

/** Characters of names and of addresses that are remembered with what is made of them. */
const MEMO_LENGTH = 200_000

/** Who wrote the mail: From, else Sender, with the rewriting of lists undone; undefined when neither names anybody. */
export function readSender(decoded: DecodedMail, fields: readonly HeaderField[], issues: Issue[]): Address | undefined {
  const from = flattenAddresses(decoded.from)[0] ?? flattenAddresses(decoded.sender)[0]
  if (from === undefined || (from.name === '' && from.email === '')) return undefined
  const sender = resolveSender({
    from,
    replyTo: flattenAddresses(decoded.replyTo),
    originalFrom: readOriginalFrom(headerValues(fields, 'x-original-from')),
    to: flattenAddresses(decoded.to),
    cc: flattenAddresses(decoded.cc),
  })
  if (!namesOther(sender)) return sender
  issues.push({
    code: 'from-name',
    text: 'The name in From is an address, or holds one, that the mail does not come from; only the address is shown.',
  })
  return { name: '', email: sender.email }
}

/** `"Jane Doe <jane@example.org>" <eve@elsewhere.example>`: whoever reads only the name is misled. */
function namesOther({ name, email }: Address): boolean {
  if (!name.includes('@') || email === '') return false
  const words = name.slice(0, 500).split(/[\s<>()[\],;:"']+/)
  return words.some((word) => isAddress(word) && !sameMailbox(word, email))
}

/** Of several nobody can say which the list wrote. */
function readOriginalFrom([text, more]: readonly string[]): Address[] {
  if (text === undefined || more !== undefined) return []
  const open = text.lastIndexOf('<')
  const email = open < 0 ? text.trim() : text.slice(open + 1).replace(/>.*$/, '')
  const label = open < 0 ? '' : text.slice(0, open).trim()
  return email.includes('@') ? [toAddress({ name: label, address: email })] : []
}

/** The members of groups in place of the group; names and addresses tidied, addresses in lower case. */
export function flattenAddresses(addresses: readonly ParsedAddress[]): Address[] {
  return addresses.flatMap((entry) => (entry.group === undefined ? [toAddress(entry)] : flattenAddresses(entry.group)))
}

function toAddress({ name, address = '' }: { readonly name: string; readonly address?: string | undefined }): Address {
  return { name: tidyName(name), email: tidyEmail(address) }
}

// Threads repeat their recipients.
const tidyName = rememberByText((text) => tidy(text).replace(/^"(.*)"$/, '$1'), MEMO_LENGTH)
const tidyEmail = rememberByText((text) => tidy(text).toLowerCase(), MEMO_LENGTH)

function tidy(text: string): string {
  return text
    .replace(/[\0\s]+/g, ' ')
    .trim()
    .slice(0, 500)
}
