import type { SeriesDocument } from '../../db/queries/views'
import { visible } from '../_model/visible'
import { count } from '../_model/words'
import { ListLinks } from './ListLinks'
import styles from './series.module.css'
import { TakeAway } from './TakeAway'
import { Time } from './Time'

/** Title, author and the facts of the series in one line; beside them what one takes along. */
export function SeriesHead({ series }: { readonly series: SeriesDocument }) {
  const newest = series.versions.at(-1)
  const first = series.versions[0]
  return (
    <header className={styles.head}>
      <div>
        <h1>{visible(series.title) || '(no title)'}</h1>
        <p className={styles.byline}>
          <bdi>{visible(series.author.name) || visible(series.author.email)}</bdi>
        </p>
        <p className={styles.facts}>
          {newest === undefined ? null : (
            <span>
              <strong>{newest.label}</strong>, {count(newest.total, 'patch', 'patches')}
            </span>
          )}
          <span>{count(series.messages, 'mail')}</span>
          <span>
            {first === undefined ? null : (
              <>
                <Time iso={first.received} /> to{' '}
              </>
            )}
            <Time iso={series.lastActivity} />
          </span>
          {series.lists.length === 0 ? null : <ListLinks lists={series.lists} />}
        </p>
      </div>
      <TakeAway series={series} />
    </header>
  )
}
