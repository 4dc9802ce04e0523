import { cleanName, isAddress, plainName, sameMailbox, splitEmail } from './address'
import type { Address } from './types'

/** What may name the sender of a mail whose From a list or a relay rewrote. */
interface SenderHeaders {
  readonly from: Address
  /** The address in From is that of a list or a relay, see isListAddress. */
  readonly fromList: boolean
  /** Of X-Original-From and X-Original-Sender, in this order. */
  readonly originals: readonly Address[]
  readonly replyTo: readonly Address[]
  readonly sender: readonly Address[]
  readonly to: readonly Address[]
  readonly cc: readonly Address[]
  /** The `From:` line above the text; see readBodyFrom. */
  readonly inBody: Address | undefined
  readonly isList: (email: string) => boolean
}

/** "Jane Doe via Things", "Jane Doe (via Things)". */
const VIA = /\s\(?via\s[^<>]+$/i

/**
 * Undoes the rewriting of From by lists that work around DMARC and by relays ("Jane Doe via Things <things@lists.example.org>", or the
 * address of the list beside any name). The sender's address is the one that the headers of the list keep; else the one encoded in the address
 * of From; else that of the Reply-To, Cc, Sender or `From:` line in the text with the same name, where `Doe, Jane` and a bare jane.doe@example.org match
 * Jane Doe too; else a single Reply-To that is no recipient. If there is none of these, the sender has a name and no address: that of
 * the list is nobody's. "Jane Doe via webmail <jane@example.org>" keeps her own address.
 */
export function resolveSender(headers: SenderHeaders): Address {
  const { from, fromList, originals, isList } = headers
  const via = VIA.exec(from.name)
  if (via === null && !fromList) return from
  const name = cleanName((via === null ? from.name : from.name.slice(0, via.index)).replace(/^['"](.*)['"]$/, '$1'))
  const original = originals.find(({ email }) => email !== '' && !isList(email))
  if (original !== undefined) return { name: original.name.replace(VIA, '') || name, email: original.email }
  // Google Groups writes the address of senders who gave no name.
  if (isAddress(name)) return { name: '', email: name.toLowerCase() }
  const encoded = decodeAddress(from.email)
  if (encoded !== undefined) return { name, email: encoded }
  if (!fromList && namesPerson(name, from.email)) return { name, email: from.email }
  const match = findNamed(name, headers) ?? findLone(headers)
  return { name: name || (match?.name ?? '') || (splitEmail(from.email)?.local ?? ''), email: match?.email ?? '' }
}

/** Groups.io writes jane=example.org@groups.io, and the IETF jane=40example.org@dmarc.ietf.org. */
function decodeAddress(email: string): string | undefined {
  const [, local, host] = /^([^=@]{1,64})=(?:40)?([^=@]{1,200}\.[^=@.]{2,40})@/.exec(email) ?? []
  return local === undefined || host === undefined ? undefined : `${local}@${host}`
}

/** Whether the local part of an address is made of words of the name (`jane.doe`, `doe`), or of an initial and the last word (`jdoe`). */
function namesPerson(name: string, email: string): boolean {
  const local = splitEmail(email)?.local ?? ''
  const words = plainName(name).split(/[\s.]+/)
  const parts = local.split(/[._-]+/)
  const initial = `${words[0]?.charAt(0)}${words[words.length - 1]}`
  return local !== '' && (parts.every((part) => words.includes(part)) || local === initial)
}

function findNamed(name: string, { from, replyTo, cc, sender, inBody, isList }: SenderHeaders): Address | undefined {
  const wanted = plainName(name)
  const others = [...replyTo, ...cc, ...sender, ...(inBody === undefined ? [] : [inBody])]
  const candidates = others.filter(({ email }) => email !== '' && email !== from.email && !isList(email))
  // b4 writes the address of the sender with a dot for its @: devnull+jane.example.org@kernel.org.
  const tag = /^devnull\+([^@]{1,300})@/.exec(from.email)?.[1]
  return (
    candidates.find(({ email }) => email.replace('@', '.') === tag) ??
    candidates.find((address) => wanted !== '' && plainName(address.name) === wanted) ??
    candidates.find((address) => address.name === '' && nameInEmail(address.email) === wanted)
  )
}

/** A single Reply-To. One that the mail was also sent to, or that is the address of a list, says nothing about the sender. */
function findLone({ from, replyTo, to, cc, isList }: SenderHeaders): Address | undefined {
  const [reply, second] = replyTo
  if (reply === undefined || second !== undefined || reply.email === '' || reply.email === from.email) return undefined
  const sentTo = [...to, ...cc.filter(({ name }) => name !== '')]
  return isList(reply.email) || sentTo.some(({ email }) => sameMailbox(email, reply.email)) ? undefined : reply
}

/** `jane.doe@example.org` as `jane doe`. */
function nameInEmail(email: string): string {
  return email.replace(/@.*$/, '').replace(/[._-]+/g, ' ')
}

/**
 * Whom a From with several addresses names: the one that Sender names too, else the one that a single Reply-To names, else the one of the `From:` line
 * above the text. Undefined when none of these decides.
 */
export function chooseSender(
  named: readonly Address[],
  { sender, replyTo, inBody }: Pick<SenderHeaders, 'sender' | 'replyTo' | 'inBody'>,
): Address | undefined {
  const single = (addresses: readonly Address[]) => (addresses.length === 1 ? addresses[0] : undefined)
  for (const choice of [single(sender), single(replyTo), inBody]) {
    const found = choice === undefined ? undefined : named.find(({ email }) => email === choice.email)
    if (found !== undefined) return found
  }
  return undefined
}
