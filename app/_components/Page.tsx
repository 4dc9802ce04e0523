import type { ReactNode } from 'react'
import styles from './shell.module.css'

interface Crumb {
  readonly text: string
  readonly href: string
}

/** The main landmark of a page, its title and the way back up. */
export function Page(props: {
  readonly title: string
  readonly crumbs?: readonly Crumb[]
  readonly children: ReactNode
}) {
  return (
    <main id="content" className={styles.page} tabIndex={-1}>
      {/* React moves it into the head; there it must be a single string. */}
      <title>{props.title}</title>
      {props.crumbs === undefined ? null : (
        <nav aria-label="Breadcrumb">
          <ol className={styles.crumbs}>
            {props.crumbs.map((crumb, index, all) => (
              <li key={crumb.href}>
                <a href={crumb.href} rel={index === all.length - 1 ? 'up' : undefined}>
                  {crumb.text}
                </a>
              </li>
            ))}
          </ol>
        </nav>
      )}
      {props.children}
    </main>
  )
}

/** A section with its heading and, beside it, a short note. `id` names the heading for links. */
export function Section(props: {
  readonly id: string
  readonly title: string
  readonly note?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <section className={styles.section} aria-labelledby={props.id}>
      <div className={styles.sectionHead}>
        <h2 id={props.id}>{props.title}</h2>
        {props.note === undefined ? null : <div className={styles.sectionNote}>{props.note}</div>}
      </div>
      {props.children}
    </section>
  )
}

/** A sentence in larger type under the page's title. */
export function Lead({ children }: { readonly children: ReactNode }) {
  return <p className={styles.lead}>{children}</p>
}
