import type { SeriesDocument, ThreadsView, ThreadView } from '../../../db/queries/views'
import { createIds } from '../../_model/code/anchor'
import { messageHref } from '../../_model/href'
import { count } from '../../_model/pageWords'
import { formatNumbers } from '../../_model/reviewTags'
import { arrangeThreads, threadNote } from '../../_model/threads'
import { Thread } from '../threads/Thread'

/** So many open threads are shown unfolded; further ones are folded, and some are only counted. */
const SHOWN = 12
const MAX_OPEN = 60
const MAX_SETTLED = 60

interface Props {
  readonly series: SeriesDocument
  readonly threads: ThreadsView
}

/** Review comments as threads: open ones by patch, then settled ones by person, folded. */
export function Comments({ series, threads }: Props) {
  const { open, settled } = arrangeThreads(threads.threads)
  const ids = createIds()
  const opened = open.flatMap((group) =>
    group.threads.map((thread, index) => ({ thread, heading: index === 0 ? placeOf(group) : '' })),
  )
  const folded = settled.flatMap(({ threads: own }) => own)
  const show = ({ thread, heading }: { readonly thread: ThreadView; readonly heading: string }) => (
    <>
      {heading === '' ? null : <h3 className="series-place">{heading}</h3>}
      <Thread note={threadNote(thread, threads, ids)} quoted series={series.id} />
    </>
  )
  return (
    <>
      {opened.length === 0 ? <p className="series-none">No open comments.</p> : opened.slice(0, SHOWN).map(show)}
      {opened.length > SHOWN ? (
        <details className="series-more">
          <summary>{count(opened.length - SHOWN, 'more open comment')}</summary>
          {opened.slice(SHOWN, MAX_OPEN).map(show)}
          <Cut series={series} size={opened.length - MAX_OPEN} />
        </details>
      ) : null}
      {folded.length === 0 ? null : (
        <details className="series-more">
          <summary>
            {count(folded.length, 'settled comment')}:{' '}
            {settled
              .slice(0, 6)
              .map(({ name, threads: own }) => `${name} ${own.length}`)
              .join(', ')}
            {settled.length > 6 ? ` and ${count(settled.length - 6, 'other')}` : ''}
          </summary>
          {folded.slice(0, MAX_SETTLED).map((thread) => (
            <Thread note={threadNote(thread, threads, ids)} quoted series={series.id} />
          ))}
          <Cut series={series} size={folded.length - MAX_SETTLED} />
        </details>
      )}
      <Cut series={series} size={threads.left} />
    </>
  )
}

/** `Patches 5, 6`, `Whole series`, `v1 patch 3, which was dropped`. */
function placeOf({ patches, dropped }: ReturnType<typeof arrangeThreads>['open'][number]): string {
  if (dropped !== '') return `${dropped}, which was dropped`
  if (patches.length === 0) return 'Whole series'
  return `${patches.length === 1 ? 'Patch' : 'Patches'} ${formatNumbers(patches)}`
}

function Cut({ series, size }: { readonly series: SeriesDocument; readonly size: number }) {
  if (size <= 0) return null
  return (
    <p className="series-none">
      {count(size, 'older comment')} not shown; <a href={messageHref(series.id)}>the thread</a> has all of them.
    </p>
  )
}
