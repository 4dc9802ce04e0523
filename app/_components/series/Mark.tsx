import type { CellChange } from '../../_model/pageWords'

/** Paths on a grid of 12 x 12, so that the marks do not depend on the reader's fonts. */
const SHAPES: Readonly<Record<CellChange, string>> = {
  code: 'M6 .8 11.2 6 6 11.2.8 6z',
  message: 'M1 2.2h10v1.5H1zM1 5.3h10v1.5H1zM1 8.4h6v1.5H1z',
  trailers: 'M1 1.5h5.2L11.2 6.5 6.5 11.2 1 6zM3.4 3a1 1 0 1 0 0 2 1 1 0 0 0 0-2z',
  context: 'M3.6 1.2 6 3.8H4.3v5.8H2.9V3.8H1.2zM8.4 10.8 6 8.2h1.7V2.4h1.4v5.8h1.7z',
  identical: 'M1.5 3.7h9v1.4h-9zM1.5 7h9v1.4h-9z',
  first: 'M6 1.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zm0 1.4a3.1 3.1 0 1 1 0 6.2 3.1 3.1 0 0 1 0-6.2z',
  new: 'M5.1 1h1.8v4.1H11v1.8H6.9V11H5.1V6.9H1V5.1h4.1z',
  dropped: 'M2.4 1.1 6 4.7l3.6-3.6 1.3 1.3L7.3 6l3.6 3.6-1.3 1.3L6 7.3l-3.6 3.6-1.3-1.3L4.7 6 1.1 2.4z',
}

/** The shapes of all marks, included once per page; `Mark` refers to them. */
export function MarkShapes() {
  return (
    <svg className="mark-shapes" aria-hidden="true">
      {Object.entries(SHAPES).map(([change, path]) => (
        <symbol id={`mark-${change}`} viewBox="0 0 12 12">
          <path fillRule="evenodd" d={path} />
        </symbol>
      ))}
    </svg>
  )
}

/** The mark for a kind of change. Screen readers skip it, so it needs words beside it. */
export function Mark({ change, minor = false }: { readonly change: CellChange; readonly minor?: boolean }) {
  return (
    <svg className={minor ? 'mark-minor' : 'mark'} aria-hidden="true">
      <use href={`#mark-${change}`} />
    </svg>
  )
}
