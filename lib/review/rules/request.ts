import { withoutUrls } from '../../url'
import { matchesAny } from '../cueTable'
import { DEFECTS } from './cues/defect'
import { NITS } from './cues/nit'
import { NO_REQUEST, OPEN_QUESTION, POINTS_BACK, RESENDS, WISHES } from './cues/request'
import { wantsAnswer, wantsChange } from './question'

/** The rule `requests`: whether a sentence wants something done, also in the form of a question. A wish for an explanation is a question instead. */
export function requestsChange(sentence: string): boolean {
  const plain = withoutUrls(sentence)
  if (wantsAnswer(plain) || matchesAny(NO_REQUEST, plain) || matchesAny(OPEN_QUESTION, plain)) return false
  return [WISHES, DEFECTS, NITS].some((table) => matchesAny(table, plain)) || wantsChange(plain)
}

/** Whether a sentence wants the patch sent again. Such a request is for the author even where it answers another reviewer. */
export function wantsResend(sentence: string): boolean {
  return matchesAny(RESENDS, sentence)
}

/** Whether a sentence repeats the previous comment for another place ("same here"), and so asks for the same. */
export function pointsBack(sentence: string): boolean {
  return matchesAny(POINTS_BACK, sentence)
}
