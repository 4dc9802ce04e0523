import type { ListQueueView } from '../../../db/queries/views'
import { QUEUES, type Queue } from '../../../lib/review/queue'
import { figure } from '../../../lib/text'
import { filterHref } from '../../_model/filters'
import { GROUP_NAMES } from '../../_model/groupWords'
import { mailingListHref } from '../../_model/href'
import { visible } from '../../_model/visible'
import { Time } from '../shell/Time'
import { CountCell, CountsTable } from './CountsTable'

/** Mailing lists, each with the size of every group of its queue, linked to that group. */
export function ListTable({ lists }: { readonly lists: readonly ListQueueView[] }) {
  return (
    <CountsTable
      caption="Mailing lists with the groups of their queues"
      of="list"
      sizes={[...QUEUES.map((group) => ({ name: nameOf(group) })), { name: 'all' }]}
      since="newest mail"
    >
      {lists.map((view) => (
        <Row view={view} />
      ))}
    </CountsTable>
  )
}

function nameOf(group: Queue): string {
  return GROUP_NAMES[group].toLowerCase()
}

function Row({ view: { list, total, groups, lastActivity } }: { readonly view: ListQueueView }) {
  const href = mailingListHref(list)
  const sizeOf = (group: Queue) => groups.find(({ value }) => value === group)?.count ?? 0
  return (
    <tr data-item="list">
      <th scope="row" className="counts-name">
        <a href={href}>{visible(list)}</a>
      </th>
      {QUEUES.map((group) => (
        <CountCell size={sizeOf(group)} href={filterHref(href, { group })} name={nameOf(group)} />
      ))}
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
