import { findApplications } from './applied'
import { type Basis, mailboxKey } from './basis'
import type { ReadReply } from './replies'

/** A mail's word that the series was taken, or that it is refused, with what lets its sender decide that. */
export interface Claim {
  /** `speaker`: says neither, but whether it is known decides whom it can call in. */
  readonly kind: 'applied' | 'nak' | 'speaker'
  readonly mailKey: string
  readonly mailbox: string
  readonly basis: Basis
  readonly quote: string
}

/**
 * One claim of a kind for each mail; with them the other speakers on whose being known the answer may rest. `titles` are those of the newest
 * version. Machines and notices claim, too.
 */
export function findClaims(replies: readonly ReadReply[], titles: ReadonlyMap<number, string>): Claim[] {
  const claims = replies.flatMap((reply): Claim[] => {
    const common = { mailKey: reply.key, mailbox: mailboxKey(reply.from.email), basis: reply.basis }
    const applied = findApplications(reply, titles)[0]
    const nak = reply.events.find(({ position, tag }) => position === 'nak' && tag?.fits !== false)
    return [
      ...(applied === undefined ? [] : [{ ...common, kind: 'applied' as const, quote: applied.quote }]),
      ...(nak === undefined ? [] : [{ ...common, kind: 'nak' as const, quote: nak.sentence }]),
    ]
  })
  if (claims.length === 0) return []
  const told = new Set(claims.map(({ mailKey }) => mailKey))
  const doubtful = replies.filter(({ key, basis }) => (basis === 'known' || basis === 'none') && !told.has(key))
  const speakers = doubtful.map(({ key, from, basis }) => ({
    kind: 'speaker' as const,
    mailKey: key,
    mailbox: mailboxKey(from.email),
    basis,
    quote: '',
  }))
  return [...claims, ...speakers]
}
