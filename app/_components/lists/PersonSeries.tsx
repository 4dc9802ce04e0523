import type { PersonSeriesView, StandingView } from '../../../db/queries/views'
import { messageHref, personHref, seriesHref } from '../../_model/href'
import { formatNumbers } from '../../_model/reviewTags'
import { POSITION_WORDS, STATUS_WORDS, stateWords, turnWords } from '../../_model/reviewWords'
import { groupBySentence, isOpen, waitsFor } from '../../_model/standings'
import { visible } from '../../_model/visible'
import { asSentence } from '../../_model/words'
import { Time } from '../shell/Time'
import { StateMark } from './StateMark'

interface PersonSeriesProps {
  readonly series: readonly PersonSeriesView[]
  /** Of the person. */
  readonly emails: readonly string[]
}

/** The series of one person: state, what they hold in it, and what it wants of them. */
export function PersonSeries({ series, emails }: PersonSeriesProps) {
  return (
    <ol>
      {series.map((one) => (
        <li key={one.id} className="list-row">
          <p className="list-when">
            <span className="visually-hidden">Newest mail </span>
            <Time iso={one.lastActivity} />
          </p>
          <div>
            <h3 className="list-title">
              <a href={seriesHref(one.id)}>{visible(one.title) || '(no title)'}</a>
            </h3>
            <p className="list-meta">
              <span>{one.own && emails.includes(one.author.email) ? 'own series' : <Submitter {...one} />}</span>
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

/** Who posted it, and whether it holds patches of the person whose page this is. */
function Submitter({ author, own }: Pick<PersonSeriesView, 'author' | 'own'>) {
  const name = <bdi>{visible(author.name) || visible(author.email)}</bdi>
  return (
    <>
      {author.email === '' ? name : <a href={personHref(author.email)}>{name}</a>}
      {own ? ', with patches of theirs' : null}
    </>
  )
}

function Standing({ series }: { readonly series: PersonSeriesView }) {
  const wanted = waitsFor(series)
  const turn = series.own && wanted.length === 0 && series.state.kind !== 'stale' ? turnWords(series.turn) : ''
  return (
    <div className="list-standing">
      <p className="list-state">
        <StateMark kind={series.state.kind} /> {visible(stateWords(series.state))}
      </p>
      {wanted.map((reason) => (
        <p key={reason} className="list-warns">
          {reason}
        </p>
      ))}
      {turn === '' ? null : (
        <p>
          {asSentence(turn).replace(/\.$/, '')}, since <Time iso={series.turn.since} />
        </p>
      )}
    </div>
  )
}

const SHOWN = 4

/** What they said, a sentence a line: what waits for somebody first, the rest folded. */
function Statements({ standings }: { readonly standings: readonly StandingView[] }) {
  const groups = groupBySentence(standings)
  if (groups.length === 0) return null
  const rest = groups.slice(SHOWN)
  return (
    <div className="person-said">
      <ul>
        {groups.slice(0, SHOWN).map((group) => (
          <Said key={keyOf(group)} standings={group} />
        ))}
      </ul>
      {rest.length === 0 ? null : (
        <details>
          <summary>{rest.length} more</summary>
          <ul>
            {rest.map((group) => (
              <Said key={keyOf(group)} standings={group} />
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

function keyOf(standings: readonly StandingView[]): string {
  const [first] = standings
  return `${first?.messageId} ${first?.position} ${first?.quote}`
}

function Said({ standings }: { readonly standings: readonly StandingView[] }) {
  const first = standings[0]
  if (first === undefined) return null
  const numbers = standings.flatMap(({ patch }) => patch ?? [])
  const statuses = [...new Set(standings.map(({ status }) => STATUS_WORDS[status]))]
  const warns = standings.some((standing) => standing.status === 'stale' || isOpen(standing))
  return (
    <li>
      <strong>{POSITION_WORDS[first.position]}</strong>
      {numbers.length === 0 ? '' : ` on patch ${formatNumbers(numbers)}`}, {first.sinceLabel}:{' '}
      <span className={warns ? 'person-open' : undefined}>{statuses.join('; ')}</span>{' '}
      <q>
        <bdi>{visible(first.quote)}</bdi>
      </q>{' '}
      <a href={messageHref(first.messageId)}>mail</a>
    </li>
  )
}
