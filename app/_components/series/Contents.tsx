export interface Chapter {
  readonly id: string
  readonly title: string
  /** How much it has, '' when that says nothing. */
  readonly size: string
}

/** Jump links to the sections of a page. */
export function Contents({ chapters }: { readonly chapters: readonly Chapter[] }) {
  return (
    <nav className="contents" aria-label="On this page">
      <ul>
        {chapters.map(({ id, title, size }) => (
          <li key={id}>
            <a href={`#${id}`}>{title}</a>
            {size === '' ? null : <span className="contents-size"> {size}</span>}
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** One line for all the sections that have nothing to say: `Nothing to tell: no changelog, no reports by machines.` */
export function Quiet({ missing }: { readonly missing: readonly string[] }) {
  if (missing.length === 0) return null
  return <p className="contents-quiet">Nothing to tell: {missing.join(', ')}.</p>
}
