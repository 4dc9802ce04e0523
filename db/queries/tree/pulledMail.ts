import { parseSubject } from '../../../lib/mail/subject'
import { loadPatch } from '../../mail/storedPatch'
import type { Db } from '../../open'
import type { StoredCommit } from '../../tree/commitReader'
import { openApplied } from '../../tree/commitTexts'
import { person } from '../format'
import { findPull } from '../pulls/pullList'
import type { PulledView } from '../views'
import { addedTrailers, comparedLines, type TieLines } from './seriesCommits'

interface TieRow extends TieLines {
  readonly id: number
  readonly key: string
  readonly subject: string
}

/** The patch below a pull request that a commit was posted as; undefined when it was posted in a series, or nowhere. */
export function getPulled(db: Db, stored: StoredCommit): PulledView | undefined {
  const row = db
    .prepare<{ commit: number }, TieRow>(
      `SELECT messages.id, messages.key, messages.subject, ties.key AS "by", ties.added, ties.removed
       FROM ties JOIN messages ON messages.id = ties.message JOIN places ON places.message = ties.message
       WHERE ties."commit" = @commit AND places.kind = 'pull' ORDER BY ties.position LIMIT 1`,
    )
    .get({ commit: stored.id })
  if (row === undefined) return undefined
  const { title, author, trailers } = loadPatch(db, row.key)
  const applied = openApplied(db)(stored)
  const pull = findPull(db, row.id)
  return {
    messageId: row.key,
    patch: parseSubject(row.subject).number ?? 1,
    patchTitle: title,
    author: person(author.name, author.email),
    by: row.by,
    ...comparedLines(row),
    trailersAdded: applied === undefined ? [] : addedTrailers(trailers, applied.trailers),
    pull: pull === undefined ? null : { id: pull.key, title: pull.title },
  }
}
