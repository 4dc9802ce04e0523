import type { ComponentChildren } from 'preact'
import type { MessageHitView } from '../../../db/queries/views'
import { messageHref, seriesHref } from '../../_model/href'
import { visible } from '../../_model/visible'
import { PersonName } from '../shell/PersonName'
import { Time } from '../shell/Time'
import { Marked } from './Marked'

interface Props {
  readonly hits: readonly MessageHitView[]
  /** How a subject is shown. */
  readonly showTitle: (title: string) => ComponentChildren
  /** Whether they are below the title of their series. */
  readonly inSeries?: boolean
}

/** Mails that a search found, each with the text around the matching words. */
export function MessageHits({ hits, showTitle, inSeries = false }: Props) {
  const Heading = inSeries ? 'h4' : 'h3'
  return (
    <ol className="hits-list">
      {hits.map((hit) => (
        <li className="hits-hit">
          <Heading className="hits-subject">
            <a href={messageHref(hit.messageId)}>{hit.subject === '' ? '(no subject)' : showTitle(hit.subject)}</a>
          </Heading>
          <p className="hits-snippet">
            <bdi>
              <Marked pieces={hit.snippet} />
            </bdi>
          </p>
          <p className="hits-meta">
            <PersonName person={hit.from} />
            <Time iso={hit.received} />
            {hit.series === null ? null : inSeries ? (
              <span>{visible(hit.series.label)}</span>
            ) : (
              <span>
                {visible(hit.series.label)} of{' '}
                <a href={seriesHref(hit.series.id)}>{visible(hit.series.title) || '(no title)'}</a>
              </span>
            )}
          </p>
        </li>
      ))}
    </ol>
  )
}
