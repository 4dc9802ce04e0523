import { compareCounterparts } from '../../../lib/evolution/compare'
import { describeNotes } from '../../../lib/evolution/note'
import type { Patch } from '../../../lib/patch/types'
import type { ComparisonView, VersionRef } from '../views'

/** A patch as it was posted. */
interface Posted {
  readonly seriesId: string
  /** Of the series. */
  readonly title: string
  readonly version: VersionRef
  readonly number: number
  readonly patchTitle: string
  readonly messageId: string
  readonly patch: Patch
}

/** A posted patch compared with the commit that was made from it, which takes the place of the newer version. */
export function compareWithCommit(posted: Posted, applied: Patch): ComparisonView {
  const { seriesId, title, number, patchTitle, messageId } = posted
  const { version, label, key } = posted.version
  const comparison = compareCounterparts(posted.patch, applied)
  const mail = { number, messageId }
  return {
    seriesId,
    title,
    from: { version, label, key },
    to: { version, label: 'commit', key: 'commit' },
    versions: [{ version, label, key }],
    number,
    patchTitle,
    old: mail,
    new: mail,
    comparison,
    note: describeNotes(comparison.verdict.notes),
    remarks: { from: [], to: [] },
    previous: null,
    next: null,
  }
}
