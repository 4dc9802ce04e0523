import type { ComponentChildren } from 'preact'
import { SearchForm } from './Masthead'
import { Lead, Page } from './Page'

/** A page that says what is wrong and offers the search. */
export function Problem({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <Page title={`${title} · Reroll`}>
      <h1>{title}</h1>
      <Lead>{children}</Lead>
      <div className="list-form">
        <SearchForm id="search" large />
      </div>
    </Page>
  )
}
