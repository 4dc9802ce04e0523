import type { SeriesRow, StateView } from '../../../db/queries/views'
import { stateSign } from '../../_model/marks'
import { STATE_TONES, stateParts } from '../../_model/stateWords'
import { visible } from '../../_model/visible'
import { Sign } from '../marks/Sign'
import { Time } from '../shell/Time'

/** The mark for a state. Screen readers skip it, so it needs words beside it. */
export function StateMark({ kind }: { readonly kind: StateView['kind'] }) {
  return <Sign name={stateSign(kind)} className={`mark-${STATE_TONES[kind]}`} />
}

/** The state of a series as one phrase that links to its mail or commit: `Applied to vfio next by Alex Williamson, 2022-09-22`. */
export function StatePhrase({ series }: { readonly series: Pick<SeriesRow, 'state'> }) {
  return stateParts(series).map(({ words, proof }, index) => (
    <>
      {index === 0 ? '' : '; '}
      {proof === null ? (
        visible(words)
      ) : (
        <a href={proof.href} title={proof.why}>
          {visible(words)} <bdi>{visible(proof.who)}</bdi>, <Time iso={proof.date} what={proof.what} />
        </a>
      )}
    </>
  ))
}
