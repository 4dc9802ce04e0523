/** Links to the newer and the older page. Renders nothing for a single page. `path` may already have a query. */
export function Pager({ page, pages, path }: { readonly page: number; readonly pages: number; readonly path: string }) {
  if (pages <= 1) return null
  const href = (to: number) => (to === 1 ? path : `${path}${path.includes('?') ? '&' : '?'}page=${to}`)
  return (
    <nav className="list-pager" aria-label="Pages">
      {page > 1 ? (
        <a href={href(page - 1)} rel="prev">
          ← Newer
        </a>
      ) : (
        <span />
      )}
      <span>
        Page {page} of {pages}
      </span>
      {page < pages ? (
        <a href={href(page + 1)} rel="next">
          Older →
        </a>
      ) : (
        <span />
      )}
    </nav>
  )
}
