import type { SeriesDocument, VersionRef } from '../../db/queries/views'
import { at } from '../../lib/at'
import { shortLabel } from '../../lib/series/label'
import { diffHref, patchHref } from './href'
import type { PatchStory } from './patchStory'
import { PATCH_VIEWS, type ShownView, type ViewState, viewQuery } from './view'

/** What a page about one patch shows. */
export interface PatchTarget extends ViewState {
  /** Null for a patch by itself. */
  readonly from: VersionRef | null
  readonly to: VersionRef
  /** Number in `to`; negative for a patch that was dropped in it, with the number in `from`. */
  readonly number: number
}

export interface BarLink {
  readonly words: string
  readonly href: string
  readonly current: boolean
  readonly key: string | null
}

/** The links of the bar on top of a page about one patch. */
export interface PatchBar {
  /** `v3 → v4`, or `v4`. */
  readonly range: string
  /** `6/15`. */
  readonly place: string
  readonly views: readonly BarLink[]
  /** The page with old and new text in two columns, or back in one; null where it cannot have two. */
  readonly columns: { readonly href: string; readonly on: boolean } | null
  /** The patch from each version to the next, and from the first to the last. */
  readonly steps: readonly BarLink[]
  /** The patch in each version by itself, with its comments. */
  readonly alone: readonly BarLink[]
}

/** `v3 → v4`. */
export function rangeWords(from: Pick<VersionRef, 'label'>, to: Pick<VersionRef, 'label'>): string {
  return `${shortLabel(from.label)} → ${shortLabel(to.label)}`
}

/** The links of a page about one patch, from the versions that have it and its commits. */
export function layoutBar(series: SeriesDocument, story: PatchStory, target: PatchTarget): PatchBar {
  const { from, to, number, view, columns } = target
  const versionOf = (key: string) => series.versions.find((one) => one.key === key)
  const holder = number < 0 && from !== null ? from : to
  const hrefOf = openHref(series, story, target)
  return {
    range: from === null ? shortLabel(to.label) : rangeWords(from, to),
    place: `${Math.abs(number)}/${versionOf(holder.key)?.total ?? '?'}`,
    views: PATCH_VIEWS.flatMap((choice) => {
      const href = hrefOf(choice.view)
      return href === null ? [] : [{ words: choice.words, href, current: choice.view === view, key: choice.key }]
    }),
    columns: view === 'range-diff' ? null : { href: hrefOf(view, !columns) ?? '', on: columns },
    steps: listSteps(series, story, target),
    alone: story.cells.map(({ versionKey, number }) => ({
      words: shortLabel(versionOf(versionKey)?.label ?? versionKey),
      href: commentsHref(series.id, versionKey, number, columns),
      current: from === null && versionKey === to.key && view === 'comments',
      key: null,
    })),
  }
}

/** The address of the patch in another view; null when it has no such view. */
function openHref(
  { id }: SeriesDocument,
  { cells, commits }: PatchStory,
  { from, to, number, columns: two }: PatchTarget,
): (view: ShownView, columns?: boolean) => string | null {
  const here = cells.findIndex(({ versionKey }) => versionKey === to.key)
  const before = from?.key ?? cells[here - 1]?.versionKey
  return (view, columns = two) => {
    const query = viewQuery(view, columns)
    if (view === 'applied') {
      const [commit] = commits
      return commit === undefined ? null : patchHref(id, commit.versionKey, commit.patch) + query
    }
    if (view === 'comments' && from === null) return commentsHref(id, to.key, number, columns)
    return before === undefined ? null : diffHref(id, before, to.key, number) + query
  }
}

/** The patch in one version, with its comments: they are what that address shows without a query. */
function commentsHref(id: string, key: string, number: number, columns: boolean): string {
  return patchHref(id, key, number) + viewQuery('interdiff', columns)
}

function listSteps(
  { id, versions }: SeriesDocument,
  { cells }: PatchStory,
  { from, to, view, columns }: PatchTarget,
): BarLink[] {
  const query = viewQuery(view === 'range-diff' || view === 'full' ? view : 'interdiff', columns)
  const numbers = new Map(cells.map(({ versionKey, number }) => [versionKey, number]))
  const having = versions.filter(({ key }) => numbers.has(key))
  return linkSteps(
    having,
    { from: from ?? to, to },
    (older, newer) => diffHref(id, older.key, newer.key, numbers.get(newer.key)) + query,
  )
}

type Ends = Pick<VersionRef, 'key' | 'label'>

/**
 * Links from each version to the next, and from the first to the last. The keys lead from the step that is shown to the one before it (`[`), to the one
 * after it (`]`), and to all (`a`).
 */
export function linkSteps(
  versions: readonly Ends[],
  { from, to }: { readonly from: Ends; readonly to: Ends },
  hrefOf: (older: Ends, newer: Ends) => string,
): BarLink[] {
  const [start, end] = [from, to].map((one) => versions.findIndex(({ key }) => key === one.key))
  const pairs = versions.slice(1).map((_, index) => ({ left: index, right: index + 1 }))
  if (versions.length > 2) pairs.push({ left: 0, right: versions.length - 1 })
  return pairs.map(({ left, right }) => {
    const [older, newer] = [at(versions, left), at(versions, right)]
    const current = left === start && right === end
    const isAll = left === 0 && right === versions.length - 1
    const key = current ? null : isAll ? 'a' : right === start ? '[' : left === end ? ']' : null
    return { words: rangeWords(older, newer), href: hrefOf(older, newer), current, key }
  })
}
