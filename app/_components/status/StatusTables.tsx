import type { Largest } from '../../../db/queries/status/largest'
import type { RejectionView } from '../../../db/queries/status/status'
import { messageHref, seriesHref } from '../../_model/href'
import { count } from '../../_model/pageWords'
import { type PublicSource, publicName } from '../../_model/publicSource'
import { visible } from '../../_model/visible'
import { ScrollBox } from '../shell/ScrollBox'
import { Time } from '../shell/Time'

/** Mails that were not imported, with the reason; `total`: how many there are. */
export function Rejections({ rows, total }: { readonly rows: readonly RejectionView[]; readonly total: number }) {
  return (
    <>
      <ScrollBox label="Rejected mails, scrolls sideways">
        <table className="list-sources">
          <caption className="visually-hidden">Rejected mails, where each was found, and why.</caption>
          <thead>
            <tr>
              <th scope="col">Source</th>
              <th scope="col">Reason</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ source, position, reason }) => (
              <tr>
                <th scope="row">
                  {visible(publicName(source))} <span>at {position.toLocaleString('en-US')}</span>
                </th>
                <td>{visible(reason)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {total > rows.length ? <p>And {count(total - rows.length, 'more mail')}.</p> : null}
    </>
  )
}

/** What takes the most time to import and to show. */
export function LargestTable({ largest: { keys, mails, patches } }: { readonly largest: Largest }) {
  const rows = [
    ...mails.map(({ id, title, mails }) => ({ href: seriesHref(id), name: title, size: count(mails, 'mail') })),
    ...patches.map(({ id, title, patches }) => ({
      href: seriesHref(id),
      name: title,
      size: count(patches, 'patch', 'patches'),
    })),
    ...keys.map(({ messageId, subject, keys }) => ({
      href: messageHref(messageId),
      name: subject,
      size: count(keys, 'key'),
    })),
  ]
  return (
    <ScrollBox label="Largest series and mails, scrolls sideways">
      <table className="list-sources">
        <caption className="visually-hidden">
          The series with the most mails and patches, and the mails with the most keys.
        </caption>
        <thead>
          <tr>
            <th scope="col">Series or mail</th>
            <th scope="col">Size</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ href, name, size }) => (
            <tr>
              <th scope="row">
                <a href={href}>{visible(name) || '(no title)'}</a>
              </th>
              <td>{size}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

/** Where mail comes from, and how the last run went. */
export function Sources({ sources }: { readonly sources: readonly PublicSource[] }) {
  return (
    <ScrollBox label="Sources, scrolls sideways">
      <table className="list-sources">
        <caption className="visually-hidden">Where mail comes from, and the result of the last run.</caption>
        <thead>
          <tr>
            <th scope="col">Source</th>
            <th scope="col">Last success</th>
            <th scope="col">New mails, last run and total</th>
            <th scope="col">Errors</th>
          </tr>
        </thead>
        <tbody>
          {sources.map((source) => (
            <tr>
              <th scope="row">
                {visible(source.name)} <span>{source.kind}</span>
              </th>
              <td>{source.lastSuccess === null ? 'never' : <Time iso={source.lastSuccess} precise />}</td>
              <td>
                {source.lastNew.toLocaleString('en-US')}, {source.totalNew.toLocaleString('en-US')}
              </td>
              <td>
                {source.failures === 0 ? 'none' : `failed ${count(source.failures, 'time')} since then`}
                {source.lastError === null ? '' : `: ${visible(source.lastError)}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}
