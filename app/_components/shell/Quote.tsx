import { cutText } from '../../_model/cutText'
import { messageHref } from '../../_model/href'
import { visible } from '../../_model/visible'
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

/** A longer line is cut. */
const MAX_LINE = 100

/** The line of a patch or mail that a comment quotes, above the comment; nothing without one. */
export function QuotedLine({ line }: { readonly line: string | null }) {
  if (line === null) return null
  return <code className="shell-quoted">{visible(cutText(line.trim(), MAX_LINE))}</code>
}
