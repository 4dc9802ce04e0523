import { download } from '../../../_handlers/download'
import { notFound } from '../../../_handlers/handler'
import { seriesEntry } from '../../../_model/feedEntries'
import { feedResponse } from '../../../_model/feedResponse'
import { mailingListHref } from '../../../_model/href'
import { listFeed } from '../../../data'

/** The series of a mailing list. */
export const GET = download('/list/[list]/atom', ({ params }) => {
  const list = params.list.toLowerCase()
  const series = listFeed({ list })
  if (series.length === 0) notFound('list')
  return feedResponse({
    identity: ['list', list],
    title: list,
    self: `${mailingListHref(list)}/atom`,
    page: mailingListHref(list),
    entries: series.map(seriesEntry),
  })
})
