import type { ComponentChildren } from 'preact'
import type { QueueView } from '../../../db/queries/views'
import { type FilterValues, filterHref } from '../../_model/filters'
import { findUnknown, type UnknownFilter } from '../../_model/filterWords'
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
  const unknown = findUnknown(values)
  return (
    <>
      <div className="queue-head rows-page">
        <h1>{title}</h1>
        {unknown !== undefined ? null : (
          <p className="queue-sum" role="status">
            {count(queue.total, 'series', 'series')}
            {filtered ? (queue.total === 1 ? ' matches' : ' match') : ''}
          </p>
        )}
        <QueueJumps queue={queue} />
        <p className="queue-feed">
          <a href={feed}>Atom feed</a>
        </p>
      </div>
      {unknown === undefined ? (
        <SearchProblem problem={problem} />
      ) : (
        <Unknown unknown={unknown} base={base} values={values} />
      )}
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
      ) : unknown !== undefined ? null : filtered ? (
        <NoMatch base={base} values={values} />
      ) : (
        empty
      )}
    </>
  )
}

/** A filter with a value that it does not know, and the values to choose from. */
function Unknown(props: { readonly unknown: UnknownFilter; readonly base: string; readonly values: FilterValues }) {
  const { unknown, base, values } = props
  const { name, problem, choices } = unknown
  return (
    <div className="list-problem" role="alert">
      <p>{visible(problem)}</p>
      {choices.length === 0 ? null : (
        <p>
          Choose one:{' '}
          {choices.map(([value, words], index) => (
            <>
              {index === 0 ? '' : ', '}
              <a href={filterHref(base, { ...values, [name]: value })}>{words}</a>
            </>
          ))}
          .
        </p>
      )}
    </div>
  )
}

function NoMatch({ base, values }: { readonly base: string; readonly values: FilterValues }) {
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
