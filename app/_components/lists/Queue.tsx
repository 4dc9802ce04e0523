import type { QueueGroupView, QueueView } from '../../../db/queries/views'
import { LIVELY_QUEUES } from '../../../lib/review/queue'
import { figure } from '../../../lib/text'
import { type FilterValues, filterHref } from '../../_model/filters'
import { BLOCKED_HEADS, GROUP_NAMES, WHY_NAMES } from '../../_model/groupWords'
import { count } from '../../_model/pageWords'
import { Pager } from './Pager'
import { SeriesTable } from './SeriesTable'

interface QueueProps {
  readonly queue: QueueView
  /** The address of the page without filters. */
  readonly base: string
  readonly values: FilterValues
  /** The filter that the page is about, for feeds. */
  readonly fixed?: FilterValues
}

/** The groups of a maintainer's list, each a table that folds. What nobody has to act on is folded, unless there is nothing else. */
export function Queue(props: QueueProps) {
  const { queue, base, values } = props
  const lively = queue.groups.some(({ group }) => LIVELY_QUEUES.includes(group))
  return (
    <>
      {queue.groups.map((view, index) => (
        <Group {...props} view={view} open={LIVELY_QUEUES.includes(view.group) || (!lively && index === 0)} />
      ))}
      <p className="rows-legend">R, A, T: patches with a Reviewed-by, Acked-by, Tested-by</p>
      <Pager
        page={queue.page}
        pages={queue.pages}
        path={filterHref(base, values)}
        words={lively ? ['Longer wait', 'Shorter wait'] : ['Newer', 'Older']}
      />
    </>
  )
}

/** The groups with their sizes, each a link to its place on the page. */
export function QueueJumps({ queue }: { readonly queue: QueueView }) {
  if (queue.groups.length < 2) return null
  return (
    <nav className="queue-jumps" aria-label="Groups">
      <ul>
        {queue.groups.map(({ group, total }) => (
          <li>
            <a href={`#${group}`}>{GROUP_NAMES[group]}</a> {figure(total)}
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Group(props: QueueProps & { readonly view: QueueGroupView; readonly open: boolean }) {
  const { base, values, fixed, view, open } = props
  const { group, total, rows } = view
  const own = { ...values, group }
  const all = values.group !== undefined
  const lively = LIVELY_QUEUES.includes(group)
  const whys = lively && view.whys.length > 1 ? view.whys : []
  return (
    <details className="queue-group" id={group} open={open} data-fold={all ? undefined : group}>
      <summary>
        <h2 className="queue-name">{GROUP_NAMES[group]}</h2> <span className="queue-size">{figure(total)}</span>
      </summary>
      <SeriesTable
        rows={rows}
        days={lively ? 'waiting' : 'idle'}
        caption={`${GROUP_NAMES[group]}, ${lively ? 'longest wait first' : 'newest activity first'}`}
        blocked={
          <>
            <span className={whys.length > 2 ? 'visually-hidden' : 'queue-label'}>{BLOCKED_HEADS[group]}</span>
            {whys.map(({ value, count: size }, index) => (
              <>
                {index === 0 ? '' : ' · '}
                <a href={filterHref(base, { ...own, why: value })}>{WHY_NAMES[value]}</a> {figure(size)}
              </>
            ))}
          </>
        }
        note={
          all ? null : (
            <a href={filterHref('/atom', { ...own, ...fixed })}>
              feed<span className="visually-hidden"> of {GROUP_NAMES[group]}</span>
            </a>
          )
        }
      />
      {all || rows.length === total ? null : (
        <p className="queue-rest">
          <a href={filterHref(base, own)}>all {count(total, 'series', 'series')}</a>
        </p>
      )}
    </details>
  )
}
