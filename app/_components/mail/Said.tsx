import type { OutcomeView, SaidView } from '../../../db/queries/views'
import { nameNumbers } from '../../_model/patchNumbers'
import { fateWords, positionWords, STATUS_WORDS, unclearScopeWords } from '../../_model/reviewWords'
import { visible } from '../../_model/visible'
import { Letters } from '../marks/Mark'
import { lineId } from './MailBodyView'

const MISMATCH = 'names someone other than the sender, or answers the diff of another reviewer, so it does not count'
const STRANGER = 'the sender is not known to decide here, so it does not count'

/** The positions found in a mail, each with its sentence, which is marked in the text below, and with what became of it. */
export function Said({ said }: { readonly said: readonly SaidView[] }) {
  if (said.length === 0) return null
  return (
    <section aria-labelledby="said" className="mail-said">
      <h2 id="said">How Reroll read this mail</h2>
      <ul>
        {said.map((one, index) => (
          <li>
            <Letters said={{ ...one, outcome: saidOutcome(one) }} />{' '}
            <strong title={`rule: ${one.rule}`}>{positionWords(one)}</strong>
            {one.patches.length === 0 ? '' : ` (${nameNumbers(one.patches)})`}:{' '}
            <a href={`#${lineId(one.line)}`} className="mail-sentence">
              {visible(one.quote)}
            </a>{' '}
            <span className="mail-fate">{newOutcome(said, index)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What became of it in all, for its mark: of a tag, on the first patches that have it. */
function saidOutcome({ statuses, outcome }: SaidView): OutcomeView | null {
  const [first] = statuses
  if (outcome !== null || first === undefined) return outcome
  return {
    status: first.status,
    answered: false,
    answeredBy: null,
    changedIn: null,
    messageOnly: false,
    announcedIn: null,
    mergedOver: false,
  }
}

/** What became of a position; '' when the next sentence is of the same comment, which says it. */
function newOutcome(said: readonly SaidView[], index: number): string {
  const [one, next] = said.slice(index, index + 2).map((each) => outcomes(each).join('; '))
  return one === next && said[index]?.outcome !== null ? '' : (one ?? '')
}

/** What became of a position, by patches, and why it does not count, if it does not. */
function outcomes({ position, patches, fits, scopeUnclear, statuses, outcome }: SaidView): string[] {
  return [
    ...(fits ? [] : [position === 'applied' ? STRANGER : MISMATCH]),
    ...(scopeUnclear ? [unclearScopeWords(patches.length > 0)] : []),
    ...statuses.map(({ status, patches: own }) =>
      own.length === 0 || own.length === patches.length
        ? STATUS_WORDS[status]
        : `${STATUS_WORDS[status]} (${nameNumbers(own)})`,
    ),
    ...(outcome === null ? [] : [fateWords(outcome)]),
  ]
}
