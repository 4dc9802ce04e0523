import { personEntry } from '../../../_model/feedEntries'
import { feedResponse } from '../../../_model/feedResponse'
import { personHref } from '../../../_model/href'
import { checkMessageId } from '../../../_model/messageId'
import { textResponse } from '../../../_model/respond'
import { listPersonFeed } from '../../../data'

export const dynamic = 'force-dynamic'

/** The series a person takes part in, with what it comes to for them: their tags, their remarks. */
export async function GET(_request: Request, { params }: { params: Promise<{ address: string }> }): Promise<Response> {
  const address = checkMessageId((await params).address)
  const found = address === undefined ? undefined : listPersonFeed(address)
  if (address === undefined || found === undefined) return textResponse('no such person on record\n', 404)
  return feedResponse({
    identity: ['person', address.toLowerCase()],
    title: `${found.name || address}: series`,
    self: `${personHref(address)}/atom`,
    page: personHref(address),
    entries: found.series.map(personEntry),
  })
}
