import { QueueBody } from '../../_components/lists/QueueBody'
import { Page } from '../../_components/shell/Page'
import { filteredQueue } from '../../_handlers/filters'
import { notFound } from '../../_handlers/handler'
import { page, refusedIf } from '../../_handlers/pages'
import { mailingListHref } from '../../_model/href'
import { visible } from '../../_model/visible'
import { isListed } from '../../data'

/** The queue of a mailing list, named by its address. */
export const GET = page('/list/[list]', ({ params, query }) => {
  const list = params.list.toLowerCase()
  if (!isListed(list)) notFound()
  const { values, queue, problem, refusal } = filteredQueue(query, { list })
  const base = mailingListHref(list)
  const feed = `${base}/atom`
  return refusedIf(
    refusal,
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
