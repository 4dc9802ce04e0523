import { annotateInterdiff } from '../../../lib/evolution/annotate'
import { findVersion } from '../../../lib/series/label'
import { loadPatch } from '../../mail/storedPatch'
import type { Db } from '../../open'
import { openCommits } from '../../tree/commitReader'
import { openApplied } from '../../tree/commitTexts'
import { findSeries } from '../series/find'
import { outlineVersions } from '../series/versionList'
import type { AppliedPageView } from '../views'
import { neighboursOf } from './blame'
import { compareWithCommit } from './commitComparison'

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
  const place = { seriesId: series.key, title: series.title, version, number }
  const mail = { ...place, patchTitle: patch.title, messageId: patch.messageId, patch: posted }
  const view = compareWithCommit(mail, applied)
  const { files, marks } = annotateInterdiff(posted, applied, [], false)
  return {
    ...view,
    sha,
    comparison: { ...view.comparison, files },
    marks,
    rangeNumbers: [],
    threads: { from: NO_THREADS, to: NO_THREADS },
    discussed: [],
    ...neighboursOf(version, patch),
  }
}

const NO_THREADS = { threads: [], left: 0 }
