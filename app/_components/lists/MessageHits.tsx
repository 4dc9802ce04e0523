import type { MessageHitView } from '../../../db/queries/views'
import { messageHref, seriesHref } from '../../_model/href'
import { visible } from '../../_model/visible'
import { PersonName } from '../shell/PersonName'
import { Time } from '../shell/Time'

/** Mails that a search found, each with the text around the matching words. */
export function MessageHits({ hits }: { readonly hits: readonly MessageHitView[] }) {
  return (
    <ol className="hits-list">
      {hits.map((hit) => (
        <li className="hits-hit">
          <h3 className="hits-subject">
            <a href={messageHref(hit.messageId)}>{visible(hit.subject) || '(no subject)'}</a>
          </h3>
          <p className="hits-snippet">
            <bdi>
              {hit.snippet.map(({ text, hit: found }) =>
                found ? <mark>{visible(text)}</mark> : <span>{visible(text)}</span>,
              )}
            </bdi>
          </p>
          <p className="hits-meta">
            <PersonName person={hit.from} />
            <Time iso={hit.received} />
            {hit.series === null ? null : (
              <span>
                {visible(hit.series.label)} of <a href={seriesHref(hit.series.id)}>{visible(hit.series.title)}</a>
              </span>
            )}
          </p>
        </li>
      ))}
    </ol>
  )
}
