import type { Issue } from '../issue'
import { isAddress, resolveSender, sameMailbox } from './address'
import { type HeaderField, headerValues, parseHeaderBlock } from './header'
import type { DecodedMail, ParsedAddress } from './plain'
import type { Address } from './types'
import { unwrapMail } from './wrapped'

/** The people a mail names. */
export interface Correspondents {
  readonly from: Address
  readonly to: readonly Address[]
  readonly cc: readonly Address[]
}

/** Reads who wrote a mail (From, else Sender, with the rewriting of lists undone) and to whom. Undefined when neither field names anybody. */
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

/** Whether a name contains somebody else's address: `"Jane Doe <jane@example.org>" <eve@elsewhere.example>` misleads readers who see only the name. */
function namesOther({ name, email }: Address): boolean {
  if (!name.includes('@') || email === '') return false
  const words = name.slice(0, 500).split(/[\s<>()[\],;:"']+/)
  return words.some((word) => isAddress(word) && !sameMailbox(word, email))
}

/** The address in X-Original-From. When there are several such fields nobody can say which one the list wrote, so none is read. */
function readOriginalFrom([text, more]: readonly string[]): Address[] {
  if (text === undefined || more !== undefined) return []
  const open = text.lastIndexOf('<')
  const email = open < 0 ? text.trim() : text.slice(open + 1).replace(/>.*$/, '')
  const label = open < 0 ? '' : text.slice(0, open).trim()
  return email.includes('@') ? [toAddress({ name: label, address: email })] : []
}

/** The addresses, tidied and in lower case, with the members of a group in place of the group. */
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

const SENDERS = ['from', 'reply-to', 'sender', 'x-original-from', 'to', 'cc']

/** An address in lower case as the headers of the mail spell it, upper case included; unchanged when they do not name it. */
export function spellAddress(email: string, raw: Buffer): string {
  const { fields } = parseHeaderBlock(unwrapMail(raw))
  for (const value of SENDERS.flatMap((name) => headerValues(fields, name))) {
    const at = value.toLowerCase().indexOf(email)
    const spelled = at < 0 ? '' : value.slice(at, at + email.length)
    if (email !== '' && spelled.toLowerCase() === email) return spelled
  }
  return email
}
