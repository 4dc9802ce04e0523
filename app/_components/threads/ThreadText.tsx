import { reflow } from '../../_model/reflow'
import { visible } from '../../_model/visible'

/** Longer comments are folded after about SHOWN characters, and cut after MAX_TEXT; the mail has all of it. */
const MAX_SHOWN = 900
const SHOWN = 600
const MAX_TEXT = 6_000

/** The words of a comment or reply; the rest of a long one is folded. */
export function ThreadText({ text }: { readonly text: string }) {
  if (text === '') return null
  if (text.length <= MAX_SHOWN)
    return (
      <p className="threads-text" data-mail="">
        {visible(reflow(text))}
      </p>
    )
  const end = text.lastIndexOf('\n', SHOWN)
  const cut = end > SHOWN / 2 ? end : SHOWN
  return (
    <>
      <p className="threads-text" data-mail="">
        {visible(reflow(text.slice(0, cut)))}
      </p>
      <details>
        <summary className="threads-hidden">show all</summary>
        <p className="threads-text" data-mail="">
          {visible(reflow(text.slice(cut, MAX_TEXT).replace(/^\n/, '')))}
          {text.length > MAX_TEXT ? ' … (cut here; the mail has all of it)' : ''}
        </p>
      </details>
    </>
  )
}
