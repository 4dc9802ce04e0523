import { seriesEntry } from '../../_model/feedEntries'
import { feedResponse } from '../../_model/feedResponse'
import { trimPath } from '../../_model/filters'
import { pathHref } from '../../_model/href'
import { textResponse } from '../../_model/respond'
import { readText } from '../../_model/searchParams'
import { listFeed } from '../../data'

export const dynamic = 'force-dynamic'

/** The series that touch a file or folder. Asked for as `/path/<path>/atom`, which next.config.ts leads here: nothing may follow a catch-all. */
export async function GET(_request: Request, { params }: { params: Promise<{ path: string[] }> }): Promise<Response> {
  const path = trimPath(readText((await params).path.join('/')))
  const series = path === '' ? [] : listFeed({ path })
  if (series.length === 0) return textResponse('no series on record touches this path\n', 404)
  return feedResponse({
    identity: ['path', path],
    title: path,
    self: `${pathHref(path)}/atom`,
    page: pathHref(path),
    entries: series.map(seriesEntry),
  })
}
