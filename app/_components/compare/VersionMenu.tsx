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

/** What `n` and `p` follow on a page that has no neighbouring patches: the keys of the next step and of the one before. */
const RELATIONS: Readonly<Record<string, string>> = { ']': 'next', '[': 'prev' }

/** A row of the menu: its name, then its links. `neighbours`: whether its steps are what `n` and `p` lead to. */
export function MenuLinks(props: {
  readonly name: string
  readonly links: readonly BarLink[]
  readonly neighbours?: boolean
}) {
  const { name, links, neighbours = false } = props
  if (links.length === 0) return null
  return (
    <>
      <p className="bar-name">{name}</p>
      <ul className="bar-links">
        {links.map(({ words, href, current, key }) => (
          <li>
            <a
              href={href}
              rel={neighbours ? RELATIONS[key ?? ''] : undefined}
              aria-current={current ? 'page' : undefined}
              aria-keyshortcuts={key ?? undefined}
            >
              {words}
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}
