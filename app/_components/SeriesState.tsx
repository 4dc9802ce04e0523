import type { SeriesDocument } from '../../db/queries/views'
import { loreHref, messageHref } from '../_model/href'
import { stateWords, turnWords } from '../_model/reviewWords'
import { isOpen } from '../_model/standings'
import { visible } from '../_model/visible'
import { count } from '../_model/words'
import styles from './state.module.css'
import { Time } from './Time'

const GOOD = ['applied', 'partly-applied']
const BAD = ['regression-reported', 'rejected', 'changes-requested']

/** Where the series stands, by whose words, and whose turn it is: what a maintainer wants to know in ten seconds. */
export function SeriesState({ series }: { readonly series: SeriesDocument }) {
  const { state, turn } = series
  const tone = GOOD.includes(state.kind) ? styles.good : BAD.includes(state.kind) ? styles.bad : ''
  const said = series.positions.find(({ messageId }) => messageId === state.messageId)
  const words = turnWords(turn)
  return (
    <div className={styles.state}>
      <p className={`${styles.kind} ${tone}`}>{visible(stateWords(state))}</p>
      <p className={styles.facts}>
        {words === '' ? null : (
          <span>
            {words}, since <Time iso={turn.since} />
          </span>
        )}
        <Summary series={series} />
      </p>
      {state.quote === '' ? null : (
        <p className={styles.quote}>
          “<bdi>{visible(state.quote)}</bdi>”{' '}
          <a href={messageHref(state.messageId)}>
            {said === undefined ? 'mail' : <bdi>{visible(said.person.name) || said.person.emails[0]}</bdi>}
          </a>
          <Fixes series={series} />
        </p>
      )}
    </div>
  )
}

/** Where the fix of a reported regression can be found. */
function Fixes({ series }: { readonly series: SeriesDocument }) {
  const fixes = [...new Set(series.regressions.flatMap(({ fix }) => fix ?? []))]
  return fixes.map((fix) => (
    <span key={fix}>
      {' · '}
      <a href={loreHref(fix)}>the fix</a>
    </span>
  ))
}

/** How many patches are reviewed, what is open, and which tags are older than the code. */
function Summary({ series }: { readonly series: SeriesDocument }) {
  const newest = series.versions.findLast(({ patches }) => patches.length > 0)
  if (newest === undefined) return null
  const tags = series.standings.filter(({ position }) => position.startsWith('approves') || position === 'tested')
  const reviewed = new Set(
    tags.flatMap(({ patch }) => (patch === null ? newest.patches.map(({ number }) => number) : [patch])),
  )
  const stale = tags.filter(({ status }) => status === 'stale').length
  const open = series.standings.filter(isOpen).length
  return (
    <>
      <span>
        {reviewed.size} of {newest.total} reviewed
      </span>
      {stale === 0 ? null : <span>{count(stale, 'tag')} older than the code</span>}
      <span>{open === 0 ? 'nothing open' : <a href="#reviewers">{open} open</a>}</span>
    </>
  )
}
