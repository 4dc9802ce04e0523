import { notFound, permanentRedirect } from 'next/navigation'
import { messageHref } from '../../_model/href'
import { readMessageId } from '../../_model/messageId'
import { getMessage } from '../../data'

export const dynamic = 'force-dynamic'

/** `/r/<Message-ID>` as on lore: leads to the mail. Slashes of the id may stand unencoded. */
export default async function ShortLink({ params }: { readonly params: Promise<{ readonly id: readonly string[] }> }) {
  const id = readMessageId((await params).id.join('/'))
  if (id === undefined || getMessage(id) === undefined) notFound()
  permanentRedirect(messageHref(id))
}
