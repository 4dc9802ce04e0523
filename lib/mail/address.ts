import { findAddresses } from './headerAddresses'
import type { Address } from './types'

/**
 * Splits `Name <user@host>`, `"Last, First" <user@host>`, `<user@host>` or `user@host (Name)` into name and address. It reads one
 * person, as in a trailer or an in-body From; lists in headers are read by mailparser. Text without an address, or with two of them
 * that no comma separates, becomes the name. Linear.
 */
export function parseAddress(text: string): Address {
  const value = text.trim()
  if (value.indexOf('@') !== value.lastIndexOf('@') && findAddresses(value) === undefined)
    return { name: cleanName(value), email: '' }
  const open = value.lastIndexOf('<')
  const close = open < 0 ? -1 : value.indexOf('>', open)
  if (open >= 0 && close > open) {
    const inside = value
      .slice(open + 1, close)
      .trim()
      .replace(/^mailto:/i, '')
    if (isAddress(inside)) return { name: cleanName(value.slice(0, open)), email: inside.toLowerCase() }
  }
  const comment = value.indexOf('(')
  const bare = (comment < 0 ? value : value.slice(0, comment)).trim()
  if (isAddress(bare)) {
    const inner = comment < 0 ? '' : value.slice(comment + 1).replace(/\)\s*$/, '')
    return { name: cleanName(inner), email: bare.toLowerCase() }
  }
  return { name: cleanName(value), email: '' }
}

/** Whether a text is one address: an `@` with something on either side, and no blank or delimiter. */
export function isAddress(text: string): boolean {
  const at = text.lastIndexOf('@')
  return at > 0 && at < text.length - 1 && text.length <= 320 && !/[\s<>(),;"]/.test(text)
}

/** A name without surrounding quotes, blanks collapsed. */
export function cleanName(text: string): string {
  const value = text.replace(/\s+/g, ' ').trim()
  const quoted = value.length >= 2 && value.startsWith('"') && value.endsWith('"')
  return (quoted ? value.slice(1, -1) : value).replaceAll('\\"', '"').trim()
}

/** A name for comparing: lower case, `Doe, Jane` as `jane doe`, without a company in brackets. */
export function plainName(name: string): string {
  const plain = cleanName(name.replace(/\([^()]*\)/g, ' ')).toLowerCase()
  const [last, first, more] = plain.split(',')
  return first === undefined || more !== undefined ? plain : `${first.trim()} ${last?.trim()}`
}

/** The local part without `+tag`, and the host, in lower case; undefined when the text is not an address. */
export function splitEmail(email: string): { readonly local: string; readonly host: string } | undefined {
  const at = email.lastIndexOf('@')
  if (at <= 0) return undefined
  const tag = email.indexOf('+')
  const local = email.slice(0, tag >= 0 && tag < at ? tag : at)
  return { local: local.toLowerCase(), host: email.slice(at + 1).toLowerCase() }
}

/** Whether two addresses are the same without `+tag`, with equal hosts or one host a sub-domain of the other (<20221104053745.qvi35kflf2i2ifgs@yy-desk-7060>). A host of one label has no sub-domains: everybody may be below it. Case does not matter. */
export function sameMailbox(left: string, right: string): boolean {
  if (left === right) return left.lastIndexOf('@') > 0
  const [a, b] = [splitEmail(left), splitEmail(right)]
  if (a === undefined || b === undefined || a.local !== b.local) return false
  return a.host === b.host || isBelow(a.host, b.host) || isBelow(b.host, a.host)
}

function isBelow(host: string, domain: string): boolean {
  return domain.includes('.') && host.endsWith(`.${domain}`)
}

/**
 * Whether two mails come from one sender: from one mailbox or, where neither has an address, under one name. The same name with another
 * address, or with none on one side, proves nothing, because anybody can write it. None of the 815 versions in our archives was posted from
 * two addresses.
 */
export function sameSender(a: Address, b: Address): boolean {
  if (a.email !== '' || b.email !== '') return a.email === b.email || sameMailbox(a.email, b.email)
  return a.name !== '' && a.name.toLowerCase() === b.name.toLowerCase()
}

/** The same text for all addresses that sameSender may treat as one: without `+tag`, and of the host the last two labels. A mail without an address has a name. */
export function mailboxOf({ name, email }: Address): string {
  const split = splitEmail(email)
  if (split === undefined) return email === '' ? `"${name.toLowerCase()}"` : email.toLowerCase()
  return `${split.local}@${split.host.split('.').slice(-2).join('.')}`
}
