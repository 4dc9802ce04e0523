import type { ListQueueView } from '../../db/queries/views'
import { ListTable } from '../_components/lists/ListTable'
import { SeriesTable } from '../_components/lists/SeriesTable'
import { Page, Section } from '../_components/shell/Page'
import { page } from '../_handlers/pages'
import { mailingListHref } from '../_model/href'
import { count } from '../_model/pageWords'
import { visible } from '../_model/visible'
import { listQueuesOfLists } from '../data'

/** The mailing lists that series went to, each with the groups of its queue. */
export const GET = page('/list', () => {
  const { lists, cut } = listQueuesOfLists()
  return (
    <Page title="Mailing lists · Reroll">
      <div className="list-head rows-page">
        <h1>Mailing lists</h1>
        <p className="list-sum">
          {cut ? 'the first ' : ''}
          {count(lists.length, 'mailing list')}
          {cut ? ' by name; the others are not shown' : ''}; each number is a group of the queue
        </p>
      </div>
      {lists.length === 0 ? (
        <p className="list-empty">No imported mail names its mailing list.</p>
      ) : (
        <>
          <ListTable lists={lists} />
          {lists.map((view) => (
            <First view={view} />
          ))}
        </>
      )}
    </Page>
  )
})

/** What is first in the queue of a list. */
function First({ view: { list, rows } }: { readonly view: ListQueueView }) {
  if (rows.length === 0) return null
  const name = visible(list)
  return (
    <Section
      id={`list-${name}`}
      title={name}
      note={
        <>
          the first that are ready or waiting on review · <a href={mailingListHref(list)}>all of the queue</a>
        </>
      }
    >
      <SeriesTable rows={rows} caption={`First in the queue of ${name}`} />
    </Section>
  )
}
