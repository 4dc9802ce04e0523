import type { ComponentChildren } from 'preact'
import type { MessageHitView } from '../../../db/queries/views'
import { visible } from '../../_model/visible'

/** Text with the words that were searched for as marks. */
export function Marked({ pieces }: { readonly pieces: MessageHitView['snippet'] }): ComponentChildren {
  return pieces.map(({ text, hit }) => (hit ? <mark className="hits-mark">{visible(text)}</mark> : visible(text)))
}
