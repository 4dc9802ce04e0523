import { at } from '../../lib/at'
import { countLines, keepLines, MAX_TOGETHER, shareLines } from '../../lib/derive/budget'
import { deriveCluster } from '../../lib/derive/cluster'
import type { MailIssue } from '../../lib/derive/seriesIssues'
import type { ClusterMail } from '../../lib/derive/types'
import { findKnown } from '../../lib/review/basis'
import type { Db } from '../open'
import { type ClusterReader, openClusterReader } from './clusterRows'
import { openSeriesRows } from './seriesRows'

/** Generation of the rules in lib/. Raise it when the same mails give other rows: a database made by older rules is then rebuilt. */
export const RULES = 22

/**
 * Derives what the touched mails may have changed, and empties `touched`: every cluster that holds one of them is loaded, derived and
 * replaced. Then does the same for clusters with a statement by someone whose maintainer status changed. One such round is enough, since
 * that status does not depend on those statements. The caller holds the transaction that brought the mails. `onProgress` gets the number
 * of touched mails that are done.
 */
export function deriveTouched(db: Db, touched: Set<number>, onProgress: (done: number) => void = () => {}): void {
  const total = touched.size
  if (total === 0) return
  const known = loadKnown(db)
  deriveRound(db, touched, known, (left) => onProgress(total - left))
  const now = loadKnown(db)
  deriveRound(db, findMisjudged(db, now), now, () => {})
  db.prepare('INSERT INTO derivation (id, rules) VALUES (1, @rules) ON CONFLICT DO NOTHING').run({ rules: RULES })
}

/** The mailboxes of people known, from the whole archive, for applying patches that are sent to them. */
function loadKnown(db: Db): Set<string> {
  const taken = db.prepare<[], { taker: string; author: string }>(
    `SELECT DISTINCT claims.mailbox AS taker, series.author_email AS author
     FROM claims JOIN series ON series.id = claims.series WHERE claims.basis = 'addressed' AND claims.kind = 'applied'`,
  )
  return findKnown(taken.all())
}

/** The mails that were derived with a different set of known people than `known`. */
function findMisjudged(db: Db, known: ReadonlySet<string>): Set<number> {
  const doubtful = db.prepare<[], { message: number; mailbox: string; basis: string }>(
    "SELECT message, mailbox, basis FROM claims WHERE basis IN ('known', 'none')",
  )
  const wrong = doubtful.all().filter(({ mailbox, basis }) => known.has(mailbox) !== (basis === 'known'))
  return new Set(wrong.map(({ message }) => message))
}

function deriveRound(
  db: Db,
  waiting: Set<number>,
  known: ReadonlySet<string>,
  onProgress: (left: number) => void,
): void {
  const reader = openClusterReader(db)
  const rows = openSeriesRows(db)
  for (const id of waiting) {
    const ids = reader.findCluster(id)
    const { mails, issues } = loadCluster(reader, ids)
    const idsByKey = new Map(mails.map(({ key }, index) => [key, at(ids, index)]))
    const corrections = reader.findCorrections(mails.map(({ messageId }) => messageId))
    const derived = deriveCluster(mails, corrections, known)
    rows.replace(ids, { ...derived, issues: [...derived.issues, ...issues] }, idsByKey)
    for (const member of ids) waiting.delete(member)
    onProgress(waiting.size)
  }
}

/** Loads the mails of a cluster, each with as much of its text as there is memory for: nearly always all of it. */
function loadCluster(reader: ClusterReader, ids: readonly number[]): { mails: ClusterMail[]; issues: MailIssue[] } {
  const sizes: number[] = []
  const whole: ClusterMail[] = []
  let sum = 0
  for (const id of ids) {
    const mail = reader.loadMail(id)
    const size = countLines(mail.body)
    sizes.push(size)
    sum += size
    if (sum <= MAX_TOGETHER) whole.push(mail)
  }
  if (sum <= MAX_TOGETHER) return { mails: whole, issues: [] }
  whole.length = 0
  const share = shareLines(sizes)
  const issues: MailIssue[] = []
  const mails = ids.map((id) => {
    const mail = reader.loadMail(id)
    const { text, issue } = keepLines(mail.body, share, sum)
    if (issue !== null) issues.push({ mailKey: mail.key, issue })
    return { ...mail, body: text }
  })
  return { mails, issues }
}
