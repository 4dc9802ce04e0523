import type { Address } from './types'

/** Local part without `+tag`, and host, in lower case; undefined for what is no address. */
export function splitEmail(email: string): { readonly local: string; readonly host: string } | undefined {
  const at = email.lastIndexOf('@')
  if (at <= 0) return undefined
  const tag = email.indexOf('+')
  const local = email.slice(0, tag >= 0 && tag < at ? tag : at)
  return { local: local.toLowerCase(), host: email.slice(at + 1).toLowerCase() }
}

/** Same address, without `+tag`, the hosts equal or one a sub-domain of the other (<20221104053745.qvi35kflf2i2ifgs@yy-desk-7060>). Case does not matter. */
export function sameMailbox(left: string, right: string): boolean {
  const [a, b] = [splitEmail(left), splitEmail(right)]
  if (a === undefined || b === undefined || a.local !== b.local) return false
  return a.host === b.host || a.host.endsWith(`.${b.host}`) || b.host.endsWith(`.${a.host}`)
}

/**
 * Whether two mails come from one sender: one mailbox, or, where a mail has no address, one name. A name beside another address is no proof:
 * anybody can write it. In 815 versions of the archives at hand no posting came from two addresses.
 */
export function sameSender(a: Address, b: Address): boolean {
  if (a.email !== '' && b.email !== '') return a.email === b.email || sameMailbox(a.email, b.email)
  return a.name !== '' && a.name.toLowerCase() === b.name.toLowerCase()
}
