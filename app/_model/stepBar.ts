import type { StepView } from '../../db/queries/views'
import { diffHref } from './href'
import { linkSteps, type PatchBar } from './patchBar'
import { PATCH_VIEWS, readStepView, type ViewState, viewQuery } from './view'

/** The links of the bar on top of a page about a whole step. */
export function layoutStepBar(
  { seriesId, from, to, versions }: Pick<StepView, 'seriesId' | 'from' | 'to' | 'versions'>,
  { view, columns }: ViewState,
): Pick<PatchBar, 'views' | 'columns' | 'steps'> {
  const here = diffHref(seriesId, from.key, to.key)
  return {
    views: PATCH_VIEWS.filter((one) => readStepView(one.view) === one.view).map(({ view: other, words, key }) => ({
      words,
      href: here + viewQuery(other, columns),
      current: other === view,
      key,
    })),
    columns: view === 'range-diff' ? null : { href: here + viewQuery(view, !columns), on: columns },
    steps: linkSteps(
      versions,
      { from, to },
      (older, newer) => diffHref(seriesId, older.key, newer.key) + viewQuery(view, columns),
    ),
  }
}
