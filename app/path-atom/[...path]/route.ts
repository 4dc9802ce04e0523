import { download } from '../../_handlers/download'
import { notFound } from '../../_handlers/handler'
import { seriesEntry } from '../../_model/feedEntries'
import { feedResponse } from '../../_model/feedResponse'
import { trimPath } from '../../_model/filters'
import { pathHref } from '../../_model/href'
import { listFeed } from '../../data'

/** The series that touch a file or folder. next.config.ts rewrites `/path/<path>/atom` to this route, since Next allows nothing after a catch-all. */
export const GET = download('/path-atom/[...path]', ({ params }) => {
  const path = trimPath(params.path.join('/'))
  const series = path === '' ? [] : listFeed({ path })
  if (series.length === 0) notFound('path')
  return feedResponse({
    identity: ['path', path],
    title: path,
    self: `${pathHref(path)}/atom`,
    page: pathHref(path),
    entries: series.map(seriesEntry),
  })
})
