import type { BlamePageView, SeriesDocument } from '../../../db/queries/views'
import type { PatchContent } from '../../_components/compare/PatchPage'
import { getAppliedPage } from '../../data'

/** The patch against the commit that was made from it; undefined when no commit is known. */
export function loadApplied(series: SeriesDocument, blame: BlamePageView): PatchContent | undefined {
  const { version, number } = blame
  const commit = series.commits.find(({ versionKey, patch }) => versionKey === version.key && patch === number)
  if (commit === undefined) return undefined
  const view = commit.squashedWith.length > 0 ? undefined : getAppliedPage(series.id, version.key, number, commit.sha)
  return { kind: 'applied', commit, view: view ?? null, blame }
}
