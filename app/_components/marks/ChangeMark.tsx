import { SIGNS } from '../../_model/marks'
import { CELL_CHANGES, type CellChange } from '../../_model/pageWords'

/** The shapes of all kinds of change, included once in a page that has many; `ChangeMark` refers to them. */
export function MarkShapes() {
  return (
    <svg className="mark-shapes" aria-hidden="true">
      {CELL_CHANGES.map((change) => {
        const sign = SIGNS[change]
        return 'path' in sign ? (
          <symbol id={`mark-${change}`} viewBox="0 0 12 12">
            <path fillRule="evenodd" d={sign.path} />
          </symbol>
        ) : null
      })}
    </svg>
  )
}

/** The mark for a kind of change, on a page with `MarkShapes`. Screen readers skip it, so it needs words beside it. */
export function ChangeMark({ change, minor = false }: { readonly change: CellChange; readonly minor?: boolean }) {
  return (
    <svg className={minor ? 'mark-minor' : 'mark'} aria-hidden="true">
      <use href={`#mark-${change}`} />
    </svg>
  )
}
