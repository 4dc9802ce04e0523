import type { VersionView } from '../../../db/queries/views'
import { isoTime } from '../../../lib/isoTime'
import { messageHref } from '../../_model/href'
import { SIGNS } from '../../_model/marks'
import { count } from '../../_model/pageWords'
import { formatMinute } from '../../_model/time'
import type { TimelineEvent } from '../../_model/timeline'
import { visible } from '../../_model/visible'

/** Limits the table, so that a page stays small however long the discussion was. */
const MAX_ROWS = 80

interface Row {
  readonly atMs: number
  readonly who: string
  readonly what: string
  readonly messageId: string
}

/** The picture as a table, newest first. */
export function TimelineTable(props: {
  readonly events: readonly TimelineEvent[]
  readonly versions: readonly VersionView[]
}) {
  const said = props.events.map(
    ({ atMs, who, kind, on, messageId }): Row => ({ atMs, who, what: `${SIGNS[kind].words}, ${on}`, messageId }),
  )
  const posted = props.versions.map(
    ({ received, label, cover, patches }): Row => ({
      atMs: Date.parse(received),
      who: label,
      what: 'posted',
      messageId: cover ?? patches[0]?.messageId ?? '',
    }),
  )
  const rows = [...said, ...posted].sort((a, b) => b.atMs - a.atMs)
  return (
    <details className="timeline-same">
      <summary>Show as a table</summary>
      <table className="timeline-table">
        <caption className="visually-hidden">Who said what when, newest first</caption>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Who</th>
            <th scope="col">What</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MAX_ROWS).map(({ atMs, who, what, messageId }) => (
            <tr>
              <td>{Number.isNaN(atMs) ? '' : formatMinute(isoTime(atMs))}</td>
              <td>{visible(who)}</td>
              <td>
                <a href={messageHref(messageId)}>{visible(what)}</a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > MAX_ROWS ? (
        <p>{count(rows.length - MAX_ROWS, 'older row')} not shown; the marks above link to them.</p>
      ) : null}
    </details>
  )
}
