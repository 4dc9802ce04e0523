import { diffHref, seriesHref } from '../../../_model/href'
import { checkMessageId } from '../../../_model/messageId'
import { readKey, readNumber } from '../../../_model/range'
import { readView, viewQuery } from '../../../_model/view'
import { getStep } from '../../../data'

export const dynamic = 'force-dynamic'

/** Where the compare form lands: `?from=2&to=4&patch=6` is answered with the permanent address of that comparison. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const id = checkMessageId((await params).id)
  if (id === undefined) return new Response('not a Message-ID\n', { status: 400 })
  const query = new URL(request.url).searchParams
  const from = readKey(query.get('from'))
  const to = readKey(query.get('to'))
  const location =
    from === undefined || to === undefined
      ? seriesHref(id)
      : diffHref(id, from, to, patchOf(id, from, to, query)) + viewQuery(readView(query.get('view') ?? ''))
  return new Response(null, { status: 307, headers: { location } })
}

/** The patch asked for, when the chosen pair of versions has it: the number may come from another pair. */
function patchOf(id: string, from: string, to: string, query: URLSearchParams): number | undefined {
  const number = readNumber(query.get('patch'))
  if (number === undefined) return undefined
  return getStep(id, from, to)?.rows.some((row) => row.number === number) ? number : undefined
}
