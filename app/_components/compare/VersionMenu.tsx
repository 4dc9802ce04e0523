import type { ComponentChildren } from 'preact'
import type { BarLink } from '../../_model/patchBar'

/** The versions that are shown, which opens the choice of other ones. */
export function VersionMenu({ words, children }: { readonly words: string; readonly children: ComponentChildren }) {
  return (
    <details className="bar-menu">
      <summary>
        <span className="visually-hidden">Versions: </span>
        {words}
      </summary>
      <div className="bar-panel">{children}</div>
    </details>
  )
}

/** A row of the menu: its name, then its links. */
export function MenuLinks({ name, links }: { readonly name: string; readonly links: readonly BarLink[] }) {
  if (links.length === 0) return null
  return (
    <>
      <p className="bar-name">{name}</p>
      <ul className="bar-links">
        {links.map(({ words, href, current, key }) => (
          <li>
            <a href={href} aria-current={current ? 'page' : undefined} aria-keyshortcuts={key ?? undefined}>
              {words}
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}
