import { unpackLines } from '../../../db/derive/sketchRows'
import type { Db } from '../../../db/open'
import { groupBy } from '../../../lib/groupBy'
import { parseSubject } from '../../../lib/mail/subject'
import { ownLineKeys } from '../../../lib/series/keys'
import { isBackport } from '../../../lib/series/kind'
import { commitKeys, patchMailKeys } from '../../../lib/tree/commitKeys'
import { type Tie, tieCommit } from '../../../lib/tree/tie'
import type { PatchMail, TiableCommit } from '../../../lib/tree/tieEvidence'
import { TIE_KEYS } from '../../../lib/tree/types'

interface Row extends Pick<ReadPatch, 'key' | 'subject' | 'title' | 'sentMs' | 'receivedMs' | 'patchId'> {
  readonly fromName: string
  readonly fromEmail: string
  readonly authorName: string
  readonly authorEmail: string
  readonly head: number
  readonly seriesId: number
  readonly sketch: Buffer
  readonly isPull: 0 | 1
}

interface ReadPatch extends PatchMail {
  readonly subject: string
}

/**
 * Treats each patch of a database as a commit of the day when it was posted, hides the version that it belongs to, and counts to what it is tied. An older version
 * of the same series is right. Patches that are tied to another series are listed for a reader to judge, except pull requests and backports.
 */
export function describePatches(db: Db): string[] {
  const patches = listPatches(db)
  const index = new Map<string, ReadPatch[]>()
  for (const patch of patches) for (const key of keysOf(patch)) index.set(key, [...(index.get(key) ?? []), patch])
  const versions = groupBy(patches, ({ version }) => version)
  const tied = patches.flatMap((patch) => {
    const commit = toCommit(patch)
    const near = commitKeys(commit, patch.patchId, patch.lines).flatMap((key) => index.get(key) ?? [])
    const candidates = [...new Set(near.map(({ version }) => version))]
      .flatMap((version) => versions.get(version) ?? [])
      .filter((other) => other.version !== patch.version && other.receivedMs < patch.receivedMs)
    const [source] = tieCommit(commit, candidates)
    return source === undefined ? [] : [{ patch, source, special: isSpecial(patch) || isSpecial(source.mail) }]
  })
  const count = (key: string, same: boolean) =>
    tied.filter(
      ({ patch, source, special }) => source.key === key && !special && (source.mail.series === patch.series) === same,
    ).length
  return [
    `${patches.length} patches, ${tied.length} of them tied to a patch of another version`,
    ...TIE_KEYS.map((key) => `  ${key}: ${count(key, true)} in the same series, ${count(key, false)} in another one`),
    ...tied.flatMap(({ patch, source, special }) => (special ? [] : describeOther(patch, source))),
  ]
}

function describeOther(patch: ReadPatch, { mail, key }: Tie<ReadPatch>): string[] {
  if (mail.series === patch.series) return []
  return [`  by ${key}: ${patch.key} "${patch.subject}"`, `    to ${mail.key} "${mail.subject}"`]
}

/** Pull requests and backports post patches of other series again. */
function isSpecial({ pull, words }: ReadPatch): boolean {
  return pull || isBackport(words)
}

function keysOf({ title, patchId, from, lines, words }: ReadPatch): string[] {
  return [...patchMailKeys([title], patchId), ...(isBackport(words) ? [] : ownLineKeys(from, lines))]
}

function toCommit({ title, author, receivedMs, patchId, lines }: ReadPatch): TiableCommit {
  const marks = { links: [], fixes: [], reverts: [], origins: [] }
  const committer = { name: 'Committer', email: 'committer@example.org' }
  return { title, author, committer, authoredMs: 0, committedMs: receivedMs, parents: 1, marks, patchId, lines }
}

function listPatches(db: Db): ReadPatch[] {
  const rows = db
    .prepare<[], Row>(
      `SELECT messages.key, messages.subject, messages.from_name AS fromName, messages.from_email AS fromEmail,
              messages.sent_ms AS sentMs, messages.received_ms AS receivedMs, patches.title, patches.author_name AS authorName,
              patches.author_email AS authorEmail, versions.head, versions.series AS seriesId, sketches.lines AS sketch,
              EXISTS (SELECT 1 FROM pulls WHERE pulls.message = versions.head) AS isPull,
              (SELECT value FROM mentions WHERE mentions.message = messages.id AND mentions.kind = 'patch') AS patchId
       FROM patches JOIN versions ON versions.id = patches.version JOIN messages ON messages.id = patches.message
            JOIN places ON places.message = messages.id AND places.version = versions.position
            JOIN sketches ON sketches.message = messages.id
       ORDER BY messages.received_ms, messages.key`,
    )
    .all()
  return rows.map(({ fromName, fromEmail, authorName, authorEmail, head, seriesId, sketch, isPull, ...row }) => ({
    ...row,
    series: String(seriesId),
    version: String(head),
    author: { name: authorName, email: authorEmail },
    from: { name: fromName, email: fromEmail },
    lines: unpackLines(sketch),
    pull: isPull === 1,
    words: parseSubject(row.subject).words,
    linked: null,
  }))
}
