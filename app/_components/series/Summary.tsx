import type { ComponentChildren } from 'preact'
import type { SeriesDocument } from '../../../db/queries/views'
import { at } from '../../../lib/at'
import { isApplied, isOver } from '../../../lib/review/states'
import { diffHref, messageHref } from '../../_model/href'
import { count } from '../../_model/pageWords'
import { picturePeople } from '../../_model/picture/people'
import { tagCountWords, turnParts } from '../../_model/reviewWords'
import { stepWords, versionBefore } from '../../_model/seriesSummary'
import { isSinglePatch } from '../../_model/singlePatch'
import { STATE_NAMES } from '../../_model/stateWords'
import { formatDay } from '../../_model/time'
import { visible } from '../../_model/visible'
import { PersonName } from '../shell/PersonName'
import { Time } from '../shell/Time'
import { AfterMerge } from './AfterMerge'
import { Claims } from './Claims'
import { OpenSummary } from './OpenSummary'
import { Row } from './Row'
import { State } from './State'

/** What a maintainer wants to know in ten seconds: the state and who says so, what happened after the merge, the latest change, what is open, and who the series is waiting on. */
export function Summary({ series }: { readonly series: SeriesDocument }) {
  return (
    <dl className="summary">
      <Row name="State">
        <State series={series} />
      </Row>
      <Claims series={series} />
      <AfterMerge series={series} />
      <Latest series={series} />
      <OpenSummary series={series} />
      <WaitingOn series={series} />
    </dl>
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
              {newestMail.patch === null || newestMail.patch === 0 || isSinglePatch(series)
                ? ''
                : ` on patch ${newestMail.patch}`}
            </a>
          </>
        )}
      </p>
    </Row>
  )
}

function WaitingOn({ series }: { readonly series: SeriesDocument }) {
  const { turn, state, waitingDays, sums, headline } = series
  const { label, total } = at(series.versions, series.versions.length - 1)
  const parts = turnParts({
    turn,
    state,
    newest: label,
    counts: { ...sums, unanswered: headline?.unanswered ?? 0, total },
  })
  return (
    <Row name="Waiting on">
      <p>
        {parts === undefined ? (
          doneWords(series)
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
        {turn.why === 'in-review' ? null : (
          <>
            {' · '}
            <Reviewed series={series}>{tagCountWords({ ...sums, total })}</Reviewed>
          </>
        )}
        {sums.stale === 0 || isApplied(state.kind)
          ? null
          : `, ${count(sums.stale, 'tag')} predate${sums.stale === 1 ? 's' : ''} the current code`}
      </p>
    </Row>
  )
}

/** Why nobody has to act. */
function doneWords({ state, backport }: SeriesDocument): string {
  if (isOver(state.kind) || isApplied(state.kind)) {
    return `nothing to do: the series was ${STATE_NAMES[state.kind].toLowerCase()}`
  }
  return backport.length > 0 ? `nobody here: a backport to ${backport.join(', ')}` : 'nothing to do'
}

/** Links to the reviewers in the picture; a single patch has its tags with its message. */
function Reviewed({ series, children }: { readonly series: SeriesDocument; readonly children: ComponentChildren }) {
  if (isSinglePatch(series)) return <a href="#message">{children}</a>
  return picturePeople(series).length === 0 ? <span>{children}</span> : <a href="#reviewers">{children}</a>
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
