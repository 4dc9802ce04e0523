import type { SeriesRow } from '../../../db/queries/views'
import { at } from '../../../lib/at'
import { isApplied, isOver } from '../../../lib/review/states'
import { cutText } from '../../_model/cutText'
import { openWords, warns } from '../../_model/headlineWords'
import { seriesHref } from '../../_model/href'
import { count, patchWords } from '../../_model/pageWords'
import { standingWords, turnWords } from '../../_model/reviewWords'
import { visible } from '../../_model/visible'
import { PersonLink } from '../shell/PersonName'
import { Quote } from '../shell/Quote'
import { Time } from '../shell/Time'
import { ListLinks } from './ListLinks'
import { StateMark, StatePhrase } from './StateMark'

/** A list of series, each with the day of its newest mail, title, state, and who it is waiting on. */
export function SeriesList({ rows, level = 2 }: { readonly rows: readonly SeriesRow[]; readonly level?: 2 | 3 }) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <ol>
      {rows.map((row) => (
        <li className="list-row" data-series={row.id} data-activity={row.lastActivity} data-mails={row.messages}>
          <p className="list-when">
            <span className="visually-hidden">Newest mail </span>
            <Time iso={row.lastActivity} />
          </p>
          <div>
            <Heading className="list-title">
              <a href={seriesHref(row.id)}>{visible(row.title) || '(no title)'}</a>
            </Heading>
            <Facts row={row} />
          </div>
          <Standing row={row} />
        </li>
      ))}
    </ol>
  )
}

function Facts({ row }: { readonly row: SeriesRow }) {
  const newest = at(row.versionLabels, row.versionLabels.length - 1)
  return (
    <p className="list-meta">
      <span className="list-author">
        <PersonLink person={row.author} />
      </span>
      <span>
        <strong className="list-newest">{newest}</strong> <Time iso={row.newestPosted} />
        {row.versionLabels.length === 1 ? '' : `, ${count(row.versionLabels.length, 'version')}`}
      </span>
      <span>{patchWords(row.present, row.total)}</span>
      <span>{row.replies === 0 ? 'no replies' : count(row.replies, 'reply', 'replies')}</span>
      {row.lists.length === 0 ? null : <ListLinks lists={row.lists} />}
    </p>
  )
}

/** The state with its mark, who the series is waiting on and since when, and the reviews in numbers. */
function Standing({ row }: { readonly row: SeriesRow }) {
  const newest = at(row.versionLabels, row.versionLabels.length - 1)
  const counts = { ...row.standings, unanswered: row.headline?.unanswered ?? 0, total: row.total }
  const turn = turnWords({ turn: row.turn, state: row.state, newest, counts })
  const words = standingWords(row)
  return (
    <div className="list-standing">
      <p className="list-state">
        <StateMark kind={row.state.kind} /> <StatePhrase series={row} />
      </p>
      {turn === '' || row.state.quietSince !== null ? null : (
        <p>
          <bdi>{visible(turn)}</bdi>, since <Time iso={row.turn.since} />
        </p>
      )}
      <Headline row={row} />
      {words.length === 0 ? null : (
        <p className="list-sums">
          {words.map(({ text, warns }) => (
            <span className={warns ? 'list-warns' : undefined}>{text}</span>
          ))}
        </p>
      )}
    </div>
  )
}

/** A row quotes no more of a sentence than this. */
const MAX_QUOTE = 160

/** The strongest open comment in its words, and who has how many open; nits are only counted. */
function Headline({ row: { headline, state } }: { readonly row: SeriesRow }) {
  if (headline === null || isOver(state.kind)) return null
  const { severity, quote, messageId } = headline
  return (
    <p className="list-open">
      <span className={warns(headline) && !isApplied(state.kind) ? 'list-warns' : undefined}>
        <bdi>{visible(openWords(headline))}</bdi>
      </span>
      {severity === 'nit' ? null : (
        <>
          {', '}
          <Quote quote={cutText(quote, MAX_QUOTE)} messageId={messageId} />
        </>
      )}
    </p>
  )
}
