import { normaliseTitle } from '../mail/subject'
import { splitLines } from '../text'
import { type Basis, mailboxKey } from './basis'
import { isSameHost, namedCommitter } from './committerOf'
import { approves } from './footing'
import type { SeriesInput } from './input'
import type { Voucher } from './known'
import { findNamed } from './named'
import type { PatchTitles } from './patchTitles'
import { findReplacement, type Whole } from './replaced'
import type { ReadReply } from './replies'
import { findVerdicts } from './verdict'

/** A commit that a bot lists for a patch that was applied. */
export interface ListedCommit {
  readonly sha: string
  /** Normalised. */
  readonly title: string
}

/** A mail that says that the series was applied, is refused or was replaced, and why its sender may decide that. */
export interface Claim {
  readonly kind: 'applied' | 'nak' | 'superseded'
  readonly mailKey: string
  readonly mailbox: string
  readonly basis: Basis
  readonly quote: string
  /** Its sender wrote the series. */
  readonly own: boolean
  /** What others say for it. Like `named` and `listed` it does not depend on who is trusted, and is empty unless the claim is `applied`. */
  readonly voucher: Voucher
  /** The mailboxes that the postings name, when the sender is not among them. Of a claim of the author, those of others who had given a review tag. */
  readonly named: readonly string[]
  /** The commits that a bot lists. */
  readonly listed: readonly ListedCommit[]
}

/** Addresses that are kept of those that the postings name. */
const MAX_NAMED = 50

/**
 * Finds the claims of a series, at most one of each kind for a mail. `titles` are those of the newest version. Bots and notices make claims, too.
 */
export function findClaims(
  versions: SeriesInput['versions'],
  replies: readonly ReadReply[],
  titles: PatchTitles,
  whole: Whole,
): Claim[] {
  const { authors, named } = findNamed(versions)
  const isNamed = (mailbox: string) => named.has(mailbox)
  const others = [...named].filter((mailbox) => mailbox !== '' && !authors.has(mailbox)).sort()
  const thanked = findThanked(replies, isNamed)
  const tagged = replies.flatMap((reply) =>
    approves(reply) && !reply.owns ? [{ at: reply.orderMs, mailbox: mailboxKey(reply.from.email) }] : [],
  )
  const approversBefore = ({ orderMs }: ReadReply): string[] => {
    const before = tagged.flatMap(({ at, mailbox }) => (at < orderMs ? [mailbox] : []))
    return [...new Set(before)].sort().slice(0, MAX_NAMED)
  }
  return replies.flatMap((reply): Claim[] => {
    const mailbox = mailboxKey(reply.from.email)
    const own = authors.has(mailbox)
    const common = { mailKey: reply.key, mailbox, basis: reply.basis, own }
    const silent = { ...common, voucher: '' as const, named: [], listed: [] }
    const applied = findVerdicts(reply, titles).find(({ kind }) => kind === 'applied')
    const nak = reply.statements.find(({ position, tag }) => position === 'nak' && tag?.fits !== false)
    const replacement = findReplacement(reply, whole)
    const voucher = own ? '' : voucherFor(reply, isNamed, thanked)
    return [
      ...(applied === undefined
        ? []
        : [
            {
              ...common,
              kind: 'applied' as const,
              quote: applied.quote,
              voucher,
              named: own ? approversBefore(reply) : voucher === 'addressed' ? [] : others.slice(0, MAX_NAMED),
              listed: reply.speaker === 'bot' ? listedCommits(reply) : [],
            },
          ]),
      ...(nak === undefined ? [] : [{ ...silent, kind: 'nak' as const, quote: nak.sentence }]),
      ...(replacement === undefined ? [] : [{ ...silent, kind: 'superseded' as const, quote: replacement.trim() }]),
    ]
  })
}

function voucherFor(reply: ReadReply, isNamed: (mailbox: string) => boolean, thanked: ReadonlySet<string>): Voucher {
  const mailbox = mailboxKey(reply.from.email)
  if (isNamed(mailbox)) return 'addressed'
  if (thanked.has(reply.key)) return 'thanked'
  if (reply.speaker !== 'bot') return ''
  const committer = namedCommitter(reply)
  return isSameHost(committer, mailbox) && isNamed(committer) ? 'host' : ''
}

const THANKS = /\b(?:thanks|thank you|thx)\b/i
/** Lines of an answer in which thanks are looked for. */
const MAX_LINES = 20

/** The mails that the author, or somebody whom the postings name, answers with thanks. */
function findThanked(replies: readonly ReadReply[], isNamed: (mailbox: string) => boolean): Set<string> {
  return new Set(
    replies.flatMap(({ parent, speaker, owns, from, text: { own } }) => {
      if (parent === null || speaker === 'bot' || !(owns || isNamed(mailboxKey(from.email)))) return []
      return own.slice(0, MAX_LINES).some(({ text }) => THANKS.test(text)) ? [parent] : []
    }),
  )
}

/** "  - [net,v5] net/smc: Reset conn->lgr" above the link: <164147761013.14327.180691218581013319.git-patchwork-notify@kernel.org>. */
const LISTED_TITLE = /^\s*- (?:\[[^\]]{0,80}\] ?)?(\S.{0,300})$/
const LISTED_COMMIT = /^\s*https?:\/\/\S{1,300}?\b([0-9a-f]{12,40})$/
const COMMIT_ID = /^Commit-ID:\s{1,20}([0-9a-f]{12,40})$/i
const MAX_LISTED = 20

/** The commits that the report of a bot lists, the first 20. Its list repeats the titles of the cover letter, so that it is read from the body. Linear. */
function listedCommits({ body, notice }: ReadReply): ListedCommit[] {
  const lines = splitLines(body)
  const found = lines.flatMap((text, index): ListedCommit[] => {
    const id = notice === undefined ? undefined : COMMIT_ID.exec(text.trim())?.[1]
    if (id !== undefined && notice !== undefined) return [{ sha: id.slice(0, 12), title: normaliseTitle(notice.title) }]
    const title = LISTED_TITLE.exec(text)?.[1]
    const sha = title === undefined ? undefined : LISTED_COMMIT.exec(lines[index + 1] ?? '')?.[1]
    return title === undefined || sha === undefined ? [] : [{ sha: sha.slice(0, 12), title: normaliseTitle(title) }]
  })
  return found.slice(0, MAX_LISTED)
}
