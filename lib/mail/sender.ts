import { groupBy } from '../groupBy'
import type { Issue } from '../issue'
import { isAddress, parseAddress, sameMailbox, splitEmail } from './address'
import { type HeaderField, headerValues, parseHeaderBlock } from './header'
import { findAddresses } from './headerAddresses'
import { isListAddress } from './listAddress'
import type { DecodedMail, ParsedAddress } from './plain'
import { chooseSender, resolveSender } from './rewrittenFrom'
import type { Address } from './types'
import { unwrapMail } from './wrapped'

/** The people a mail names. */
export interface Correspondents {
  readonly from: Address
  readonly to: readonly Address[]
  readonly cc: readonly Address[]
}

/**
 * Reads who wrote a mail (From, else Sender, with the rewriting of lists undone) and to whom. A From that names several people is nobody's unless another
 * header decides. Undefined when neither field names anybody.
 */
export function readCorrespondents(
  decoded: DecodedMail,
  fields: readonly HeaderField[],
  issues: Issue[],
): Correspondents | undefined {
  const values = (name: string) => headerValues(fields, name)
  const sender = readClear(values('sender'), decoded.sender)
  const given = flattenAddresses(decoded.from)
  const named = [...groupBy(given.length > 0 ? given : sender, ({ email }) => email).values()].map(([first]) => first)
  const from = named[0]
  if (from === undefined || (from.name === '' && from.email === '')) return undefined
  const [to, cc] = [flattenAddresses(decoded.to), flattenAddresses(decoded.cc)]
  const replyTo = readClear(values('reply-to'), decoded.replyTo)
  const headers = { sender, to, cc, replyTo, inBody: readBodyFrom(decoded.text) }
  const people = named.filter(({ email }) => email !== '')
  const clear = isClear(values(given.length > 0 ? 'from' : 'sender'), people)
  const chosen = !clear ? undefined : people.length > 1 ? chooseSender(people, headers) : from
  if (chosen === undefined) {
    issues.push({
      code: 'from-many',
      text: 'From names several people, and no other header says who of them sent the mail. It counts for none of them.',
    })
    // Not the name of one of them alone, by which a tag of theirs would count.
    const names = [...people.map(shownName), ...(clear ? [] : ['somebody else'])].filter((name) => name !== '')
    return { from: { name: names.join(' and ').slice(0, MAX_NAME), email: '' }, to, cc }
  }
  const isList = (email: string) => isListAddress(email, fields)
  const fromList = isList(chosen.email)
  const originals = ORIGINALS.flatMap((name) => readOriginal(headerValues(fields, name)))
  const resolved = resolveSender({ ...headers, from: chosen, fromList, originals, isList })
  if (resolved.email === '' && chosen.email !== '')
    issues.push({
      code: 'from-list',
      text: 'A list or a relay wrote its own address in From, and no header keeps the address of the sender, who is known by name alone.',
    })
  if (!namesOther(resolved)) return { from: resolved, to, cc }
  issues.push({
    code: 'from-name',
    text: 'The name in From is an address, or holds one, that the mail does not come from; only the address is shown.',
  })
  return { from: { name: '', email: resolved.email }, to, cc }
}

/**
 * Whether the headers name these people and nobody else. They may not when an entry has two addresses without a comma, or when a field is there
 * twice: which one is read, and which one a filter has checked, is chance then.
 */
function isClear(headers: readonly string[], people: readonly Address[]): boolean {
  const [first = '', second] = headers
  // As nearly all mail has it.
  if (second === undefined && first.indexOf('@') === first.lastIndexOf('@')) return true
  const found = headers.map(findAddresses)
  if (found.includes(undefined)) return false
  const emails = new Set(people.map(({ email }) => email))
  return new Set(found.flat()).size <= emails.size
}

/** The addresses of a header; none if it is not clear whom it names. */
function readClear(headers: readonly string[], decoded: readonly ParsedAddress[]): Address[] {
  const people = flattenAddresses(decoded)
  return isClear(headers, people) ? people : []
}

/** Headers in which lists that rewrite From keep what the sender wrote. */
const ORIGINALS = ['x-original-from', 'x-original-sender']
const MAX_NAME = 500

function shownName({ name, email }: Address): string {
  return name === '' || name.includes('@') ? (splitEmail(email)?.local ?? '') : name
}

/** The `From:` line that opens the text of a patch by somebody else than the sender, or of one that a relay sends. */
function readBodyFrom(text: string): Address | undefined {
  const line = /^\s{0,20}From:[ \t]([^\n]{1,500})/.exec(text)?.[1]
  return line === undefined ? undefined : parseAddress(line)
}

/** Whether a name contains somebody else's address: `"Jane Doe <jane@example.org>" <eve@elsewhere.example>` misleads readers who see only the name. */
function namesOther({ name, email }: Address): boolean {
  if (!name.includes('@') || email === '') return false
  const words = name.slice(0, 500).split(/[\s<>()[\],;:"']+/)
  return words.some((word) => isAddress(word) && !sameMailbox(word, email))
}

/** The address in a header that keeps the original From. When there are several such fields nobody can say which one the list wrote, so none is read. */
function readOriginal([text, more]: readonly string[]): Address[] {
  if (text === undefined || more !== undefined || findAddresses(text) === undefined) return []
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
    .slice(0, MAX_NAME)
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
