import type { ComponentChildren } from 'preact'
import type { SearchMessagesView } from '../../../db/queries/views'
import { seriesHref } from '../../_model/href'
import { count } from '../../_model/pageWords'
import { visible } from '../../_model/visible'
import { MessageHits } from './MessageHits'
import { Pager } from './Pager'

interface Props {
  readonly series: { readonly key: string; readonly title: string }
  readonly hits: SearchMessagesView
  /** The address of the first page. */
  readonly href: string
  /** The address of the same search in all series. */
  readonly all: string
  readonly showTitle: (title: string) => ComponentChildren
}

/** All mails of one series that a search found. */
export function SeriesHits({ series, hits, href, all, showTitle }: Props) {
  return (
    <>
      <p className="list-sum" role="status">
        {hits.cut ? 'at least ' : ''}
        {count(hits.total, 'mail')} of{' '}
        <a href={seriesHref(series.key)}>
          <bdi>{visible(series.title) || '(no title)'}</bdi>
        </a>
        . <a href={all}>All results</a>
      </p>
      <MessageHits hits={hits.rows} showTitle={showTitle} />
      <Pager page={hits.page} pages={hits.pages} path={href} />
    </>
  )
}
