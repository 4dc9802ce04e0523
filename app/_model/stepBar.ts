import type { StepView } from '../../db/queries/views'
import { diffHref } from './href'
import { type BarLink, type PatchBar, rangeWords } from './patchBar'
import { PATCH_VIEWS, readStepView, type ViewState, viewQuery } from './view'

/** The links of the bar on top of a page about a whole step. */
export function layoutStepBar(
  { seriesId, from, to, versions }: Pick<StepView, 'seriesId' | 'from' | 'to' | 'versions'>,
  { view, columns }: ViewState,
): Pick<PatchBar, 'views' | 'columns' | 'steps'> {
  const here = diffHref(seriesId, from.key, to.key)
  const [start, end] = [from, to].map((one) => versions.findIndex(({ key }) => key === one.key))
  const pairs = versions.slice(1).map((_, index) => ({ left: index, right: index + 1 }))
  if (versions.length > 2) pairs.push({ left: 0, right: versions.length - 1 })
  return {
    views: PATCH_VIEWS.filter((one) => readStepView(one.view) === one.view).map(({ view: other, words, key }) => ({
      words,
      href: here + viewQuery(other, columns),
      current: other === view,
      key,
    })),
    columns: view === 'range-diff' ? null : { href: here + viewQuery(view, !columns), on: columns },
    steps: pairs.flatMap(({ left, right }): BarLink[] => {
      const [older, newer] = [versions[left], versions[right]]
      if (older === undefined || newer === undefined) return []
      const current = left === start && right === end
      const isAll = left === 0 && right === versions.length - 1
      const key = current ? null : isAll ? 'a' : right === start ? '[' : left === end ? ']' : null
      const href = diffHref(seriesId, older.key, newer.key) + viewQuery(view, columns)
      return [{ words: rangeWords(older, newer), href, current, key }]
    }),
  }
}
