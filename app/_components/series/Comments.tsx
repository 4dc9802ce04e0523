import type { SeriesDocument, ThreadsView, ThreadView } from '../../../db/queries/views'
import type { PageBudget } from '../../_model/code/layout'
import { messageHref } from '../../_model/href'
import { capitalise, count } from '../../_model/pageWords'
import { nameNumbers } from '../../_model/patchNumbers'
import { arrangeThreads, leadingStatement, shortenThread, threadMark, threadNote } from '../../_model/threads'
import { Thread, ThreadLink } from '../threads/Thread'

/** With more open threads than this, each is one line at first. */
const UNFOLDED = 3
/** Open threads on one page; further ones are only counted. */
const MAX_OPEN = 200
/** People named with the number of their threads that are no longer open; further ones are only counted. */
const MAX_NAMES = 6
/** Characters of threads on one page; of what is longer, open threads have one line with a link. Each patch has its threads on its own page. */
const MAX_TEXT = 25_000

interface Props {
  readonly series: SeriesDocument
  readonly threads: ThreadsView
  /** Keeps the element ids of comments unique on the page. */
  readonly ids: PageBudget['ids']
}

/**
 * Review comments as threads: open ones by patch, then the others by person, folded. Where many are open, each is one line at first; an open thread
 * whose words do not fit on the page keeps its line.
 */
export function Comments({ series, threads, ids }: Props) {
  const { open, closed } = arrangeThreads(threads.threads)
  const fits = createFit(MAX_TEXT)
  const openCount = open.reduce((sum, group) => sum + group.threads.length, 0)
  const folded = openCount > UNFOLDED
  const allClosed = closed.flatMap(({ threads: own }) => own.map(shortenThread))
  const newest = series.versions.at(-1)?.label ?? ''
  const takenBack = revertsOf(series)
  let place = 0
  const groups = open.map((group) => ({
    heading: placeOf(group),
    lines: group.threads.flatMap((thread) => {
      place++
      if (place > MAX_OPEN) return []
      const short = shortenThread(thread)
      return fits(short) ? (
        <Thread note={threadNote(short, ids)} quoted series={series.id} listed={{ newest, folded }} />
      ) : (
        <ThreadLink thread={short} newest={newest} />
      )
    }),
  }))
  const opened = allClosed.filter(fits)
  const left = Math.max(0, openCount - MAX_OPEN) + allClosed.length - opened.length + threads.left
  return (
    <>
      {openCount === 0 && threads.left === 0 ? <p className="series-none">No open comments.</p> : null}
      <div className={folded ? 'threads-list threads-rows' : 'threads-list'}>
        {groups.map(({ heading, lines }) =>
          lines.length === 0 ? null : (
            <section className="threads-patch">
              <h3 className="threads-place">{heading}</h3>
              <div>{lines}</div>
            </section>
          ),
        )}
      </div>
      {opened.length === 0 ? null : (
        <details className="series-more threads-list threads-rows">
          <summary>
            {count(allClosed.length, 'comment')} no longer open:{' '}
            {closed
              .slice(0, MAX_NAMES)
              .map(({ name, threads: own }) => `${name} ${own.length}`)
              .join(', ')}
            {closed.length > MAX_NAMES ? ` and ${count(closed.length - MAX_NAMES, 'other')}` : ''}
          </summary>
          {opened.map((thread) => (
            <Thread
              note={threadNote(thread, ids)}
              quoted
              series={series.id}
              listed={{ newest: '', folded, revertedIn: takenBack(thread) }}
            />
          ))}
        </details>
      )}
      <Cut series={series} size={left} />
    </>
  )
}

/** Finds the version that took back what was changed for a thread, as the cards have it. */
function revertsOf({ story }: SeriesDocument): (thread: ThreadView) => string | undefined {
  const asks = story.flatMap(({ asked }) => asked)
  const versions = new Map(
    asks.flatMap(({ messageId, quote, revertedIn }) =>
      revertedIn === null ? [] : [[`${messageId}\n${quote}`, revertedIn] as const],
    ),
  )
  return (thread) => {
    const { messageId, quote } = threadMark(leadingStatement(thread))
    return versions.get(`${messageId}\n${quote}`)
  }
}

/** Accepts threads until their texts are longer than `max` together; the first always. */
function createFit(max: number): (thread: ThreadView) => boolean {
  let used = 0
  return ({ comment, replies }) => {
    const size = [comment, ...replies].reduce((sum, { text }) => sum + text.length, 0)
    if (used > 0 && used + size > max) return false
    used += size
    return true
  }
}

/** `Patches 5, 6`, `Whole series`, `v1 patch 3, which is no longer in the series`. */
function placeOf({ patches, dropped }: ReturnType<typeof arrangeThreads>['open'][number]): string {
  if (dropped !== '') return `${dropped}, which is no longer in the series`
  if (patches.length === 0) return 'Whole series'
  return capitalise(nameNumbers(patches))
}

function Cut({ series, size }: { readonly series: SeriesDocument; readonly size: number }) {
  if (size <= 0) return null
  return (
    <p className="series-none">
      {count(size, 'more comment')} not shown; the pages of the patches and{' '}
      <a href={messageHref(series.id)}>the thread</a> have all of them.
    </p>
  )
}
