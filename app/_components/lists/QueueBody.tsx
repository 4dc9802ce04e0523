import type { ComponentChildren } from 'preact'
import type { QueueView } from '../../../db/queries/views'
import { type FilterValues, filterHref } from '../../_model/filters'
import { FILTER_LABELS, findUnknown } from '../../_model/filterWords'
import { count } from '../../_model/pageWords'
import { visible } from '../../_model/visible'
import { Filters } from './Filters'
import { Latest } from './Latest'
import { Queue, QueueJumps } from './Queue'
import { SearchProblem } from './SearchProblem'

interface QueueBodyProps {
  readonly title: ComponentChildren
  readonly queue: QueueView
  /** The address of the page without filters. */
  readonly base: string
  readonly values: FilterValues
  /** The filter that the page is about. */
  readonly fixed?: Readonly<Partial<Record<'list' | 'path', string>>>
  /** Mailing lists to choose from. */
  readonly lists?: readonly string[]
  /** The address of the feed. */
  readonly feed: string
  /** Shown instead of groups when no series match and no filter is set. */
  readonly empty: ComponentChildren
  /** What is wrong with the words of the filter. */
  readonly problem: string | undefined
  /** Between head and groups. */
  readonly children?: ComponentChildren
}

/** A page of series: its title, how many they are and how they divide into groups, filters, and the groups. */
export function QueueBody(props: QueueBodyProps) {
  const { title, queue, base, values, fixed = {}, lists = [], feed, empty, problem, children } = props
  const filtered = Object.keys(values).length > 0
  return (
    <>
      <div className="queue-head rows-page">
        <h1>{title}</h1>
        <p className="queue-sum" role="status">
          {count(queue.total, 'series', 'series')}
          {filtered ? (queue.total === 1 ? ' matches' : ' match') : ''}
        </p>
        <QueueJumps queue={queue} />
        <p className="queue-feed">
          <a href={feed}>Atom feed</a>
        </p>
      </div>
      <SearchProblem problem={problem} />
      {children}
      {queue.total === 0 && !filtered ? null : (
        <div className="queue-tools">
          <Filters
            base={base}
            values={values}
            states={queue.states}
            fixed={fixed.list !== undefined ? 'list' : fixed.path !== undefined ? 'path' : undefined}
            lists={lists}
          />
          <Latest latest={queue.latest} />
        </div>
      )}
      {queue.total > 0 ? (
        <Queue queue={queue} base={base} values={values} fixed={fixed} />
      ) : filtered ? (
        <NoMatch base={base} values={values} />
      ) : (
        empty
      )}
    </>
  )
}

function NoMatch({ base, values }: { readonly base: string; readonly values: FilterValues }) {
  const unknown = findUnknown(values)
  if (unknown !== undefined) {
    const { name, choices } = unknown
    return (
      <p className="list-empty">
        “{visible(values[name] ?? '')}” is not a value of the filter “{FILTER_LABELS[name]}”. Choose one:{' '}
        {choices.map(([value, words], index) => (
          <>
            {index === 0 ? '' : ', '}
            <a href={filterHref(base, { ...values, [name]: value })}>{words}</a>
          </>
        ))}
        .
      </p>
    )
  }
  return (
    <p className="list-empty">
      No series match. Remove a filter above, or <a href={filterHref(base, {})}>show all series</a>.
      {values.path === undefined ? null : (
        <>
          {' '}
          A path is a complete file or directory name from the top of the tree: <a href="/path">browse paths</a>.
        </>
      )}
    </p>
  )
}
