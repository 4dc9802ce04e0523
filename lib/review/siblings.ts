import { mailboxKey, mayBeSiblings } from './basis'
import type { SeriesInput } from './input'
import { findNamed } from './named'

/** An address from which somebody wrote, and another of one organisation with the same local part that wrote, too, or that the postings name. */
export interface Sibling {
  readonly mailbox: string
  readonly other: string
  /** Who names the address from which the mail came, in To, Cc or a tag. */
  readonly by: string
}

/** Of one series; more say nothing more. */
const MAX_SIBLINGS = 50

/**
 * The pairs of addresses in a series that may be one person's (<878r7ktljv.fsf@suse.de> and <20231027104951.32464-1-rpalethorpe@suse.com>), with
 * everybody else who names the first one. Whether they are one person's depends on who that is; see Trust. Linear but for addresses with one local part.
 */
export function findSiblings(versions: SeriesInput['versions'], replies: SeriesInput['replies']): readonly Sibling[] {
  const pairs = pairSiblings(versions, replies)
  if (pairs.length === 0) return []
  const namers = findNamers(new Set(pairs.map(({ mailbox }) => mailbox)), replies)
  return pairs
    .flatMap((pair) => [...(namers.get(pair.mailbox) ?? [])].sort().map((by) => ({ ...pair, by })))
    .slice(0, MAX_SIBLINGS)
}

/**
 * The senders of replies and versions, each with the other addresses of the series that may be their own: of senders, of authors, and of people whom the
 * postings name.
 */
export function pairSiblings(
  versions: SeriesInput['versions'],
  replies: readonly Pick<SeriesInput['replies'][number], 'from'>[],
): Omit<Sibling, 'by'>[] {
  const { authors, named } = findNamed(versions)
  const writers = [...replies.map(({ from }) => from), ...versions.map(({ sender }) => sender)]
  const senders = new Set(writers.map(({ email }) => mailboxKey(email)))
  const byLocal = new Map<string, string[]>()
  for (const mailbox of [...new Set([...authors, ...named, ...senders])].sort()) {
    const local = localOf(mailbox)
    const others = byLocal.get(local)
    if (others === undefined) byLocal.set(local, [mailbox])
    else if (others.length < MAX_SIBLINGS) others.push(mailbox)
  }
  return [...senders]
    .sort()
    .flatMap((mailbox) =>
      (byLocal.get(localOf(mailbox)) ?? []).flatMap((other) =>
        mayBeSiblings(mailbox, other) ? [{ mailbox, other }] : [],
      ),
    )
}

/** Who names each of some mailboxes in a reply of their own. */
function findNamers(mailboxes: ReadonlySet<string>, replies: SeriesInput['replies']): Map<string, Set<string>> {
  const namers = new Map<string, Set<string>>()
  for (const { from, recipients, text } of replies) {
    const by = mailboxKey(from.email)
    for (const email of [...recipients, ...text.tags.map(({ person }) => person.email)]) {
      const mailbox = mailboxKey(email)
      if (mailbox === by || !mailboxes.has(mailbox)) continue
      const known = namers.get(mailbox)
      if (known === undefined) namers.set(mailbox, new Set([by]))
      else known.add(by)
    }
  }
  return namers
}

function localOf(mailbox: string): string {
  return mailbox.slice(0, mailbox.lastIndexOf('@'))
}
