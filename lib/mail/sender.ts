import type { Issue } from '../issue'
import { isAddress, resolveSender, sameMailbox } from './address'
import { type HeaderField, headerValues } from './header'
import type { DecodedMail, ParsedAddress } from './plain'
import type { Address } from './types'

/** The people a mail names. */
export interface Correspondents {
  readonly from: Address
  readonly to: readonly Address[]
  readonly cc: readonly Address[]
}

/** Who wrote the mail (From, else Sender, with the rewriting of lists undone) and to whom; undefined when neither names anybody. */
export function readCorrespondents(
  decoded: DecodedMail,
  fields: readonly HeaderField[],
  issues: Issue[],
): Correspondents | undefined {
  const from = flattenAddresses(decoded.from)[0] ?? flattenAddresses(decoded.sender)[0]
  if (from === undefined || (from.name === '' && from.email === '')) return undefined
  const [to, cc] = [flattenAddresses(decoded.to), flattenAddresses(decoded.cc)]
  const sender = resolveSender({
    from,
    replyTo: flattenAddresses(decoded.replyTo),
    originalFrom: readOriginalFrom(headerValues(fields, 'x-original-from')),
    to,
    cc,
  })
  if (!namesOther(sender)) return { from: sender, to, cc }
  issues.push({
    code: 'from-name',
    text: 'The name in From is an address, or holds one, that the mail does not come from; only the address is shown.',
  })
  return { from: { name: '', email: sender.email }, to, cc }
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
function flattenAddresses(addresses: readonly ParsedAddress[]): Address[] {
  return addresses.flatMap((entry) => (entry.group === undefined ? [toAddress(entry)] : flattenAddresses(entry.group)))
}

function toAddress(entry: ParsedAddress): Address {
  return { name: tidy(entry.name).replace(/^"(.*)"$/, '$1'), email: tidy(entry.address ?? '').toLowerCase() }
}

function tidy(text: string): string {
  return text
    .replace(/[\0\s]+/g, ' ')
    .trim()
    .slice(0, 500)
}
