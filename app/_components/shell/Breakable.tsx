import { linkify } from '../../_model/linkify'
import { visible } from '../../_model/visible'

/** Text of a mail in which a long address breaks after a slash or an at sign, and not in the middle of a word. */
export function Breakable({ text }: { readonly text: string }) {
  return (
    <>
      {linkify(text).map((piece) =>
        piece.kind === 'text'
          ? visible(piece.text)
          : piece.text.split(/(?<=[/@?&])(?=[^/])/).map((part, index) => (
              <>
                {index === 0 ? null : <wbr />}
                {visible(part)}
              </>
            )),
      )}
    </>
  )
}
