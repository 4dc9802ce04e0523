import type { ComponentChildren } from 'preact'
import type { PersonView, SeriesDocument, SeriesRemarkView } from '../../../db/queries/views'
import { at } from '../../../lib/at'
import { diffHref, messageHref } from '../../_model/href'
import { count } from '../../_model/pageWords'
import { positionWords, turnParts } from '../../_model/reviewWords'
import { openObjections, openRemarks, remarkPlace, stepWords, versionBefore } from '../../_model/seriesSummary'
import { STATE_NAMES } from '../../_model/stateWords'
import { formatDay } from '../../_model/time'
import { visible } from '../../_model/visible'
import { PersonName } from '../shell/PersonName'
import { Quote } from '../shell/Quote'
import { Time } from '../shell/Time'
import { State } from './State'

/** Further objections are only counted. */
const MAX_OBJECTIONS = 2

/** What a maintainer wants to know in ten seconds: the state and who says so, the latest change, who objects, and who the series is waiting on. */
export function Summary({ series }: { readonly series: SeriesDocument }) {
  return (
    <dl className="summary">
      <Row name="State">
        <State series={series} />
      </Row>
      <Claims series={series} />
      <Latest series={series} />
      <Objections series={series} />
      <WaitingOn series={series} />
    </dl>
  )
}

function Row({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div className="summary-row">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** Further claims are only counted: the thread has them. */
const MAX_CLAIMS = 2

/** Statements by strangers that the series was applied or replaced, which do not decide its state. */
function Claims({ series }: { readonly series: SeriesDocument }) {
  const claims = series.claims.filter(({ kind }) => kind !== 'nak')
  if (claims.length === 0) return null
  return (
    <Row name="Claimed">
      {claims.slice(0, MAX_CLAIMS).map(({ kind, person, messageId, quote }) => (
        <p className="summary-said">
          <StrangerName person={person} />, not a recipient of the patches, says that they were {kind}:{' '}
          <Quote quote={quote} messageId={messageId} />
        </p>
      ))}
      {claims.length > MAX_CLAIMS ? <p>{count(claims.length - MAX_CLAIMS, 'more such claim')} in the thread</p> : null}
    </Row>
  )
}

/** The name with the address, because a stranger can use any name. */
function StrangerName({ person }: { readonly person: PersonView }) {
  return (
    <>
      <PersonName person={person} />
      {person.name === '' ? null : (
        <>
          {' ('}
          <bdi>{visible(person.email) || 'known by name alone'}</bdi>)
        </>
      )}
    </>
  )
}

function Latest({ series }: { readonly series: SeriesDocument }) {
  const { newestMail } = series
  const newest = series.versions.at(-1)
  if (newest === undefined) return null
  const before = versionBefore(series.versions, newest)
  const words = stepWords(series, newest)
  const isVersion = newestMail !== null && (newestMail.kind === 'cover' || newestMail.kind === 'patch')
  return (
    <Row name="Latest">
      <p>
        {newest.label} of <Time iso={newest.received} claimed={newest.date} skewMinutes={newest.skewMinutes} />
        {before === undefined || words === '' ? ', initial version' : ': '}
        {before === undefined || words === '' ? null : (
          <a href={diffHref(series.id, before.key, newest.key)} aria-label={`${words}, since ${before.label}`}>
            {words}
          </a>
        )}
        {newestMail === null || isVersion ? null : (
          <>
            {'; last mail '}
            <a href={messageHref(newestMail.messageId)}>
              <Time iso={newestMail.received} /> by <PersonName person={newestMail.from} />
              {newestMail.patch === null || newestMail.patch === 0 ? '' : ` on patch ${newestMail.patch}`}
            </a>
          </>
        )}
      </p>
    </Row>
  )
}

function Objections({ series }: { readonly series: SeriesDocument }) {
  const objections = openObjections(series)
  const open = openRemarks(series).length - objections.length
  const more = objections.length - MAX_OBJECTIONS
  const links = [
    ...(more > 0 ? [count(more, 'more objection')] : []),
    ...(open > 0 ? [count(open, 'open comment')] : []),
  ].map((words, index) => (
    <span>
      {index > 0 || objections.length === 0 ? ' · ' : ''}
      <a href="#remarks">{words}</a>
    </span>
  ))
  return (
    <Row name="Objections">
      {objections.slice(0, MAX_OBJECTIONS).map((remark) => (
        <Objection
          remark={remark}
          stranger={series.claims.find(({ messageId }) => messageId === remark.messageId)?.person}
        />
      ))}
      {objections.length === 0 ? (
        <p>{open === 0 ? 'No objections. No open comments.' : <>No objections{links}</>}</p>
      ) : links.length === 0 ? null : (
        <p>{links}</p>
      )}
    </Row>
  )
}

function Objection(props: { readonly remark: SeriesRemarkView; readonly stranger: PersonView | undefined }) {
  const { remark, stranger } = props
  const { person, quote, messageId, label, mergedOver } = remark
  return (
    <p className="summary-said">
      <strong className="summary-against">
        <PersonName person={person} /> {positionWords(remark)}
      </strong>{' '}
      {remarkPlace(remark)}, {label}
      {mergedOver ? ', applied over this objection' : ''}
      {stranger === undefined ? null : (
        <>
          , from <bdi>{visible(stranger.email)}</bdi>, not a recipient of the patches
        </>
      )}
      : <Quote quote={quote} messageId={messageId} />
    </p>
  )
}

function WaitingOn({ series }: { readonly series: SeriesDocument }) {
  const { turn, state, waitingDays, sums } = series
  const { label, total } = at(series.versions, series.versions.length - 1)
  const parts = turnParts({ turn, newest: label, counts: { ...sums, total } })
  return (
    <Row name="Waiting on">
      <p>
        {parts === undefined ? (
          `nothing to do: the series was ${STATE_NAMES[state.kind].toLowerCase()}`
        ) : (
          <>
            <strong>
              <bdi>{visible(parts.who)}</bdi>
            </strong>
            {parts.role === '' ? '' : ` (${parts.role})`},{' '}
            <a href={messageHref(turn.messageId)}>
              <Waited days={waitingDays} since={turn.since} />
            </a>
            : {parts.why}
          </>
        )}
        {' · '}
        <a href="#reviewers">
          {sums.reviewed} of {total} reviewed
        </a>
        {sums.stale === 0
          ? null
          : `, ${count(sums.stale, 'tag')} predate${sums.stale === 1 ? 's' : ''} the current code`}
      </p>
    </Row>
  )
}

/** `9 days`, with the day it began in the tooltip; `since 2022-08-01` on the first day and for a quiet series. */
function Waited({ days, since }: { readonly days: number | null; readonly since: string }) {
  if (days !== null && days > 0) return <span title={`since ${formatDay(since)}`}>{count(days, 'day')}</span>
  return (
    <>
      since <Time iso={since} />
    </>
  )
}
