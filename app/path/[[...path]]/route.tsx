import { PathEntries } from '../../_components/lists/PathEntries'
import { QueueBody } from '../../_components/lists/QueueBody'
import { Page, Section } from '../../_components/shell/Page'
import { filteredQueue } from '../../_handlers/filters'
import { notFound } from '../../_handlers/handler'
import { page, redirectTo, refusedIf } from '../../_handlers/pages'
import { type FilterValues, filterHref, trimPath } from '../../_model/filters'
import { pathHref } from '../../_model/href'
import { visible } from '../../_model/visible'
import { isTouched, listBusyFolders, listFolder } from '../../data'

/** The queue of a file or folder and the contents of the folder; `/path` is the top of the tree, and `?path=` of it leads to a path. */
export const GET = page('/path/[[...path]]', ({ params, query: { path: typed = '', ...query } }) => {
  const path = trimPath((params.path ?? []).join('/'))
  if (path === '') return findTop(typed)
  if (!isTouched(path)) notFound()
  const { values, queue, problem, refusal } = filteredQueue(query, { path })
  const [base, shown] = [pathHref(path), visible(path)]
  const feed = `${base}/atom`
  return refusedIf(
    refusal,
    <Page
      title={`${shown} · Reroll`}
      feed={{ href: feed, title: `Series that touch ${shown}` }}
      crumbs={crumbs(path, values)}
    >
      <QueueBody
        title={<bdi className="paths-name">{lastPart(shown)}</bdi>}
        queue={queue}
        base={base}
        values={values}
        problem={problem}
        fixed={{ path }}
        feed={feed}
        empty={null}
      >
        <Entries folder={path} values={values} />
      </QueueBody>
    </Page>,
  )
})

/** The page of a typed path, or the top of the tree, which says so if no series touches it. */
function findTop(typed: string) {
  const path = trimPath(typed.trim())
  return path !== '' && isTouched(path) ? redirectTo(pathHref(path), 307) : <Top missing={path} />
}

function Top({ missing }: { readonly missing: string }) {
  return (
    <Page title="Paths · Reroll" crumbs={[]}>
      <div className="list-head">
        <h1>Paths</h1>
        <p className="list-sum">by directory</p>
      </div>
      <search>
        <form action="/path" method="get" className="people-find">
          <label htmlFor="paths-path">File or directory</label>
          <input
            id="paths-path"
            name="path"
            type="search"
            defaultValue={missing}
            placeholder="drivers/s390"
            maxLength={400}
            autoComplete="off"
            autocapitalize="off"
            spellcheck={false}
          />
          <button type="submit">Go</button>
        </form>
      </search>
      {missing === '' ? null : (
        <p className="list-empty" role="status">
          No series here touches {visible(missing)}. Type the whole path, as a diff has it.
        </p>
      )}
      <Entries folder="" />
      <Busy />
    </Page>
  )
}

/** The folders below the top in which most is under way. */
function Busy() {
  const entries = listBusyFolders()
  if (entries.length === 0) return null
  return (
    <Section id="busy" title="Busiest directories" note="by series under way">
      <PathEntries entries={entries} />
    </Section>
  )
}

/** What is in a folder; its links keep the filters. */
function Entries({ folder, values }: { readonly folder: string; readonly values?: FilterValues }) {
  const { entries, cut } = listFolder(folder)
  if (entries.length === 0) return folder === '' ? <p className="list-empty">No patch has been imported yet.</p> : null
  return (
    <>
      <h2 className="visually-hidden">In this folder</h2>
      <p className="list-sum">
        Series that touch each path: <strong>under way</strong> of all
      </p>
      <PathEntries entries={entries} values={values ?? {}} />
      {cut ? <p className="list-sum">Only the first {entries.length} names are shown.</p> : null}
    </>
  )
}

function crumbs(path: string, values: FilterValues) {
  const parts = path.split('/')
  return [
    { text: 'Paths', href: '/path' },
    ...parts.slice(0, -1).map((part, index) => ({
      text: visible(part),
      href: filterHref(pathHref(parts.slice(0, index + 1).join('/')), values),
    })),
  ]
}

function lastPart(path: string): string {
  return path.split('/').pop() ?? path
}
