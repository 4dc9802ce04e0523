import { type MappedAddress, parseMailmap } from '../../lib/tree/mailmap'
import { openObjectReader, runGit } from '../sources/git'
import { MAX_MAILMAP_BYTES } from './limits'
import { inside } from './readCommits'
import type { TreeRepository } from './repository'

/**
 * Reads the .mailmap at the top of the tree of a commit. [] when there is none, when it is no ordinary file (git follows no link there either), or when it has more than
 * MAX_MAILMAP_BYTES; undefined when git cannot read it.
 */
export async function readMailmap(repository: TreeRepository, sha: string): Promise<MappedAddress[] | undefined> {
  const { code, stdout } = await runGit([...inside(repository), 'ls-tree', sha, '--', '.mailmap'])
  if (code !== 0) return undefined
  const oid = /^100\d{3} blob ([0-9a-f]{40,64})\t/.exec(stdout)?.[1]
  if (oid === undefined) return []
  const objects = openObjectReader(repository.name, repository.folder, 'blob', MAX_MAILMAP_BYTES)
  try {
    objects.ask(oid)
    const content = await objects.take()
    if (content === null) return undefined
    if (content.size > MAX_MAILMAP_BYTES) return []
    return parseMailmap(content.bytes.toString('utf8'))
  } finally {
    objects.close()
  }
}
