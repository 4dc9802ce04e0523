import type { ComponentChildren } from 'preact'
import type { ListedPull, PersonView } from '../../../db/queries/views'
import { messageHref, pullHref, seriesHref } from '../../_model/href'
import { count } from '../../_model/pageWords'
import { nameWithoutDomain } from '../../_model/personNames'
import { visible } from '../../_model/visible'
import { CommitLink } from '../commits/CommitParts'
import { PersonLink } from '../shell/PersonName'
import { Time } from '../shell/Time'
import { PullStateMark, STATE_WORDS } from './PullStateMark'

interface Props {
  readonly rows: readonly ListedPull[]
  /** How a title is shown; as it is unless given. */
  readonly showTitle?: (title: string) => ComponentChildren
}

/** Pull requests, each with sender and recipients, its patches, what became of it since when, and the series in it. */
export function PullList({ rows, showTitle = visible }: Props) {
  return (
    <ol>
      {rows.map((pull) => (
        <li className="pulls-row">
          <a className="pulls-name" href={pullHref(pull.id)} data-open="">
            {pull.title === '' ? '(no title)' : showTitle(pull.title)}
          </a>
          <span className="pulls-who">
            <Person person={pull.from} known={pull.known} />
            <Recipients pull={pull} />
          </span>
          <span className="pulls-size">{count(pull.patches, 'patch', 'patches')}</span>
          <span className="pulls-now">
            <PullStateMark state={pull.state} /> <Outcome pull={pull} />
          </span>
          <SeriesLinks pull={pull} />
        </li>
      ))}
    </ol>
  )
}

/** Recipients that a row names. */
const MAX_RECIPIENTS = 2

/** A person, linked to their page if they have one. */
function Person({ person, known }: { readonly person: PersonView; readonly known: readonly string[] }) {
  return known.includes(person.email) ? <PersonLink person={person} /> : <bdi>{nameWithoutDomain(person)}</bdi>
}

function Recipients({ pull: { to, known } }: { readonly pull: ListedPull }) {
  if (to.length === 0) return null
  const more = to.length - MAX_RECIPIENTS
  return (
    <>
      {' to '}
      {to.slice(0, MAX_RECIPIENTS).map((person, index) => (
        <>
          {index === 0 ? '' : ', '}
          <Person person={person} known={known} />
        </>
      ))}
      {more > 0 ? ` and ${more} more` : ''}
    </>
  )
}

/** `Pulled 2022-12-13 into torvalds/linux.git`, `Waiting since 2022-11-25`; the day links to the mail that says so. */
function Outcome({ pull }: { readonly pull: ListedPull }) {
  const { state, date, days, proof, commit, supersededBy } = pull
  if (state === 'requested') {
    return (
      <>
        waiting {days === 0 ? '' : `${count(days, 'day')}, `}since <Time iso={date} />
      </>
    )
  }
  const word = STATE_WORDS[state]
  if (state === 'superseded' && supersededBy !== null) {
    return (
      <>
        {word} by{' '}
        <a href={pullHref(supersededBy.id)} title={visible(supersededBy.title)}>
          another request, <Time iso={supersededBy.date} />
        </a>
      </>
    )
  }
  return (
    <>
      {word}
      {proof === null ? null : (
        <>
          {' '}
          <a href={messageHref(proof.messageId)} title={visible(`${nameWithoutDomain(proof.from)}: ${proof.quote}`)}>
            <Time iso={proof.date} />
          </a>
          {proof.byBot ? (proof.tree === null ? '' : ` into ${visible(proof.tree)}`) : null}
          {proof.byBot || state === 'withdrawn' ? null : (
            <>
              {' by '}
              <bdi>{nameWithoutDomain(proof.from)}</bdi>
            </>
          )}
        </>
      )}
      {commit === null ? null : (
        <>
          {' as '}
          <CommitLink sha={commit.sha} />
        </>
      )}
    </>
  )
}

/** Series that a row names. */
const MAX_SERIES = 3

function SeriesLinks({ pull: { id, seriesIn, applied } }: { readonly pull: ListedPull }) {
  const more = seriesIn.length - MAX_SERIES
  return (
    <span className="pulls-in">
      {seriesIn.length === 0 ? (
        'no series in it is archived here'
      ) : (
        <>
          {seriesIn.length === 1 ? 'series' : `${seriesIn.length} series`}
          {applied === 0
            ? ': '
            : seriesIn.length === 1
              ? ', applied before: '
              : `, ${applied} of them applied before: `}
          {seriesIn.slice(0, MAX_SERIES).map((series, index) => (
            <>
              {index === 0 ? '' : ' · '}
              <a href={seriesHref(series.id)}>{visible(series.title) || '(no title)'}</a>
            </>
          ))}
        </>
      )}
      {more > 0 ? (
        <>
          {' · '}
          <a href={`${pullHref(id)}#series`}>{more} more</a>
        </>
      ) : null}
    </span>
  )
}
