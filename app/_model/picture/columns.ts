import type { SeriesDocument, VersionView } from '../../../db/queries/views'
import { shortLabel } from '../../../lib/series/label'
import { joinWords } from '../pageWords'
import { versionCells } from '../seriesSummary'
import type { PictureShape } from './shape'

/** A column of the picture: one version, or a run of versions in which nothing worth a column happened. */
export interface PictureColumn {
  /** Newest first; several only when the column is folded. */
  readonly versions: readonly [VersionView, ...VersionView[]]
  /** `v8–v10`, `v3`. */
  readonly label: string
  /** What happened in folded versions: `tags and rebase only`, `unchanged`; null for a version that has its own column. */
  readonly folded: string | null
}

/** The columns of the picture, newest version first. Versions in which no patch changed and nobody said anything are folded, but for the newest and the first. */
export function pictureColumns(series: SeriesDocument, { versions }: PictureShape): PictureColumn[] {
  const columns: PictureColumn[] = []
  let run: VersionView[] = []
  const flush = () => {
    const [newest, ...older] = run
    if (newest !== undefined) columns.push(foldedColumn(series, [newest, ...older]))
    run = []
  }
  for (const [index, version] of [...versions].reverse().entries()) {
    const isEnd = index === 0 || index === versions.length - 1
    if (!isEnd && isQuiet(series, version)) {
      run.push(version)
      continue
    }
    flush()
    columns.push({ versions: [version], label: shortLabel(version.label), folded: null })
  }
  flush()
  return columns
}

/** Whether a version changed no code and no message, and nothing was said about it. */
function isQuiet(series: SeriesDocument, version: VersionView): boolean {
  const said = series.coverMarks.some(({ versionKey, marks }) => versionKey === version.key && marks.length > 0)
  if (said || version.patches.length === 0) return false
  return versionCells(series, version).every(({ change, marks }) => marks.length === 0 && QUIET.has(change))
}

const QUIET: ReadonlySet<string> = new Set(['identical', 'trailers', 'context'])

function foldedColumn(series: SeriesDocument, versions: readonly [VersionView, ...VersionView[]]): PictureColumn {
  const changes = new Set(
    versions.flatMap((version) => versionCells(series, version).flatMap(({ change, facts }) => [change, ...facts])),
  )
  const [newest] = versions
  const oldest = versions.at(-1) ?? newest
  const label = oldest === newest ? shortLabel(newest.label) : `${shortLabel(oldest.label)}–${shortLabel(newest.label)}`
  const what = [...(changes.has('trailers') ? ['tags'] : []), ...(changes.has('context') ? ['rebase'] : [])]
  return { versions, label, folded: what.length === 0 ? 'unchanged' : `${joinWords(what)} only` }
}
