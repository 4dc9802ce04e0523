import type { SeriesRow } from '../../db/queries/views'
import { seriesHref } from '../_model/href'
import { stateWords } from '../_model/reviewWords'
import { visible } from '../_model/visible'
import { count } from '../_model/words'
import styles from './list.module.css'
import { Time } from './Time'

/** Series as the contents page of a journal: the day of the newest mail, the title, then what there is to know. */
export function SeriesList({ rows, level = 2 }: { readonly rows: readonly SeriesRow[]; readonly level?: 2 | 3 }) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <ol className={styles.list}>
      {rows.map((row) => (
        <li key={row.id} className={styles.row}>
          <p className={styles.when}>
            <span className="visuallyHidden">Newest mail </span>
            <Time iso={row.lastActivity} />
          </p>
          <div>
            <Heading className={styles.title}>
              <a href={seriesHref(row.id)}>{visible(row.title) || '(no title)'}</a>
            </Heading>
            <p className={styles.meta}>
              <bdi className={styles.author}>{visible(row.author.name) || visible(row.author.email)}</bdi>
              <strong className={styles.state}>{visible(stateWords(row.state))}</strong>
              <span>{patchWords(row)}</span>
              <span>{row.replies === 0 ? 'no replies' : count(row.replies, 'reply', 'replies')}</span>
              <span>{row.reviewers === 0 ? 'no reviewers' : count(row.reviewers, 'reviewer')}</span>
              {row.lists.length === 0 ? null : <span className={styles.lists}>{visible(listWords(row.lists))}</span>}
            </p>
          </div>
          <p className={styles.versions}>
            <span className="visuallyHidden">Versions: </span>
            {row.versionLabels.map((label, index) => (
              <span key={label} className={index === row.versionLabels.length - 1 ? styles.newest : undefined}>
                {label}{' '}
              </span>
            ))}
          </p>
        </li>
      ))}
    </ol>
  )
}

function patchWords(row: SeriesRow): string {
  return row.present < row.total
    ? `${row.present} of ${count(row.total, 'patch', 'patches')} on record`
    : count(row.total, 'patch', 'patches')
}

/** `kvm, linux-s390`: the part before the @ names a list well enough; after three names the rest is counted. */
export function listWords(lists: readonly string[]): string {
  const names = lists.map((list) => list.split('@', 1).join(''))
  return names.length <= 3 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`
}
