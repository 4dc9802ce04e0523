interface PagerProps {
  readonly page: number
  readonly pages: number
  /** It may already have a query. */
  readonly path: string
  /** What the pages before and after have. */
  readonly words?: readonly [string, string]
}

/** Links to the page before and the page after. Renders nothing for a single page. */
export function Pager({ page, pages, path, words: [before, after] = ['Newer', 'Older'] }: PagerProps) {
  if (pages <= 1) return null
  const href = (to: number) => (to === 1 ? path : `${path}${path.includes('?') ? '&' : '?'}page=${to}`)
  return (
    <nav className="list-pager" aria-label="Pages">
      {page > 1 ? (
        <a href={href(page - 1)} rel="prev">
          ← {before}
        </a>
      ) : (
        <span />
      )}
      <span>
        Page {page} of {pages}
      </span>
      {page < pages ? (
        <a href={href(page + 1)} rel="next">
          {after} →
        </a>
      ) : (
        <span />
      )}
    </nav>
  )
}
