import { QueueBody } from './_components/lists/QueueBody'
import { Page } from './_components/shell/Page'
import { filteredQueue } from './_handlers/filters'
import { page, refusedIf } from './_handlers/pages'
import { filterHref } from './_model/filters'
import { hasMail, hasPulls, listMailingLists } from './data'

/** Mailing lists that the filter offers, those with the most series. */
const MAX_LISTS = 30

/** The queue: all series, or those that match the filters, in groups by what they wait for. */
export const GET = page('/', ({ query }) => {
  const { values, queue, problem, refusal } = filteredQueue(query)
  const feed = filterHref('/atom', values)
  return refusedIf(
    refusal,
    <Page
      title={queue.page > 1 ? `Queue, page ${queue.page} · Reroll` : 'Queue · Reroll'}
      feed={{ href: feed, title: Object.keys(values).length > 0 ? 'Series that match these filters' : 'All series' }}
    >
      <QueueBody
        title="Queue"
        queue={queue}
        base="/"
        values={values}
        problem={problem}
        lists={listNames()}
        feed={feed}
        empty={<Empty />}
      />
    </Page>,
  )
})

/** Mail without a series has pages of its own: a thread without patches, or pull requests. */
function Empty() {
  if (!hasMail())
    return (
      <p className="list-empty">
        Nothing has been imported yet. Import a mailbox with <code>npm run ingest -- path/to/archive.mbox</code>.
      </p>
    )
  return (
    <p className="list-empty">
      The imported mail has no patch series. <a href="/search">Search</a> finds mail by its words
      {hasPulls() ? (
        <>
          , <a href="/pulls">Pulls</a> lists the pull requests
        </>
      ) : null}
      .
    </p>
  )
}

function listNames(): string[] {
  return [...listMailingLists().lists]
    .sort((a, b) => b.series - a.series)
    .slice(0, MAX_LISTS)
    .map(({ list }) => list)
}
