import { parseCommitObject } from '../../lib/tree/commitObject'
import { gitLines, openObjectReader } from '../sources/git'
import { MAX_COMMIT_BYTES, MAX_RELEASE_TAGS } from './limits'
import { inside, peel } from './readCommits'
import type { Readable, TreeRepository } from './repository'

/** A release tag with the commit that it names. */
export interface ReleaseTag {
  readonly name: string
  readonly sha: string
  readonly committedMs: number
}

/** Reads the tags with these names, the oldest first. Those whose commits are not there are left out. */
export async function readReleaseTags(
  repository: Omit<TreeRepository, 'fetch'>,
  all: readonly string[],
): Promise<ReleaseTag[]> {
  const { tags } = repository.refs
  const names = all.slice(0, MAX_RELEASE_TAGS)
  const peeled = await peel(
    repository,
    names.flatMap((name) => tags.get(name) ?? []),
  )
  const objects = openObjectReader(repository.name, repository.folder, 'commit', MAX_COMMIT_BYTES)
  const read: ReleaseTag[] = []
  try {
    for (const name of names) {
      const sha = peeled.get(tags.get(name) ?? '')
      if (sha === undefined) continue
      objects.ask(sha)
      const content = await objects.take()
      if (content !== null) read.push({ name, sha, committedMs: parseCommitObject(content.bytes).committedMs })
    }
  } finally {
    objects.close()
  }
  return read.sort((a, b) => a.committedMs - b.committedMs || a.name.localeCompare(b.name, 'en', { numeric: true }))
}

export interface FirstRelease {
  readonly sha: string
  readonly release: string
}

/**
 * The first of these tags that contains each commit, for every commit that one of them contains and none of the commits in `without`. `tags`: the oldest first. A
 * tag is before every tag that contains it, whatever their dates; otherwise dates decide. One pass of git, from the newest commit to the oldest.
 */
export async function* firstReleases(
  repository: Readable,
  tags: readonly ReleaseTag[],
  without: readonly string[],
): AsyncGenerator<FirstRelease> {
  const ownTag = new Map<string, number>()
  for (const [rank, { sha }] of tags.entries()) if (!ownTag.has(sha)) ownTag.set(sha, rank)
  const input = [...ownTag.keys(), ...without.map((sha) => `^${sha}`)].map((line) => `${line}\n`).join('')
  const words = [...inside(repository), 'rev-list', '--topo-order', '--parents', '--stdin']
  /** The rank of the best tag among the children of a commit. All children come before it. */
  const best = new Map<string, number>()
  for await (const line of gitLines(repository.name, words, { input })) {
    const [sha = '', ...parents] = line.split(' ')
    const rank = ownTag.get(sha) ?? best.get(sha)
    best.delete(sha)
    const release = rank === undefined ? undefined : tags[rank]
    if (rank === undefined || release === undefined) continue
    yield { sha, release: release.name }
    for (const parent of parents) best.set(parent, Math.min(best.get(parent) ?? rank, rank))
  }
}
