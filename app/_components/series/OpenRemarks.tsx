import type { SeriesDocument, SeriesRemarkView } from '../../../db/queries/views'
import { mailAnchor } from '../../_model/code/anchor'
import { messageHref, patchHref, personHref } from '../../_model/href'
import { mailMark } from '../../_model/mailMark'
import { replyCommand } from '../../_model/replyCommand'
import { POSITION_WORDS, STATUS_WORDS } from '../../_model/reviewWords'
import { openRemarks, remarkPlace } from '../../_model/verdict'
import { visible } from '../../_model/visible'
import { count } from '../../_model/words'
import { Command } from '../shell/Command'
import { Time } from '../shell/Time'

/** Remarks that are settled are listed up to this many: the thread has them all. */
const MAX_SETTLED = 30
const MAX_OPEN = 60
/** So many open remarks stand open. */
const SHOWN_OPEN = 8

/** What was asked for: what waits first, in its own words, with what became of it; the settled ones folded. */
export function OpenRemarks({ series }: { readonly series: SeriesDocument }) {
  const open = openRemarks(series)
  const shown = open.length <= SHOWN_OPEN + 2 ? open.length : SHOWN_OPEN
  const settled = series.remarks.filter((remark) => !open.includes(remark))
  return (
    <>
      {open.length === 0 ? <p className="open-remarks-none">Nothing is open.</p> : null}
      <List series={series} remarks={open.slice(0, shown)} open />
      {open.length === shown ? null : (
        <details className="open-remarks-settled">
          <summary>{count(open.length - shown, 'more open remark')}</summary>
          <List series={series} remarks={open.slice(shown, MAX_OPEN)} open />
          <Cut total={open.length} shown={MAX_OPEN} />
        </details>
      )}
      {settled.length === 0 ? null : (
        <details className="open-remarks-settled">
          <summary>
            {count(settled.length, open.length === 0 ? 'remark' : 'other remark')}: {summarise(settled)}
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
        <Item key={keyOf(remark)} series={props.series} remark={remark} open={props.open} />
      ))}
    </ul>
  )
}

function keyOf({ messageId, position, quote }: SeriesRemarkView): string {
  return `${messageId} ${position} ${quote}`
}

function Cut({ total, shown }: { readonly total: number; readonly shown: number }) {
  return total <= shown ? null : (
    <p className="open-remarks-none">{count(total - shown, 'remark')} left out; the thread has them.</p>
  )
}

/** `12 changed since, 3 settled`, most first. */
function summarise(remarks: readonly SeriesRemarkView[]): string {
  const counts = new Map<string, number>()
  for (const { status } of remarks) counts.set(STATUS_WORDS[status], (counts.get(STATUS_WORDS[status]) ?? 0) + 1)
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([words, number]) => `${number} ${words}`)
    .join('; ')
}

function Item(props: { readonly series: SeriesDocument; readonly remark: SeriesRemarkView; readonly open: boolean }) {
  const { series, remark, open } = props
  const { person, position, quote, messageId, received, label } = remark
  const [email] = person.emails
  const name = <bdi>{visible(person.name) || visible(email ?? '')}</bdi>
  return (
    <li
      className={`open-remarks-remark ${open ? 'open-remarks-open' : ''}`}
      data-item=""
      data-m={mailMark(messageId)}
      data-kind="remark"
    >
      <p className="open-remarks-who">
        {email === undefined ? name : <a href={personHref(email)}>{name}</a>}{' '}
        <strong>{POSITION_WORDS[position]}</strong> {remarkPlace(remark)}, {label}
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
            <Command text={replyCommand(messageId, email, series.lists)} />
          </details>
        ) : null}
      </div>
    </li>
  )
}

/** What became of it: `open, the author answered`, `open; what it quotes changed in v3`. */
function fateWords({ status, answered, changedIn, mergedOver }: SeriesRemarkView): string {
  return [
    STATUS_WORDS[status] + (status === 'open' ? (answered ? ', the author answered' : ', no answer') : ''),
    ...(changedIn === null
      ? status === 'open'
        ? ['what it quotes is unchanged']
        : []
      : [`what it quotes changed in ${changedIn}`]),
    ...(mergedOver ? ['merged over it'] : []),
  ].join('; ')
}

/** The line of the patch it quotes, as the version it was said on has it. */
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
