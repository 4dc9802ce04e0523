import type { Patch } from '../../lib/patch/types'
import { readApplied } from '../../lib/tree/applied'
import { unpack } from '../mail/packedMail'
import type { Db } from '../open'
import type { StoredCommit } from './commitReader'

/** Prepares reading commits as patches; undefined for one whose text is not stored. */
export function openApplied(db: Db): (commit: StoredCommit) => Patch | undefined {
  const select = db.prepare<{ id: number }, Buffer>('SELECT text FROM commit_texts WHERE "commit" = @id').pluck()
  return ({ id, commit }) => {
    const packed = select.get({ id })
    return packed === undefined ? undefined : readApplied(commit, unpack(packed).toString('utf8'))
  }
}
