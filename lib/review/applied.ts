import { type Basis, mailboxKey } from './basis'
import type { PatchTitles } from './patchTitles'
import { findReplacement, type Whole } from './replaced'
import type { ReadReply } from './replies'
import { findVerdicts } from './verdict'

/** A mail that says that the series was applied, is refused or was replaced, and why its sender may decide that. */
export interface Claim {
  /** `speaker`: the mail says none of these, but whether its sender is known decides whom the mail can call in. */
  readonly kind: 'applied' | 'nak' | 'superseded' | 'speaker'
  readonly mailKey: string
  readonly mailbox: string
  readonly basis: Basis
  readonly quote: string
}

/**
 * Finds the claims of a series, at most one of each kind for a mail, and with them the other senders whose being known may change what counts.
 * `titles` are those of the newest version. Bots and notices make claims, too.
 */
export function findClaims(replies: readonly ReadReply[], titles: PatchTitles, whole: Whole): Claim[] {
  const claims = replies.flatMap((reply): Claim[] => {
    const common = { mailKey: reply.key, mailbox: mailboxKey(reply.from.email), basis: reply.basis }
    const applied = findVerdicts(reply, titles).find(({ kind }) => kind === 'applied')
    const nak = reply.statements.find(({ position, tag }) => position === 'nak' && tag?.fits !== false)
    const replacement = findReplacement(reply, whole)
    return [
      ...(applied === undefined ? [] : [{ ...common, kind: 'applied' as const, quote: applied.quote }]),
      ...(nak === undefined ? [] : [{ ...common, kind: 'nak' as const, quote: nak.sentence }]),
      ...(replacement === undefined ? [] : [{ ...common, kind: 'superseded' as const, quote: replacement.trim() }]),
    ]
  })
  if (claims.length === 0) return []
  const claimed = new Set(claims.map(({ mailKey }) => mailKey))
  const doubtful = replies.filter(({ key, basis }) => (basis === 'known' || basis === 'none') && !claimed.has(key))
  const speakers = doubtful.map(({ key, from, basis }) => ({
    kind: 'speaker' as const,
    mailKey: key,
    mailbox: mailboxKey(from.email),
    basis,
    quote: '',
  }))
  return [...claims, ...speakers]
}
