import type { PersonView, SeriesDocument, SeriesRemarkView } from '../../../db/queries/views'
import { isApplied } from '../../../lib/review/states'
import { remarksAnchor } from '../../_model/chapters'
import { openWords, warns } from '../../_model/headlineWords'
import { count } from '../../_model/pageWords'
import { positionWords } from '../../_model/reviewWords'
import { openObjections, openRemarks, remarkPlace, splitByMerge } from '../../_model/seriesSummary'
import { visible } from '../../_model/visible'
import { PersonName } from '../shell/PersonName'
import { Quote } from '../shell/Quote'
import { Row } from './Row'

/** Further objections are only counted. */
const MAX_OBJECTIONS = 2
/** Further comments are in the section of review comments. */
const MAX_LEFT = 10

/** What is open: the strongest comment in its words, the objections, and who has how many comments open. Once the patches are applied, what was left open is folded. */
export function OpenSummary({ series }: { readonly series: SeriesDocument }) {
  if (isApplied(series.state.kind) || series.state.kind === 'reverted') return <LeftOpen series={series} />
  const { headline } = series
  const objections = openObjections(series)
  const first = objections.some(({ messageId }) => messageId === headline?.messageId) ? null : headline
  const open = openRemarks(series)
  return (
    <Row name="Open">
      {first === null ? null : (
        <p className="summary-said">
          <strong className={warns(first) ? 'summary-against' : undefined}>
            <PersonName person={first.person} /> {positionWords(first)}
          </strong>
          : <Quote quote={first.quote} messageId={first.messageId} />
        </p>
      )}
      {objections.slice(0, MAX_OBJECTIONS).map((remark) => (
        <Comment series={series} remark={remark} />
      ))}
      {open.length === 0 ? <p>No objections. No open comments.</p> : null}
      {open.length > 0 ? (
        <p>
          {objections.length === 0 ? 'No objections · ' : null}
          {objections.length > MAX_OBJECTIONS
            ? `${count(objections.length - MAX_OBJECTIONS, 'more objection')} · `
            : null}
          <Counts series={series} open={open} />
        </p>
      ) : null}
    </Row>
  )
}

/** Who has which comments open, then how many others there are that the state does not depend on. */
function Counts({ series, open }: { readonly series: SeriesDocument; readonly open: readonly SeriesRemarkView[] }) {
  const counted = open.filter(({ counts }) => counts)
  const others = open.filter(({ counts }) => !counts)
  const words = series.headline === null ? '' : openWords(series.headline)
  return (
    <>
      {words === '' ? null : (
        <a href={remarksAnchor(series, counted)}>
          <bdi>{visible(words)}</bdi>
        </a>
      )}
      {others.length === 0 ? null : (
        <>
          {words === '' ? '' : ' · '}
          <a
            href={remarksAnchor(series, others)}
            title="on older versions, or by people who are not known here: the state does not depend on them"
          >
            {count(others.length, words === '' ? 'open comment' : 'other open comment')}
          </a>
        </>
      )}
    </>
  )
}

function LeftOpen({ series }: { readonly series: SeriesDocument }) {
  const { before, since } = splitByMerge(series)
  const open = [...before, ...since]
  if (open.length === 0) return null
  return (
    <Row name="Left open">
      <details className="summary-left">
        <summary>
          {count(open.length, 'comment')} left open
          {since.length === 0
            ? ''
            : before.length === 0
              ? ', made after the merge'
              : `, ${since.length} of them made after the merge`}
        </summary>
        {open.slice(0, MAX_LEFT).map((remark) => (
          <Comment series={series} remark={remark} />
        ))}
        {open.length > MAX_LEFT ? (
          <a href={remarksAnchor(series, open.slice(MAX_LEFT))}>{open.length - MAX_LEFT} more</a>
        ) : null}
      </details>
    </Row>
  )
}

function Comment({ series, remark }: { readonly series: SeriesDocument; readonly remark: SeriesRemarkView }) {
  const { person, quote, messageId, mergedOver, severity } = remark
  const stranger: PersonView | undefined = series.claims.find((claim) => claim.messageId === messageId)?.person
  const against = !isApplied(series.state.kind) && warns({ severity: severity ?? 'request' })
  return (
    <p className="summary-said">
      <strong className={against ? 'summary-against' : undefined}>
        <PersonName person={person} /> {positionWords(remark)}
      </strong>{' '}
      {remarkPlace(remark, series.versions.at(-1)?.label ?? '')}
      {mergedOver ? ', applied over this objection' : ''}
      {stranger === undefined ? null : (
        <>
          , from <bdi>{visible(stranger.email)}</bdi>, who is not known here and does not count
        </>
      )}
      : <Quote quote={quote} messageId={messageId} />
    </p>
  )
}
