import { Pager } from '../../_components/lists/Pager'
import { PathEntries } from '../../_components/lists/PathEntries'
import { SeriesList } from '../../_components/lists/SeriesList'
import { Page, Section } from '../../_components/shell/Page'
import { notFound } from '../../_handlers/handler'
import { page } from '../../_handlers/pages'
import { filterHref, trimPath } from '../../_model/filters'
import { pathHref } from '../../_model/href'
import { count } from '../../_model/pageWords'
import { readPage } from '../../_model/searchParams'
import { visible } from '../../_model/visible'
import { isTouched, listFolder, listSeries } from '../../data'

/** The series that touch a file or folder, and the contents of the folder; `/path` is the top of the tree. */
export const GET = page('/path/[[...path]]', ({ params, query }) => {
  const path = trimPath((params.path ?? []).join('/'))
  if (path !== '' && !isTouched(path)) notFound()
  const { entries, cut } = listFolder(path)
  const list = path === '' ? undefined : listSeries({ path, page: readPage(query.page) })
  const shown = visible(path)
  return (
    <Page
      title={path === '' ? 'Paths · Reroll' : `${shown} · Reroll`}
      feed={path === '' ? undefined : { href: `${pathHref(path)}/atom`, title: `Series that touch ${shown}` }}
      crumbs={crumbs(path)}
    >
      <div className="list-head">
        <h1 className="paths-name">{path === '' ? 'Paths' : <bdi>{lastPart(shown)}</bdi>}</h1>
        <p className="list-sum">{list === undefined ? 'by directory' : count(list.total, 'series', 'series')}</p>
        {list === undefined ? null : (
          <p className="list-feed">
            <a href={filterHref('/', { path })}>filter these</a> · <a href={`${pathHref(path)}/atom`}>Atom feed</a>
          </p>
        )}
      </div>
      {entries.length === 0 ? null : (
        <>
          <h2 className="visually-hidden">In this folder</h2>
          <PathEntries entries={entries} />
        </>
      )}
      {cut ? <p className="list-sum">Only the first {entries.length} names are shown.</p> : null}
      {entries.length === 0 && list === undefined ? (
        <p className="list-empty">No patch has been imported yet.</p>
      ) : null}
      {list === undefined ? null : (
        <Section id="series" title="Series" note="newest activity first">
          <SeriesList rows={list.rows} level={3} />
          <Pager page={list.page} pages={list.pages} path={pathHref(path)} />
        </Section>
      )}
    </Page>
  )
})

function crumbs(path: string) {
  if (path === '') return []
  const parts = path.split('/')
  return [
    { text: 'Paths', href: '/path' },
    ...parts.slice(0, -1).map((part, index) => ({
      text: visible(part),
      href: pathHref(parts.slice(0, index + 1).join('/')),
    })),
  ]
}

function lastPart(path: string): string {
  return path.split('/').pop() ?? path
}
