import { findSearchProblem } from '../../../db/queries/lists/hits'
import { QueueBody } from '../../_components/lists/QueueBody'
import { Page } from '../../_components/shell/Page'
import { notFound } from '../../_handlers/handler'
import { page, refusedIf } from '../../_handlers/pages'
import { readFilters } from '../../_model/filters'
import { mailingListHref } from '../../_model/href'
import { readPage } from '../../_model/searchParams'
import { visible } from '../../_model/visible'
import { EMPTY_QUEUE, isListed, listQueue } from '../../data'

/** The queue of a mailing list, named by its address. */
export const GET = page('/list/[list]', ({ params, query }) => {
  const list = params.list.toLowerCase()
  if (!isListed(list)) notFound()
  const { values, filter } = readFilters(query)
  const queue = filter === undefined ? EMPTY_QUEUE : listQueue({ ...filter, list, page: readPage(query.page) })
  const base = mailingListHref(list)
  const feed = `${base}/atom`
  const problem = findSearchProblem(values.q)
  return refusedIf(
    problem,
    <Page
      title={`${visible(list)} · Reroll`}
      feed={{ href: feed, title: visible(list) }}
      crumbs={[{ text: 'Mailing lists', href: '/list' }]}
    >
      <QueueBody
        title={<bdi>{visible(list)}</bdi>}
        queue={queue}
        base={base}
        values={values}
        problem={problem}
        fixed={{ list }}
        feed={feed}
        empty={null}
      />
    </Page>,
  )
})
