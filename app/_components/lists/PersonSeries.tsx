import type { PersonDetail, PersonSeriesView, StandingView } from '../../../db/queries/views'
import { seriesHref } from '../../_model/href'
import { nameNumbers } from '../../_model/patchNumbers'
import { fateWords, positionWords, turnWords } from '../../_model/reviewWords'
import { groupBySentence, isOpen, type Sentence, waitsFor } from '../../_model/standings'
import { visible } from '../../_model/visible'
import { Letters } from '../marks/Mark'
import { PersonLink, PersonName } from '../shell/PersonName'
import { Quote } from '../shell/Quote'
import { Time } from '../shell/Time'
import { StateMark, StatePhrase } from './StateMark'

interface PersonSeriesProps {
  readonly series: readonly PersonSeriesView[]
  /** The person whose page this is. */
  readonly person: PersonDetail
}

/** The series that a person takes part in: the state of each, what they said, and what is waiting on them. */
export function PersonSeries({ series, person }: PersonSeriesProps) {
  return (
    <ol>
      {series.map((one) => (
        <li className="list-row">
          <p className="list-when">
            <span className="visually-hidden">Newest mail </span>
            <Time iso={one.lastActivity} />
          </p>
          <div>
            <h3 className="list-title">
              <a href={seriesHref(one.id)}>{visible(one.title) || '(no title)'}</a>
            </h3>
            <p className="list-meta">
              <span>
                <PersonLink person={one.author} />
                {one.own && !person.emails.includes(one.author.email) ? (
                  <>
                    , includes patches by <PersonName person={person} />
                  </>
                ) : null}
              </span>
              <strong className="list-newest">{one.newest}</strong>
            </p>
            <Statements standings={one.standings} />
          </div>
          <Standing series={one} />
        </li>
      ))}
    </ol>
  )
}

function Standing({ series }: { readonly series: PersonSeriesView }) {
  const wanted = waitsFor(series)
  const turn = series.own && wanted.length === 0 && series.state.quietSince === null ? turnWords(series) : ''
  return (
    <div className="list-standing">
      <p className="list-state">
        <StateMark kind={series.state.kind} /> <StatePhrase series={series} />
      </p>
      {wanted.map((reason) => (
        <p className="list-warns">
          <bdi>{visible(reason)}</bdi>
        </p>
      ))}
      {turn === '' ? null : (
        <p>
          <bdi>{visible(turn)}</bdi>, since <Time iso={series.turn.since} />
        </p>
      )}
    </div>
  )
}

const SHOWN = 4

/** What the person said, one sentence a line: open ones first, a long list folded. */
function Statements({ standings }: { readonly standings: readonly StandingView[] }) {
  const groups = groupBySentence(standings)
  if (groups.length === 0) return null
  const rest = groups.slice(SHOWN)
  return (
    <div className="person-said">
      <ul>
        {groups.slice(0, SHOWN).map((group) => (
          <Said standings={group} />
        ))}
      </ul>
      {rest.length === 0 ? null : (
        <details>
          <summary>{rest.length} more</summary>
          <ul>
            {rest.map((group) => (
              <Said standings={group} />
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

function Said({ standings }: { readonly standings: Sentence }) {
  const [first] = standings
  const numbers = standings.flatMap(({ patch }) => patch ?? [])
  const statuses = [...new Set(standings.map(fateWords))]
  const warns = standings.some((standing) => standing.status === 'stale' || isOpen(standing))
  return (
    <li>
      <Letters said={{ ...first, outcome: standings.find(isOpen) ?? first, since: null }} />{' '}
      <strong>{positionWords(first)}</strong>
      {numbers.length === 0 ? '' : ` on ${nameNumbers(numbers)}`}, {first.sinceLabel}:{' '}
      <span className={warns ? 'person-open' : undefined}>{statuses.join('; ')}</span>{' '}
      <Quote quote={first.quote} messageId={first.messageId} />
    </li>
  )
}
