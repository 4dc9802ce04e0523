import type { SeriesDocument } from '../../../db/queries/views'
import { CELL_CHANGES, type CellChange, CHANGE_WORDS } from '../../_model/pageWords'
import { TAG_LETTERS } from '../../_model/reviewTags'
import { ChangeMark } from '../marks/ChangeMark'

/** What the marks in this matrix mean; marks that do not occur are left out. */
export function MatrixLegend({ series }: { readonly series: SeriesDocument }) {
  const used = new Set<CellChange>()
  for (const { cells } of series.tracks) {
    for (const { change, facts } of cells) {
      used.add(change)
      for (const fact of facts) used.add(fact)
    }
  }
  const letters = listTagLetters(series)
  return (
    <div className="matrix-legend">
      <ul aria-label="Legend of the marks">
        {CELL_CHANGES.filter((change) => used.has(change)).map((change) => (
          <li>
            <ChangeMark change={change} /> {CHANGE_WORDS[change]}
          </li>
        ))}
      </ul>
      <p>
        +n −n: lines changed compared with the version that it continues (first column: size of the patch). Small icons:
        also changed.
        {letters.length === 0
          ? null
          : ` Tags: ${letters.join(', ')}, with the version they were given on; dashed: patch changed after the tag.`}
      </p>
    </div>
  )
}

/** The kinds of review tags that the series has, as `R Reviewed-by`. */
function listTagLetters(series: SeriesDocument): readonly string[] {
  const names = new Set<string>()
  for (const { patches } of series.versions) {
    for (const { trailers } of patches) for (const { name } of trailers) names.add(name)
  }
  return Object.entries(TAG_LETTERS).flatMap(([name, letter]) => (names.has(name) ? [`${letter} ${name}`] : []))
}
