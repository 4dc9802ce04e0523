import type { ProseLine } from '../../../lib/evolution/types'
import { ScrollBox } from '../shell/ScrollBox'
import { DiffLines } from './DiffLine'

/** The commit message of both versions with the words that differ marked. */
export function ProseDiff(props: { readonly lines: readonly ProseLine[]; readonly from: string; readonly to: string }) {
  if (props.lines.length === 0) return <p className="diff-none">The patch has no commit message.</p>
  return (
    <ScrollBox label="Text of the commit message, scrolls sideways">
      <DiffLines lines={props.lines} from={props.from} to={props.to} />
    </ScrollBox>
  )
}
