import { splitEmail } from '../mail/address'
import type { Address } from '../mail/types'

/** Columns of the table of bases. */
interface Rights {
  /** May decide what becomes of the series: apply it, refuse it, defer it, revert it. */
  readonly decides: boolean
  /** May ask for changes and raise objections, on which the state and whom the series is waiting on depend. */
  readonly comments: boolean
}

const DECIDES: Rights = { decides: true, comments: true }
const COMMENTS: Rights = { decides: false, comments: true }

/** Why somebody has a say in what becomes of a series. The names are part of the interface of `show`. */
export type Basis =
  | 'committer'
  | 'configured'
  | 'known'
  | 'addressed-known'
  | 'addressed-tree'
  | 'addressed-only'
  | 'open-list'
  | 'bot'
  | 'asked'
  | 'author-tree'
  | 'author-approved'
  | 'author'
  | 'addressed'
  | 'called'
  | 'regular'
  | 'none'

/** The one table of bases: what each lets its holder do. */
const TABLE: Readonly<Record<Basis, Rights>> = {
  /** Has committed to a maintainer's branch what is posted to this list or changes these files. */
  committer: DECIDES,
  /** Named by the operator. */
  configured: DECIDES,
  /** Known from the archive for applying patches; see known.ts. */
  known: DECIDES,
  /** The series addresses them, and they applied series of two others that addressed them. */
  'addressed-known': DECIDES,
  /** The series addresses them, and the mail names the tree or lists the commits. <YmqcHFtVTfvCCbTW@kernel.org>. */
  'addressed-tree': DECIDES,
  /** The series addresses them, and the archive knows nobody who applies patches for its lists. */
  'addressed-only': DECIDES,
  /** Nobody is addressed on this list, and they have written to it in three months. */
  'open-list': DECIDES,
  /**
   * The bot of the repository reports that it was pulled: <166700252765.12440.3406754733571646460.pr-tracker-bot@kernel.org>. Or a bot reports, from the host of a
   * committer whom the postings name, that this person applied the patches.
   */
  bot: DECIDES,
  /** Somebody with a say asked them to pull it. */
  asked: DECIDES,
  /** Wrote the series, is a regular of the list, and names the tree. <20221121083924.GA28048@lst.de>. */
  'author-tree': DECIDES,
  /** Wrote the series, is a regular of the list, and somebody who applies patches has approved it, or another regular once the author applies what they write. <OS7PR01MB11839A29FC047F47431D3A88AFDA5A@OS7PR01MB11839.jpnprd01.prod.outlook.com>. */
  'author-approved': DECIDES,
  /** Wrote or submitted it, and may withdraw it. */
  author: COMMENTS,
  /** The postings, or their trailers, name them. */
  addressed: COMMENTS,
  /** Somebody with a say wrote to them. */
  called: COMMENTS,
  /** Posted or reviewed on this list in three different months. */
  regular: COMMENTS,
  /** A stranger, whose mail is shown and changes nothing. */
  none: { decides: false, comments: false },
}

/** Whether whoever has this basis may decide what becomes of the series: apply it, refuse it, defer it, or replace it by another. */
export function mayDecide(basis: Basis): boolean {
  return TABLE[basis].decides
}

function isBasis(name: string): name is Basis {
  return name in TABLE
}

/** The bases that let their holder decide, for SQL. */
export const DECIDING_BASES: readonly Basis[] = Object.keys(TABLE).filter(
  (name): name is Basis => isBasis(name) && mayDecide(name),
)

/** Whether a comment by whoever has this basis changes the state and whom the series is waiting on. */
export function mayComment(basis: Basis): boolean {
  return TABLE[basis].comments
}

/** An address as it is compared: in lower case, without `+tag`. '' for a text that is not an address. */
export function mailboxKey(email: string): string {
  const parts = splitEmail(email)
  return parts === undefined ? '' : `${parts.local}@${parts.host}`
}

/** Whether the keys have this mailbox, or the same local part at a parent domain. */
export function holds(keys: ReadonlySet<string>, key: string): boolean {
  if (key === '') return false
  const at = key.lastIndexOf('@')
  const labels = key.slice(at + 1).split('.')
  return labels.slice(0, 10).some((_, index) => {
    const rest = labels.slice(index)
    return rest.length >= 2 && keys.has(`${key.slice(0, at)}@${rest.join('.')}`)
  })
}

/**
 * Opens a check whether an address is that of an author at another top-level domain: <878r7ktljv.fsf@suse.de> answers for
 * <20231027104951.32464-1-rpalethorpe@suse.com>. With the same name, that is enough to answer a comment, though not to decide anything.
 */
export function openIsSibling(authors: readonly Address[]): (from: Address) => boolean {
  const stems = new Set(authors.flatMap(({ email }) => stemOf(email) ?? []))
  return ({ email }) => {
    const stem = stemOf(email)
    return stem !== undefined && stems.has(stem)
  }
}

/** A mailbox without its top-level domain. */
function stemOf(email: string): string | undefined {
  const key = mailboxKey(email)
  const dot = key.lastIndexOf('.')
  return dot > key.lastIndexOf('@') ? key.slice(0, dot) : undefined
}

/** Whether two mailboxes may be one person's at two domains of one organisation: `ann@corp.com` and `ann@corp.de`, `ann@de.corp.com` and `ann@linux.corp.com`. */
export function mayBeSiblings(left: string, right: string): boolean {
  if (left === right || stemOf(left) === undefined) return false
  return stemOf(left) === stemOf(right) || organisationOf(left) === organisationOf(right)
}

/** A mailbox at the last two labels of its host. */
function organisationOf(key: string): string {
  return key.slice(0, key.lastIndexOf('@') + 1) + domainOf(key)
}

/** The last two labels of the host of a mailbox. */
export function domainOf(key: string): string {
  const host = key.slice(key.lastIndexOf('@') + 1)
  return host.split('.').slice(-2).join('.')
}
