import type { SeriesDocument } from '../../db/queries/views'
import { TAG_LETTERS } from '../_model/reviewTags'
import { type CellChange, CHANGE_WORDS } from '../_model/words'
import { Mark } from './Mark'
import styles from './matrix.module.css'

const ORDER: readonly CellChange[] = ['code', 'message', 'trailers', 'context', 'identical', 'new', 'dropped', 'first']

/** What the marks of this matrix mean; those that it does not have are left out. */
export function MatrixLegend({ series }: { readonly series: SeriesDocument }) {
  const cells = series.tracks.flatMap((track) => track.cells)
  const used = new Set<CellChange>(cells.flatMap((cell) => [cell.change, ...cell.facts]))
  const letters = listTagLetters(series)
  return (
    <div className={styles.legend}>
      <ul aria-label="Legend of the marks">
        {ORDER.filter((change) => used.has(change)).map((change) => (
          <li key={change}>
            <Mark change={change} /> {CHANGE_WORDS[change]}
          </li>
        ))}
      </ul>
      <p>
        +n −n counts the lines the patch adds or removes that only the newer, or only the older, version has; under the
        first posting it is the size of the patch. Small marks: what else changed.
        {letters.length === 0
          ? null
          : ` Tags: ${letters.join(', ')}; the version after a name is the one it was given on, a dashed letter one whose code changed since.`}
      </p>
    </div>
  )
}

/** `R Reviewed-by`, for the kinds of review tags that the series has. */
function listTagLetters(series: SeriesDocument): readonly string[] {
  const trailers = series.versions.flatMap((version) => version.patches).flatMap((patch) => patch.trailers)
  const names = new Set(trailers.map((trailer) => trailer.name))
  return Object.entries(TAG_LETTERS).flatMap(([name, letter]) => (names.has(name) ? [`${letter} ${name}`] : []))
}
