import type { ReactNode } from 'react'
import type { PersonView, SeriesDocument, SeriesRemarkView } from '../../../db/queries/views'
import { diffHref, loreHref, messageHref } from '../../_model/href'
import { POSITION_WORDS, stateWords, turnParts } from '../../_model/reviewWords'
import { openRemarks, remarkPlace, standingObjections, stepWords } from '../../_model/verdict'
import { visible } from '../../_model/visible'
import { count } from '../../_model/words'
import { Time } from '../shell/Time'

const GOOD = ['applied', 'partly-applied']
const BAD = ['regression-reported', 'rejected', 'changes-requested']
/** More objections than these are told by their number. */
const MAX_OBJECTIONS = 2

/** What a maintainer wants to know in ten seconds: where it stands and by whose words, what changed last, who objects, whose turn it is. */
export function Verdict({ series }: { readonly series: SeriesDocument }) {
  return (
    <dl className="verdict">
      <State series={series} />
      <Claims series={series} />
      <LastChange series={series} />
      <Objections series={series} />
      <TurnRow series={series} />
    </dl>
  )
}

function Row({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="verdict-row">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function State({ series }: { readonly series: SeriesDocument }) {
  const { state, stateMail } = series
  const tone = GOOD.includes(state.kind) ? 'verdict-good' : BAD.includes(state.kind) ? 'verdict-bad' : 'verdict-plain'
  const said = series.positions.find(({ messageId }) => messageId === state.messageId)?.person
  const name = said?.name || stateMail?.from.name || stateMail?.from.email || 'mail'
  return (
    <Row name="Stands">
      <p className={`verdict-kind ${tone}`}>{visible(stateWords(state))}</p>
      {state.quote === '' ? null : (
        <p className="verdict-said">
          <q>
            <bdi>{visible(state.quote)}</bdi>
          </q>{' '}
          <a href={messageHref(state.messageId)}>
            <bdi>{visible(name)}</bdi>
            {stateMail === null ? null : (
              <>
                , <Time iso={stateMail.received} />
              </>
            )}
          </a>
          <RegressionFixes series={series} />
        </p>
      )}
    </Row>
  )
}

/** More are told by their number: the thread has them. */
const MAX_CLAIMS = 2

/** What strangers say became of it, apart from the state. */
function Claims({ series }: { readonly series: SeriesDocument }) {
  const claims = series.claims.filter(({ kind }) => kind === 'applied')
  if (claims.length === 0) return null
  return (
    <Row name="Claimed">
      {claims.slice(0, MAX_CLAIMS).map(({ person, messageId, quote }) => (
        <p key={messageId} className="verdict-said">
          <StrangerName person={person} />, whom the postings do not address, says that it was applied:{' '}
          <q>
            <bdi>{visible(quote)}</bdi>
          </q>{' '}
          <a href={messageHref(messageId)}>mail</a>
        </p>
      ))}
      {claims.length > MAX_CLAIMS ? <p>{count(claims.length - MAX_CLAIMS, 'more such claim')} in the thread</p> : null}
    </Row>
  )
}

/** With the address: a stranger may write any name. */
function StrangerName({ person: { name, email } }: { readonly person: PersonView }) {
  return (
    <>
      <bdi>{visible(name) || visible(email)}</bdi>
      {name === '' ? null : (
        <>
          {' ('}
          <bdi>{visible(email)}</bdi>)
        </>
      )}
    </>
  )
}

/** Where the fix of a reported regression can be found. */
function RegressionFixes({ series }: { readonly series: SeriesDocument }) {
  const fixes = [...new Set(series.regressions.flatMap(({ fix }) => fix ?? []))]
  return fixes.map((fix) => (
    <span key={fix}>
      {' · '}
      <a href={loreHref(fix)} rel="nofollow noopener ugc">
        the fix
      </a>
    </span>
  ))
}

function LastChange({ series }: { readonly series: SeriesDocument }) {
  const { newestMail } = series
  const newest = series.versions.at(-1)
  const before = series.versions.at(-2)
  if (newest === undefined) return null
  const words = stepWords(series, newest)
  const isVersion = newestMail !== null && (newestMail.kind === 'cover' || newestMail.kind === 'patch')
  return (
    <Row name="Last change">
      <p>
        {newest.label} of <Time iso={newest.received} claimed={newest.date} skewMinutes={newest.skewMinutes} />
        {before === undefined || words === '' ? ', the first posting' : ': '}
        {before === undefined || words === '' ? null : (
          <a href={diffHref(series.id, before.key, newest.key)} aria-label={`${words}, since ${before.label}`}>
            {words}
          </a>
        )}
        {newestMail === null || isVersion ? null : (
          <>
            {'; last mail '}
            <a href={messageHref(newestMail.messageId)}>
              <Time iso={newestMail.received} /> by{' '}
              <bdi>{visible(newestMail.from.name) || visible(newestMail.from.email)}</bdi>
              {newestMail.patch === null || newestMail.patch === 0 ? '' : ` on patch ${newestMail.patch}`}
            </a>
          </>
        )}
      </p>
    </Row>
  )
}

function Objections({ series }: { readonly series: SeriesDocument }) {
  const objections = standingObjections(series)
  const open = openRemarks(series).length - objections.length
  const others =
    open === 0 ? null : (
      <a href="#remarks">{count(open, objections.length === 0 ? 'open remark' : 'more open remark')}</a>
    )
  return (
    <Row name="Objections">
      {objections.length === 0 ? (
        <p>
          nobody objects{others === null ? ', nothing is open' : ' · '}
          {others}
        </p>
      ) : (
        <>
          {objections.slice(0, MAX_OBJECTIONS).map((remark) => (
            <Objection
              key={`${remark.messageId} ${remark.quote}`}
              remark={remark}
              stranger={series.claims.find(({ messageId }) => messageId === remark.messageId)?.person}
            />
          ))}
          {objections.length > MAX_OBJECTIONS || others !== null ? (
            <p>
              {objections.length > MAX_OBJECTIONS ? (
                <a href="#remarks">{count(objections.length - MAX_OBJECTIONS, 'more objection')}</a>
              ) : null}
              {objections.length > MAX_OBJECTIONS && others !== null ? ' · ' : null}
              {others}
            </p>
          ) : null}
        </>
      )}
    </Row>
  )
}

function Objection(props: { readonly remark: SeriesRemarkView; readonly stranger: PersonView | undefined }) {
  const { remark, stranger } = props
  const { person, position, quote, messageId, label, mergedOver } = remark
  return (
    <p className="verdict-said">
      <strong className="verdict-against">
        <bdi>{visible(person.name) || visible(person.emails[0] ?? '')}</bdi> {POSITION_WORDS[position]}
      </strong>{' '}
      {remarkPlace(remark)}, {label}
      {mergedOver ? ', merged over it' : ''}
      {stranger === undefined ? null : (
        <>
          , from <bdi>{visible(stranger.email)}</bdi>, whom the postings do not address
        </>
      )}
      :{' '}
      <q>
        <bdi>{visible(quote)}</bdi>
      </q>{' '}
      <a href={messageHref(messageId)}>mail</a>
    </p>
  )
}

function TurnRow({ series }: { readonly series: SeriesDocument }) {
  const { turn, waitingDays } = series
  const parts = turnParts(turn)
  const { reviewed, stale } = series.sums
  const total = series.versions.at(-1)?.total ?? 0
  return (
    <Row name="Turn">
      <p>
        {parts === undefined ? (
          'nobody has to act'
        ) : (
          <>
            <strong>{parts.who}</strong>
            {waitingDays === null || waitingDays === 0 ? '' : `, for ${count(waitingDays, 'day')}`} (
            <a href={messageHref(turn.messageId)}>
              since <Time iso={turn.since} />
            </a>
            ): {parts.why}
          </>
        )}
        {' · '}
        <a href="#reviewers">
          {reviewed} of {total} reviewed
        </a>
        {stale === 0 ? null : `, ${count(stale, 'tag')} older than the code`}
      </p>
    </Row>
  )
}
