import { COMPARE_VIEWS, type CompareView, viewQuery } from '../../_model/view'

/** Links to the views of a comparison; `here` is its address without a query. */
export function ViewLinks({ here, current }: { readonly here: string; readonly current: CompareView }) {
  return (
    <nav aria-label="Views">
      <ul className="comparison-views">
        {COMPARE_VIEWS.map(({ view, words, key }) => (
          <li>
            <a
              href={here + viewQuery(view)}
              aria-current={view === current ? 'page' : undefined}
              aria-keyshortcuts={key}
            >
              {words}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
