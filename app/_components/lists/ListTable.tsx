import type { ListQueueView } from '../../../db/queries/views'
import { QUEUES } from '../../../lib/review/queue'
import { figure } from '../../../lib/text'
import { filterHref } from '../../_model/filters'
import { GROUP_NAMES } from '../../_model/groupWords'
import { mailingListHref } from '../../_model/href'
import { visible } from '../../_model/visible'
import { Time } from '../shell/Time'

/** Mailing lists, one a line, each with the size of every group of its queue, linked to that group. On a phone each is a card. */
export function ListTable({ lists }: { readonly lists: readonly ListQueueView[] }) {
  return (
    <table className="counts-table">
      <caption className="visually-hidden">Mailing lists with the groups of their queues</caption>
      <thead>
        <tr>
          <th scope="col" className="counts-name">
            list
          </th>
          {QUEUES.map((group) => (
            <th scope="col" className="counts-size">
              {GROUP_NAMES[group].toLowerCase()}
            </th>
          ))}
          <th scope="col" className="counts-size">
            all
          </th>
          <th scope="col" className="counts-since">
            newest mail
          </th>
        </tr>
      </thead>
      <tbody>
        {lists.map((view) => (
          <Row view={view} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ view: { list, total, groups, lastActivity } }: { readonly view: ListQueueView }) {
  const href = mailingListHref(list)
  return (
    <tr data-item="list">
      <th scope="row" className="counts-name">
        <a href={href}>{visible(list)}</a>
      </th>
      {QUEUES.map((group) => {
        const size = groups.find(({ value }) => value === group)?.count ?? 0
        if (size === 0) return <td className="counts-size counts-none">·</td>
        return (
          <td className="counts-size">
            <a href={filterHref(href, { group })}>
              {figure(size)}
              <span className="counts-word"> {GROUP_NAMES[group].toLowerCase()}</span>
            </a>
          </td>
        )
      })}
      <td className="counts-size">
        {figure(total)}
        <span className="counts-word"> series in all</span>
      </td>
      <td className="counts-since" data-label="newest mail">
        <Time iso={lastActivity} />
      </td>
    </tr>
  )
}
