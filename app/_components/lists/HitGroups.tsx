import type { ComponentChildren } from 'preact'
import type { HitGroupView } from '../../../db/queries/views'
import { figure } from '../../../lib/text'
import { messageHref, searchHref, seriesHref } from '../../_model/href'
import { count } from '../../_model/pageWords'
import { visible } from '../../_model/visible'
import { MessageHits } from './MessageHits'

interface Props {
  readonly groups: readonly HitGroupView[]
  readonly query: string
  /** The name of the list that was searched. */
  readonly list: string | undefined
  /** How a title or subject is shown. */
  readonly showTitle: (title: string) => ComponentChildren
}

/** Mails that a search found, by series; where there are more of a series than fit, a link to all of them. */
export function HitGroups({ groups, query, list, showTitle }: Props) {
  return groups.map(({ series, total, rows }) => (
    <section className="hits-group">
      {series === null ? null : (
        <h3 className="hits-series">
          <a href={seriesHref(series.id)}>{series.title === '' ? '(no title)' : showTitle(series.title)}</a>{' '}
          <span className="hits-count">{count(total, 'mail')}</span>
        </h3>
      )}
      <MessageHits hits={rows} showTitle={showTitle} inSeries={series !== null} />
      {total <= rows.length ? null : (
        <p className="hits-more">
          {series === null ? (
            <a href={messageHref(rows[0]?.messageId ?? '')}>{figure(total - rows.length)} more in this thread</a>
          ) : (
            <a
              href={searchHref(query, { list, series: series.id })}
              aria-label={`all ${count(total, 'mail')} of ${visible(series.title)}`}
            >
              all {count(total, 'mail')}
            </a>
          )}
        </p>
      )}
    </section>
  ))
}
