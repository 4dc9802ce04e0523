import { createHash } from 'node:crypto'
import type { ChainEntry } from '../../lib/series/chain'
import { mailsOf } from '../../lib/series/facts'

/** Equal for chains of which the same series is derived, as long as no mail comes. */
export function hashChain(chain: readonly ChainEntry[]): string {
  const places = new Map(chain.map(({ facts }, place) => [facts.version.head.id, place]))
  const placeOf = (head: number | null | undefined) => (head == null ? null : (places.get(head) ?? 'other'))
  const parts = chain.map(({ facts: { version }, link }) => [
    [version.version, version.revision, version.labelled, version.rfc, version.total, placeOf(version.repliesTo)],
    version.patches.map(({ number }) => number),
    mailsOf(version).map(({ key }) => key),
    [placeOf(link?.to), link?.evidence],
  ])
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64').slice(0, 16)
}
