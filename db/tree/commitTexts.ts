import type { Patch } from '../../lib/patch/types'
import { readApplied } from '../../lib/tree/applied'
import { DamagedBytes, unpack } from '../mail/packedMail'
import type { Db } from '../open'
import type { StoredCommit } from './commitReader'

/** Prepares reading commits as patches; undefined for one whose text is not stored, or is damaged. */
export function openApplied(db: Db): (commit: StoredCommit) => Patch | undefined {
  const select = db.prepare<{ id: number }, Buffer>('SELECT text FROM commit_texts WHERE "commit" = @id').pluck()
  return ({ id, commit }) => {
    const packed = select.get({ id })
    const text = packed === undefined ? undefined : readPacked(packed)
    return text === undefined ? undefined : readApplied(commit, text)
  }
}

function readPacked(packed: Buffer): string | undefined {
  try {
    return unpack(packed).toString('utf8')
  } catch (error) {
    if (error instanceof DamagedBytes) return undefined
    throw error
  }
}
