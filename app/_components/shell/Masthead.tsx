import { createContext } from 'preact'

/** Whether there is any pull request to link to. */
export const HasPulls = createContext(false)

/** The names of the git trees that are read. */
export const Trees = createContext<readonly string[]>([])

/** Whether the page has the search box itself: a second one at its top would only ask which to use. */
export const OwnSearch = createContext(false)

/** Skip link, site name, navigation and the search box, on every page. */
export function Masthead() {
  return (
    <>
      <a className="shell-skip" href="#content">
        Skip to content
      </a>
      <header className="shell-masthead">
        <div className="shell-masthead-inner">
          <a className="shell-name" href="/">
            Reroll
          </a>
          <nav className="shell-nav" aria-label="Site">
            <a href="/">Queue</a>
            <a href="/people">People</a>
            <a href="/path">Paths</a>
            <a href="/list">Lists</a>
            <HasPulls.Consumer>{(some) => (some ? <a href="/pulls">Pulls</a> : null)}</HasPulls.Consumer>
            <a href="/status">Status</a>
          </nav>
          <OwnSearch.Consumer>{(own) => (own ? null : <SearchForm />)}</OwnSearch.Consumer>
          {/* The script puts in whoever this browser remembers. */}
          <a className="shell-me" href="/people">
            I am …
          </a>
        </div>
      </header>
    </>
  )
}

/** The search as a plain GET form. `id` must be unique on the page. */
export function SearchForm({
  id = 'q',
  query = '',
  list,
  large = false,
}: {
  readonly id?: string
  readonly query?: string
  /** The mailing list that is searched, if not all mail. */
  readonly list?: string | undefined
  readonly large?: boolean
}) {
  return (
    <Trees.Consumer>
      {({ length }) => <Search id={id} query={query} list={list} large={large} commits={length > 0} />}
    </Trees.Consumer>
  )
}

function Search(props: {
  readonly id: string
  readonly query: string
  readonly list: string | undefined
  readonly large: boolean
  readonly commits: boolean
}) {
  const { id, query, list, large, commits } = props
  return (
    <search className={large ? 'shell-search-large' : 'shell-search'}>
      <form action="/search" method="get" className="shell-search-form">
        {list === undefined ? null : <input type="hidden" name="list" value={list} />}
        <label className={large ? 'shell-search-label' : 'visually-hidden'} htmlFor={id}>
          {large
            ? `Search subjects, mails, people, paths; or paste a Message-ID${commits ? ', lore link or commit' : ' or lore link'}`
            : 'Search series'}
        </label>
        <span className="shell-search-row">
          <input
            className="shell-search-input"
            id={id}
            name="q"
            type="search"
            defaultValue={query}
            placeholder={large ? undefined : commits ? 'Words, ID, link or commit' : 'Words, Message-ID or link'}
            maxLength={1000}
            autoComplete="off"
            spellcheck={false}
          />
          <button type="submit">Search</button>
        </span>
      </form>
    </search>
  )
}
