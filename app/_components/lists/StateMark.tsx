import type { SeriesRow, StateView } from '../../../db/queries/views'
import { STATE_TONES, stateParts } from '../../_model/stateWords'
import { visible } from '../../_model/visible'
import { Time } from '../shell/Time'

/** Paths on a grid of 12 x 12: filled for what was applied, outlined for what is open, crossed out for what is over. */
const SHAPES: Readonly<Record<StateView['kind'], string>> = {
  'under-review': 'M6 1a5 5 0 1 0 0 10A5 5 0 0 0 6 1zm0 1.6a3.4 3.4 0 1 1 0 6.8 3.4 3.4 0 0 1 0-6.8z',
  'changes-requested': 'M6 .8 11.2 6 6 11.2.8 6zm0 2.3L3.1 6 6 8.9 8.9 6z',
  applied: 'M1 1h10v10H1zM5 8.9 9.6 3.7 8.5 2.8 4.9 6.9 3.3 5.3 2.3 6.3z',
  'partly-applied': 'M1 1h10v10H1zM2.5 2.5v7H6v-7z',
  'regression-reported': 'M6 .6 11.8 11H.2zM5.3 4v3.6h1.4V4zM5.3 8.5v1.3h1.4V8.5z',
  reverted: 'M5 1v2.6h2.2a3.2 3.2 0 0 1 0 6.4H3v-1.6h4.2a1.6 1.6 0 0 0 0-3.2H5v2.6L1.2 4.4z',
  'in-pull-request': 'M5.2 1h1.6v6.2l2.1-2.1L10 6.2l-4 4-4-4 1.1-1.1 2.1 2.1zM1 10.4h10V12H1z',
  deferred: 'M2.5 1.5h2.4v9H2.5zM7.1 1.5h2.4v9H7.1z',
  'not-applicable':
    'M6 1a5 5 0 1 0 0 10A5 5 0 0 0 6 1zM3.2 7.9 7.9 3.2a3.3 3.3 0 0 0-4.7 4.7zm.9.9a3.3 3.3 0 0 0 4.7-4.7z',
  rejected: 'M2.4 1.1 6 4.7l3.6-3.6 1.3 1.3L7.3 6l3.6 3.6-1.3 1.3L6 7.3l-3.6 3.6-1.3-1.3L4.7 6 1.1 2.4z',
  withdrawn: 'M1 5.2h10v1.6H1z',
  superseded: 'M1 2l5 4-5 4zM6 2l5 4-5 4z',
}

/** The mark for a state. Screen readers skip it, so it needs words beside it. */
export function StateMark({ kind }: { readonly kind: StateView['kind'] }) {
  return (
    <svg className={`mark mark-${STATE_TONES[kind]}`} viewBox="0 0 12 12" aria-hidden="true">
      <path fillRule="evenodd" d={SHAPES[kind]} />
    </svg>
  )
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
