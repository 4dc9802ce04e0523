import type { PersonSeriesView, StandingView } from '../../db/queries/views'
import { messageHref, seriesHref } from '../_model/href'
import { formatNumbers } from '../_model/reviewTags'
import { POSITION_WORDS, STATUS_WORDS, stateWords } from '../_model/reviewWords'
import { groupBySentence, waitsFor } from '../_model/standings'
import { visible } from '../_model/visible'
import styles from './person.module.css'
import { Time } from './Time'

/** The series of one person: state, what they hold in it, and what it wants of them. */
export function PersonSeries({ series }: { readonly series: readonly PersonSeriesView[] }) {
  return (
    <ol className={styles.list}>
      {series.map((one) => (
        <li key={one.id}>
          <h3 className={styles.title}>
            <a href={seriesHref(one.id)}>{visible(one.title) || '(no title)'}</a> {one.newest}
          </h3>
          <p className={styles.meta}>
            {one.own ? 'own series' : <bdi>{visible(one.author.name) || visible(one.author.email)}</bdi>} ·{' '}
            {visible(stateWords(one.state))} · <Time iso={one.lastActivity} />
          </p>
          {waitsFor(one).map((reason) => (
            <p key={reason} className={styles.wanted}>
              {reason}
            </p>
          ))}
          <ul className={styles.said}>
            {groupBySentence(one.standings).map((standings) => (
              <Said
                key={`${standings[0]?.messageId} ${standings[0]?.position} ${standings[0]?.quote}`}
                standings={standings}
              />
            ))}
          </ul>
        </li>
      ))}
    </ol>
  )
}

function Said({ standings }: { readonly standings: readonly StandingView[] }) {
  const first = standings[0]
  if (first === undefined) return null
  const numbers = standings.flatMap(({ patch }) => patch ?? [])
  const statuses = [...new Set(standings.map(({ status }) => STATUS_WORDS[status]))]
  return (
    <li>
      <strong>{POSITION_WORDS[first.position]}</strong>
      {numbers.length === 0 ? '' : ` on patch ${formatNumbers(numbers)}`}, {first.sinceLabel}: {statuses.join('; ')}{' '}
      <q>
        <bdi>{visible(first.quote)}</bdi>
      </q>{' '}
      <a href={messageHref(first.messageId)}>mail</a>
    </li>
  )
}
