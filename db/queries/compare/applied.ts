import { annotateInterdiff } from '../../../lib/evolution/annotate'
import { compareCounterparts } from '../../../lib/evolution/compare'
import { describeNotes } from '../../../lib/evolution/note'
import { findVersion } from '../../../lib/series/label'
import { loadPatch } from '../../mail/storedPatch'
import type { Db } from '../../open'
import { openCommits } from '../../tree/commitReader'
import { openApplied } from '../../tree/commitTexts'
import { findSeries } from '../series/find'
import { outlineVersions, type PatchOutline } from '../series/versionList'
import type { AppliedPageView, ComparisonView } from '../views'

/**
 * A patch as it was posted against the commit with this whole hash. Undefined when the series, version, patch or commit is unknown, and
 * when the text of the commit is not stored.
 */
export function getAppliedPage(
  db: Db,
  id: string,
  versionWord: string,
  number: number,
  sha: string,
): AppliedPageView | undefined {
  const series = findSeries(db, id)
  const versions = series === undefined ? [] : outlineVersions(db, series.id)
  const version = findVersion(versions, versionWord)
  const patch = version?.patches.find((one) => one.number === number)
  const stored = openCommits(db)
    .byHash(sha)
    .find(({ commit }) => commit.sha === sha)
  const applied = stored && openApplied(db)(stored)
  if (series === undefined || version === undefined || patch === undefined || applied === undefined) return undefined
  const posted = loadPatch(db, patch.messageId)
  const comparison = compareCounterparts(posted, applied)
  const { files, marks } = annotateInterdiff(posted, applied, [], false)
  const from = { version: version.version, label: version.label, key: version.key }
  const mail = { number, messageId: patch.messageId }
  const place = version.patches.indexOf(patch)
  return {
    seriesId: series.key,
    title: series.title,
    sha,
    from,
    to: { version: version.version, label: 'commit', key: 'commit' },
    versions: [from],
    number,
    patchTitle: patch.title,
    old: mail,
    new: mail,
    comparison: { ...comparison, files },
    marks,
    note: describeNotes(comparison.verdict.notes),
    remarks: { from: [], to: [] },
    threads: { from: NO_THREADS, to: NO_THREADS },
    discussed: [],
    previous: toNeighbour(version.patches[place - 1]),
    next: toNeighbour(version.patches[place + 1]),
  }
}

const NO_THREADS = { threads: [], lists: [], left: 0 }

function toNeighbour(patch: PatchOutline | undefined): ComparisonView['next'] {
  return patch === undefined ? null : { number: patch.number, title: patch.title }
}
