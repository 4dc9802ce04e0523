import type { SeriesDocument, SeriesRemarkView } from '../../../db/queries/views'
import { groupBy } from '../../../lib/groupBy'
import { mailAnchor } from '../../_model/code/anchor'
import { messageHref, patchHref } from '../../_model/href'
import { mailMark } from '../../_model/mailMark'
import { count } from '../../_model/pageWords'
import { fateWords, positionWords, shortFate } from '../../_model/reviewWords'
import { openRemarks, remarkPlace } from '../../_model/seriesSummary'
import { replyCommand } from '../../_model/shell'
import { visible } from '../../_model/visible'
import { Command } from '../shell/Command'
import { PersonLink } from '../shell/PersonName'
import { Time } from '../shell/Time'

/** At most this many settled comments are listed; the thread has all of them. */
const MAX_SETTLED = 30
const MAX_OPEN = 60
/** This many open comments are shown unfolded. */
const SHOWN_OPEN = 8

/** Review comments with quote and outcome: open ones first, settled ones folded. */
export function OpenRemarks({ series }: { readonly series: SeriesDocument }) {
  const open = openRemarks(series)
  const shown = open.length <= SHOWN_OPEN + 2 ? open.length : SHOWN_OPEN
  const settled = series.remarks.filter((remark) => !open.includes(remark))
  return (
    <>
      {open.length === 0 ? <p className="open-remarks-none">No open comments.</p> : null}
      <List series={series} remarks={open.slice(0, shown)} open />
      {open.length === shown ? null : (
        <details className="open-remarks-settled">
          <summary>{count(open.length - shown, 'more open comment')}</summary>
          <List series={series} remarks={open.slice(shown, MAX_OPEN)} open />
          <Cut total={open.length} shown={MAX_OPEN} />
        </details>
      )}
      {settled.length === 0 ? null : (
        <details className="open-remarks-settled">
          <summary>
            {count(settled.length, open.length === 0 ? 'comment' : 'other comment')}: {summarise(settled)}
          </summary>
          <List series={series} remarks={settled.slice(0, MAX_SETTLED)} open={false} />
          <Cut total={settled.length} shown={MAX_SETTLED} />
        </details>
      )}
    </>
  )
}

function List(props: {
  readonly series: SeriesDocument
  readonly remarks: readonly SeriesRemarkView[]
  readonly open: boolean
}) {
  return (
    <ul className="open-remarks-remarks">
      {props.remarks.map((remark) => (
        <Item series={props.series} remark={remark} open={props.open} />
      ))}
    </ul>
  )
}

function Cut({ total, shown }: { readonly total: number; readonly shown: number }) {
  return total <= shown ? null : (
    <p className="open-remarks-none">{count(total - shown, 'comment')} not shown; the thread has them.</p>
  )
}

/** `12 resolved · 3 author disagreed`, the most frequent outcome first. */
function summarise(remarks: readonly SeriesRemarkView[]): string {
  return [...groupBy(remarks, shortFate)]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([fate, own]) => `${own.length} ${fate}`)
    .join(' · ')
}

function Item(props: { readonly series: SeriesDocument; readonly remark: SeriesRemarkView; readonly open: boolean }) {
  const { series, remark, open } = props
  const { person, quote, messageId, received, label } = remark
  const [email] = person.emails
  return (
    <li
      className={`open-remarks-remark ${open ? 'open-remarks-open' : ''}`}
      data-item=""
      data-m={mailMark(messageId)}
      data-kind="remark"
    >
      <p className="open-remarks-who">
        <PersonLink person={person} /> <strong>{positionWords(remark)}</strong> {remarkPlace(remark)}, {label}
      </p>
      <p className="open-remarks-quote">
        <bdi>{visible(quote)}</bdi>
      </p>
      <div className="open-remarks-fate">
        <span>{fateWords(remark)}</span>
        <a href={messageHref(messageId)}>
          mail, <Time iso={received} />
        </a>
        <PlaceLink id={series.id} remark={remark} />
        {open ? (
          <details className="open-remarks-reply">
            <summary>reply</summary>
            <Command
              text={replyCommand({ messageId, to: email, cc: series.lists.filter((list) => list.includes('@')) }).join(
                ' ',
              )}
            />
          </details>
        ) : null}
      </div>
    </li>
  )
}

/** Links to the quoted line, in the version that the comment is about. */
function PlaceLink({ id, remark }: { readonly id: string; readonly remark: SeriesRemarkView }) {
  const { patch, versionKey, place, line, messageId, label } = remark
  if (patch === null || patch === 0 || versionKey === '') return null
  const href = `${patchHref(id, versionKey, patch)}${line === null ? '' : `#${mailAnchor(messageId, line)}`}`
  const words =
    place === null
      ? `${label} patch ${patch}`
      : `${place.path.split('/').at(-1)}${place.line === null ? '' : `:${place.line}`}`
  return (
    <a href={href} title={visible(place?.path ?? '')}>
      {visible(words)}
    </a>
  )
}
