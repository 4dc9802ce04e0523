import type { SeriesDocument, ThreadsView, ThreadView } from '../../../db/queries/views'
import type { PageBudget } from '../../_model/code/layout'
import { messageHref } from '../../_model/href'
import { capitalise, count } from '../../_model/pageWords'
import { nameNumbers } from '../../_model/patchNumbers'
import { arrangeThreads, shortenThread, threadNote } from '../../_model/threads'
import { Thread } from '../threads/Thread'

/** Further open threads are folded. */
const SHOWN = 6
/** People named with the number of their threads that are no longer open; further ones are only counted. */
const MAX_NAMES = 6
/** Characters of threads on one page; what is longer is only counted. Each patch has its threads on its own page. */
const MAX_TEXT = 24_000

interface Props {
  readonly series: SeriesDocument
  readonly threads: ThreadsView
  /** Keeps the element ids of comments unique on the page. */
  readonly ids: PageBudget['ids']
}

/** Review comments as threads: open ones by patch, then the others by person, folded. */
export function Comments({ series, threads, ids }: Props) {
  const { open, closed } = arrangeThreads(threads.threads)
  const fits = createFit(MAX_TEXT)
  const allOpen = open.flatMap((group) =>
    group.threads.map((thread, index) => ({
      thread: shortenThread(thread),
      heading: index === 0 ? placeOf(group) : '',
    })),
  )
  const opened = allOpen.filter(({ thread }) => fits(thread))
  const allClosed = closed.flatMap(({ threads: own }) => own.map(shortenThread))
  const folded = allClosed.filter(fits)
  const left = allOpen.length - opened.length + allClosed.length - folded.length + threads.left
  const show = ({ thread, heading }: { readonly thread: ThreadView; readonly heading: string }) => (
    <>
      {heading === '' ? null : <h3 className="series-place">{heading}</h3>}
      <Thread note={threadNote(thread, ids)} quoted series={series.id} />
    </>
  )
  return (
    <>
      {allOpen.length === 0 && threads.left === 0 ? <p className="series-none">No open comments.</p> : null}
      {opened.slice(0, SHOWN).map(show)}
      {opened.length > SHOWN ? (
        <details className="series-more">
          <summary>{count(opened.length - SHOWN, 'more open comment')}</summary>
          {opened.slice(SHOWN).map(show)}
        </details>
      ) : null}
      {folded.length === 0 ? null : (
        <details className="series-more">
          <summary>
            {count(allClosed.length, 'comment')} no longer open:{' '}
            {closed
              .slice(0, MAX_NAMES)
              .map(({ name, threads: own }) => `${name} ${own.length}`)
              .join(', ')}
            {closed.length > MAX_NAMES ? ` and ${count(closed.length - MAX_NAMES, 'other')}` : ''}
          </summary>
          {folded.map((thread) => (
            <Thread note={threadNote(thread, ids)} quoted series={series.id} />
          ))}
        </details>
      )}
      <Cut series={series} size={left} />
    </>
  )
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

/** `Patches 5, 6`, `Whole series`, `v1 patch 3, which was dropped`. */
function placeOf({ patches, dropped }: ReturnType<typeof arrangeThreads>['open'][number]): string {
  if (dropped !== '') return `${dropped}, which was dropped`
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
