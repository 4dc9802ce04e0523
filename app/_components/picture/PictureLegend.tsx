import { type SignName, signsOf, type Tone, toneOf } from '../../_model/marks'
import type { PictureParts } from '../../_model/picture/parts'
import { Legend } from '../marks/Legend'

/** What the marks of this picture mean. */
export function PictureLegend({ parts: { series, columns } }: { readonly parts: PictureParts }) {
  const used = new Set<SignName>()
  const tones = new Set<Tone>()
  const said = series.coverMarks.flatMap(({ marks }) => marks)
  for (const { cells } of series.tracks) {
    for (const { change, applied, facts, marks } of cells) {
      if (change !== 'identical') used.add(applied ? 'applied' : change)
      for (const fact of facts) used.add(fact)
      said.push(...marks)
    }
  }
  for (const mark of said) {
    tones.add(toneOf(mark))
    for (const sign of signsOf(mark)) used.add(sign)
  }
  return (
    <Legend marks={used} tones={tones}>
      {columns.length === 1 ? null : (
        <p>
          +n −n: lines changed compared with the version before, and of an initial version the size of the patch. Small
          icons: also changed. An empty cell: nothing changed. The newest version also has what still counts of older
          ones, with the version it was said on.
        </p>
      )}
    </Legend>
  )
}
