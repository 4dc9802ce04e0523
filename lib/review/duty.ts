import { assertNever } from '../assertNever'
import type { Turn } from './turn'

/** What a series can be waiting on one person for. The names are part of the interface of `/api/people`. In the order of a person's page. */
export const DUTIES = ['apply', 'pull', 'answer', 'respin', 'look-again', 'review'] as const

/**
 * `apply`: ready, or waiting on them for another reason as one who applies it; `pull`: it is in a pull request to them; `answer`: their own series
 * has something to answer, or its author asked them; `respin`: they promised a change of their own series, or have to post an RFC as patches; `look-again`:
 * the author answered them, or code changed after their tag or comment; `review`: it has no complete review yet, and was sent to them as somebody who applies
 * patches, or to nobody else.
 */
export type Duty = (typeof DUTIES)[number]

/** What a series is waiting for, of the people that it waits on. Null when nobody has to act. */
export function dutyOf({ whose, why }: Pick<Turn, 'whose' | 'why'>): Duty | null {
  switch (whose) {
    case 'nobody':
      return null
    case 'author':
      return why === 'promised' || why === 'in-review' ? 'respin' : 'answer'
    case 'maintainer':
      if (why === 'in-pull-request') return 'pull'
      return why === 'pinged' ? 'answer' : 'apply'
    case 'reviewers':
      if (why === 'pinged') return 'answer'
      return why === 'answered' ? 'look-again' : 'review'
    default:
      return assertNever(whose)
  }
}
