import { countLines, keepLines, MAX_TOGETHER, shareLines } from '../../lib/derive/budget'
import { deriveCluster } from '../../lib/derive/cluster'
import type { MailIssue } from '../../lib/derive/seriesIssues'
import type { ClusterMail } from '../../lib/derive/types'
import type { Db } from '../open'
import { type ClusterReader, openClusterReader } from './clusterRows'
import { openKnownRows } from './knownRows'
import { openSeriesRows } from './seriesRows'

/** Generation of the rules in lib/: raised when the same mails give other rows, so that a database made by older rules is rebuilt. */
export const RULES = 20

/**
 * Derives again what the touched mails may have changed: every cluster with one of them is loaded, derived and replaced; then those with
 * a word of somebody who has become known as one who takes patches, or is no longer, by the rest of the archive. Who is known does not rest
 * on these words, so one more round is enough.
 * Empties `touched`. The caller holds the transaction that brought the mails. `onProgress` gets how many of `touched` are done.
 */
export function deriveTouched(db: Db, touched: Set<number>, onProgress: (done: number) => void = () => {}): void {
  const total = touched.size
  if (total === 0) return
  const known = openKnownRows(db)
  deriveRound(db, touched, known.find(), (left) => onProgress(total - left))
  const now = known.find()
  deriveRound(db, new Set(known.misjudged(now)), now, () => {})
  db.prepare('INSERT INTO derivation (id, rules) VALUES (1, ?) ON CONFLICT DO NOTHING').run(RULES)
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
    const idsByKey = new Map(mails.map(({ key }, index) => [key, ids[index] ?? 0]))
    const corrections = reader.findCorrections(mails.map(({ messageId }) => messageId))
    const derived = deriveCluster(mails, corrections, known)
    rows.replace(ids, { ...derived, issues: [...derived.issues, ...issues] }, idsByKey)
    for (const member of ids) waiting.delete(member)
    onProgress(waiting.size)
  }
}

/** The mails, each with as much of its text as memory has room for beside the others: nearly always all of it. */
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
