import type { ComponentChildren } from 'preact'
import type { SnippetPiece } from '../../../lib/search/snippet'
import { visible } from '../../_model/visible'

/** Text with the words that were searched for as marks. */
export function Marked({ pieces }: { readonly pieces: readonly SnippetPiece[] }): ComponentChildren {
  return pieces.map(({ text, hit }) => (hit ? <mark className="hits-mark">{visible(text)}</mark> : visible(text)))
}
