import { messageHref } from '../../_model/href'
import { Breakable } from './Breakable'

/** A sentence of a mail as it was written, with a link to the mail that proves it. */
export function Quote({ quote, messageId }: { readonly quote: string; readonly messageId: string }) {
  return (
    <>
      <q>
        <bdi>
          <Breakable text={quote} />
        </bdi>
      </q>{' '}
      <a href={messageHref(messageId)}>mail</a>
    </>
  )
}
