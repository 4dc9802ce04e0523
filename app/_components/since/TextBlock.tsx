import { visible } from '../../_model/visible'
import { ScrollBox } from '../shell/ScrollBox'

/** Lines to copy: one click selects all of them. */
export function TextBlock({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    <ScrollBox label={label} className="since-block">
      <pre data-copy="">{visible(text)}</pre>
    </ScrollBox>
  )
}
