import type { SinceReviewView } from '../../../db/queries/views'
import { carryText } from '../../_model/sinceWords'
import { Section } from '../shell/Page'
import { TextBlock } from './TextBlock'

interface Props {
  readonly carry: NonNullable<SinceReviewView['carry']>
  /** Label of the newest version. */
  readonly newest: string
}

/** For the author: which tags the next version may carry, and which to ask for again. */
export function Carry({ carry, newest }: Props) {
  const text = carryText(carry)
  return (
    <Section id="carry" title="To copy" note={`by what changed up to ${newest}`}>
      {text === '' ? (
        <p>No review tags to carry.</p>
      ) : (
        <TextBlock text={text} label="Review tags for the next version" />
      )}
    </Section>
  )
}
