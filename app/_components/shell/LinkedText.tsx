import { linkify } from '../../_model/linkify'
import { visible } from '../../_model/visible'

/** Text from mail with its web addresses as links. */
export function LinkedText({ text }: { readonly text: string }) {
  return linkify(visible(text)).map((piece) =>
    piece.kind === 'text' ? (
      piece.text
    ) : (
      <a href={piece.href} rel="nofollow noopener ugc">
        {piece.text}
      </a>
    ),
  )
}
