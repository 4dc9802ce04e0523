import type { SaidView } from '../../../db/queries/views'
import { formatNumbers } from '../../_model/reviewTags'
import { POSITION_WORDS, STATUS_WORDS } from '../../_model/reviewWords'
import { visible } from '../../_model/visible'
import { lineId } from './MailBodyView'

/** The positions found in a mail: each with its sentence, which stands marked in the text below, the rule that told it, and what became of it. */
const MISMATCH = '; names somebody else than the sender, so it is not counted'
const STRANGER = '; the postings address others, so it does not decide the state'

/** `patch 1`, `patches 1, 3–5` */
function patchWords(patches: readonly number[]): string {
  return `${patches.length === 1 ? 'patch' : 'patches'} ${formatNumbers(patches)}`
}

export function Said({ said }: { readonly said: readonly SaidView[] }) {
  if (said.length === 0) return null
  return (
    <section aria-labelledby="said" className="mail-said">
      <h2 id="said">What it says</h2>
      <ul>
        {said.map((one) => (
          <li key={`${one.line} ${one.position}`}>
            <strong>{POSITION_WORDS[one.position]}</strong>
            {one.patches.length === 0 ? '' : ` (${patchWords(one.patches)})`}:{' '}
            <a href={`#${lineId(one.line)}`} className="mail-sentence">
              {visible(one.quote)}
            </a>{' '}
            <span className="mail-fate">
              <abbr title="the rule that found it">{one.rule}</abbr>
              {one.fits ? '' : one.position === 'applied' ? STRANGER : MISMATCH}
              {one.statuses.map(({ status, patches }) => (
                <span key={status}>
                  ; {STATUS_WORDS[status]}
                  {patches.length === 0 || patches.length === one.patches.length ? '' : ` (${patchWords(patches)})`}
                </span>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
