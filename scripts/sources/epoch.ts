import { oversizeReason } from '../../lib/mail/mboxSplitter'
import { type BlobContent, gitLines, type ObjectReader, openBlobReader, runGit } from './git'
import { SourceError, type SourceItem } from './source'

/** An epoch of a public-inbox archive: a bare git repository with one commit for each mail. */
export interface Epoch {
  /** Its number in the archive: `0`. */
  readonly part: string
  readonly repository: string
}

interface Entry {
  readonly commit: string
  /** When the archive received the mail. Read as seconds, because one commit in five has an impossible time zone. */
  readonly committedMs: number
  readonly kind: 'm' | 'd'
  readonly oid: string
}

const OID = /^[0-9a-f]{40,64}$/
const SECOND_MS = 1_000

/** The newest commit of an epoch; undefined if it is empty. Throws SourceError if it is not a git repository. */
export async function findTip(name: string, { repository }: Epoch): Promise<string | undefined> {
  const { code, stdout, stderr } = await runGit([
    '--git-dir',
    repository,
    'for-each-ref',
    '--format=%(objectname) %(refname)',
  ])
  if (code !== 0)
    throw new SourceError(`${name}: ${repository} is not a git repository (${stderr.trim().split('\n')[0]})`)
  const refs = stdout.split('\n').flatMap((line) => {
    const [oid = '', ref = ''] = line.split(' ')
    return OID.test(oid) ? [{ oid, ref }] : []
  })
  const head = await runGit(['--git-dir', repository, 'rev-parse', '--verify', '--quiet', 'HEAD^{commit}'])
  if (OID.test(head.stdout.trim())) return head.stdout.trim()
  const named = refs.find(({ ref }) => /\/(?:master|main)$/.test(ref)) ?? refs[0]
  return named?.oid
}

/**
 * Reads the mails of an epoch after a commit (null: from the beginning), oldest first. Each commit adds a file `m`, a mail, or
 * `d`, a mail withdrawn. If the history was rewritten since that commit, everything is read again and a `whole` item lists what
 * is left. A missing blob is yielded as a rejection. `onCommit` is called with every commit from which reading can continue.
 */
export async function* readEpoch(
  name: string,
  epoch: Epoch,
  tip: string,
  since: string | null,
  onCommit: (commit: string) => void,
): AsyncGenerator<SourceItem> {
  const rewritten = since !== null && !(await isAncestor(epoch.repository, since, tip))
  const live = new Set<string>()
  const blobs = openBlobReader(name, epoch.repository)
  let [found, position] = [false, 0]
  try {
    const entries = listEntries(name, epoch, since === null || rewritten ? tip : `${since}..${tip}`)
    for await (const [entry, blob] of readBlobs(blobs, entries)) {
      found = true
      if (entry.kind === 'm') live.add(entry.oid)
      else live.delete(entry.oid)
      yield toItem(blob, epoch.part, entry, position++)
      if (!rewritten) onCommit(entry.commit)
    }
  } finally {
    blobs.close()
  }
  if (!found && since === null) {
    throw new SourceError(
      `${name}: ${epoch.repository} is not an epoch of a public-inbox archive: none of its commits holds a mail`,
    )
  }
  if (rewritten) yield { kind: 'whole', part: epoch.part, oids: live }
  onCommit(tip)
}

async function isAncestor(repository: string, commit: string, tip: string): Promise<boolean> {
  return (await runGit(['--git-dir', repository, 'merge-base', '--is-ancestor', commit, tip])).code === 0
}

/** How many blobs are requested ahead of the one being read. They wait in git, not in our memory. */
const AHEAD = 32

async function* readBlobs(
  blobs: ObjectReader<BlobContent>,
  entries: AsyncIterable<Entry>,
): AsyncGenerator<[Entry, BlobContent]> {
  const asked: Entry[] = []
  for await (const entry of entries) {
    blobs.ask(entry.oid)
    asked.push(entry)
    const first = asked.length > AHEAD ? asked.shift() : undefined
    if (first !== undefined) yield [first, await blobs.take()]
  }
  for (const entry of asked) yield [entry, await blobs.take()]
}

function toItem(raw: BlobContent, part: string, entry: Entry, position: number): SourceItem {
  const origin = { part, oid: entry.oid }
  if (entry.kind === 'd') return { kind: 'hidden', raw: typeof raw === 'number' ? null : raw, origin }
  const where = `${part}:${entry.commit}`
  if (raw === null) return { kind: 'rejected', position, where, reason: 'its blob is missing from the repository' }
  if (typeof raw === 'number') return { kind: 'rejected', position, where, reason: oversizeReason(raw) }
  return { kind: 'mail', raw, position, where, archivedMs: entry.committedMs, origin }
}

/** The commits of a range, oldest first, with the blob that each adds as `m` or `d`. Only trees are read, so a missing blob does no harm. */
async function* listEntries(name: string, { repository }: Epoch, range: string): AsyncGenerator<Entry> {
  const words = ['--git-dir', repository, 'log', '--reverse', '--first-parent', '--root', '--raw', '--no-abbrev']
  let [commit, committedMs] = ['', 0]
  for await (const line of gitLines(name, [
    ...words,
    '--no-renames',
    '--format=%H %ct',
    '--end-of-options',
    range,
    '--',
  ])) {
    const [, oid, kind] = /^:\d+ \d+ [0-9a-f]+ ([0-9a-f]{40,64}) [AM]\t([md])$/.exec(line) ?? []
    if (oid !== undefined) {
      yield { commit, committedMs, kind: kind === 'd' ? 'd' : 'm', oid }
      continue
    }
    const [, hash, seconds] = /^([0-9a-f]{40,64}) (\d{1,12})$/.exec(line) ?? []
    if (hash !== undefined) [commit, committedMs] = [hash, Number(seconds) * SECOND_MS]
  }
}
