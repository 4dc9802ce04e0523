import type { PullState, StateView } from '../../../db/queries/views'
import { StateMark } from '../lists/StateMark'

/** The state of a series that has the same mark. */
const MARKS: Readonly<Record<PullState, StateView['kind']>> = {
  requested: 'under-review',
  pulled: 'applied',
  superseded: 'superseded',
  withdrawn: 'withdrawn',
  declined: 'rejected',
}

export const STATE_WORDS: Readonly<Record<PullState, string>> = {
  requested: 'Requested',
  pulled: 'Pulled',
  superseded: 'Superseded',
  withdrawn: 'Withdrawn',
  declined: 'Declined',
}

/** The mark for the state of a pull request. Screen readers skip it, so it needs words beside it. */
export function PullStateMark({ state }: { readonly state: PullState }) {
  return <StateMark kind={MARKS[state]} />
}
