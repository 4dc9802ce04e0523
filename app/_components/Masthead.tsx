import styles from './shell.module.css'

/** Skip link, name of the site, navigation; the search box stands on every page. */
export function Masthead() {
  return (
    <>
      <a className={styles.skip} href="#content">
        Skip to content
      </a>
      <header className={styles.masthead}>
        <div className={styles.mastheadInner}>
          <a className={styles.name} href="/">
            Reroll
          </a>
          <nav className={styles.nav} aria-label="Site">
            <a href="/">Series</a>
            <a href="/path">Paths</a>
            <a href="/list">Lists</a>
            <a href="/status">Status</a>
          </nav>
          <SearchForm />
        </div>
      </header>
    </>
  )
}

/** The search as a plain GET form. `id` must be unique on the page. */
export function SearchForm({
  id = 'q',
  query = '',
  large = false,
}: {
  readonly id?: string
  readonly query?: string
  readonly large?: boolean
}) {
  return (
    <search className={large ? styles.searchLarge : styles.search}>
      <form action="/search" method="get" className={styles.searchForm}>
        <label className={large ? styles.searchLabel : 'visuallyHidden'} htmlFor={id}>
          {large ? 'Words of titles, mails, people or paths, a Message-ID or an archive link' : 'Search series'}
        </label>
        <span className={styles.searchRow}>
          <input
            className={styles.searchInput}
            id={id}
            name="q"
            type="search"
            defaultValue={query}
            placeholder={large ? undefined : 'Words, Message-ID or link'}
            maxLength={1000}
            autoComplete="off"
            spellCheck={false}
          />
          <button type="submit">Search</button>
        </span>
      </form>
    </search>
  )
}
