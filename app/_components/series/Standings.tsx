import type { SeriesDocument, StandingView } from '../../../db/queries/views'
import { groupBy } from '../../../lib/groupBy'
import { decides, vouches } from '../../../lib/review/positions'
import { isInForce, isOpenStatus } from '../../../lib/review/states'
import { mailMark } from '../../_model/mailMark'
import { signsOf } from '../../_model/marks'
import { count } from '../../_model/pageWords'
import { formatNumbers } from '../../_model/reviewTags'
import { fateWords, positionWords, unclearMails, unclearScopeWords } from '../../_model/reviewWords'
import { groupStandings, type ReviewerStandings, type Sentence, weight } from '../../_model/standings'
import { visible } from '../../_model/visible'
import { Glyph } from '../marks/Mark'
import { PersonLink } from '../shell/PersonName'
import { Quote } from '../shell/Quote'
import { ScrollBox } from '../shell/ScrollBox'

/** Where each reviewer stands: a table of reviewers and patches, then the quotes behind its marks. */
export function Standings({ series }: { readonly series: SeriesDocument }) {
  const reviewers = groupStandings(series)
  const sentences = reviewers.reduce((sum, { groups }) => sum + groups.length, 0)
  if (reviewers.length === 0) return <p className="standings-none">No reviews yet.</p>
  return (
    <>
      <Picture series={series} reviewers={reviewers} />
      {reviewers.length > MAX_REVIEWERS ? (
        <p className="standings-none">{count(reviewers.length - MAX_REVIEWERS, 'more reviewer')} below.</p>
      ) : null}
      <Legend />
      <details className="standings-sentences" open={sentences <= SHOWN_SENTENCES}>
        <summary>Quotes behind these marks ({sentences})</summary>
        <Sentences reviewers={reviewers} unclear={unclearMails(series)} />
      </details>
    </>
  )
}

/** More quotes than this are folded; a mark opens them. */
const SHOWN_SENTENCES = 3
/** Reviewers whose quotes are listed: all in the table and a few hundred more. */
const MAX_LISTED = 400

function Sentences(props: { readonly reviewers: readonly ReviewerStandings[]; readonly unclear: ReadonlySet<string> }) {
  const { reviewers, unclear } = props
  const beyond = reviewers.length - MAX_LISTED
  return (
    <ul className="standings-people">
      {reviewers.slice(0, MAX_LISTED).map(({ person, groups }) => (
        <li>
          <h3 className="standings-name">
            <PersonLink person={person} />
            {person.emails.length === 0 ? ' (known by name alone: a list replaced the address)' : null}
          </h3>
          <ul>
            {groups.map((group) => (
              <li id={group.anchor} className="standings-said">
                <Said standings={group.standings} unclear={unclear} />
              </li>
            ))}
          </ul>
        </li>
      ))}
      {beyond > 0 ? (
        <li>
          {count(beyond, 'more reviewer')} not shown: a page lists {MAX_LISTED}.
        </li>
      ) : null}
    </ul>
  )
}

/** With more patches than this, only patches that someone took a position on have a column. */
const ROOMY = 60
const MAX_COLUMNS = 100
const MAX_REVIEWERS = 40

function Picture({
  series,
  reviewers,
}: {
  readonly series: SeriesDocument
  readonly reviewers: readonly ReviewerStandings[]
}) {
  const newest = series.versions.findLast(({ patches }) => patches.length > 0)
  const all = newest?.patches.map(({ number }) => number) ?? []
  const held = new Set(series.standings.map(({ patch }) => patch))
  const columns = all.length > ROOMY ? all.filter((number) => held.has(number)) : all
  const numbers = columns.slice(0, MAX_COLUMNS)
  const whole = series.standings.some(({ patch }) => patch === null)
  return (
    <ScrollBox label="Reviewers and patches, scrolls sideways">
      <table className="standings-picture">
        <caption className="visually-hidden">
          Where each reviewer stands on each patch of {newest?.label}. Every mark links to its quote and mail.
        </caption>
        <thead>
          <tr>
            <th scope="col">Reviewer</th>
            {whole ? <th scope="col">all</th> : null}
            {numbers.map((number) => (
              <th scope="col">
                <a href={`#patch-${number}`}>
                  <span className="visually-hidden">patch </span>
                  {number}
                </a>
              </th>
            ))}
            {columns.length > MAX_COLUMNS ? (
              <th scope="col">{count(columns.length - MAX_COLUMNS, 'more patch', 'more patches')} not shown</th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {reviewers.slice(0, MAX_REVIEWERS).map((reviewer) => (
            <tr>
              <th scope="row">
                <PersonLink person={reviewer.person} />
              </th>
              <Cells reviewer={reviewer} patches={whole ? [null, ...numbers] : numbers} />
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

/** A cell for each patch; null stands for the whole series. */
function Cells(props: { readonly reviewer: ReviewerStandings; readonly patches: readonly (number | null)[] }) {
  const all = props.reviewer.groups.flatMap(({ anchor, standings }) =>
    standings.map((standing) => ({ anchor, standing })),
  )
  const held = groupBy(all, ({ standing }) => standing.patch)
  return props.patches.map((patch) => (
    <td>
      {held
        .get(patch)
        ?.sort((a, b) => weight(a.standing) - weight(b.standing))
        .map(({ anchor, standing }) => (
          <Held anchor={anchor} standing={standing} />
        ))}
    </td>
  ))
}

function Held({ anchor, standing }: { readonly anchor: string; readonly standing: StandingView }) {
  const { position, sinceLabel, messageId, quote } = standing
  const [said, fate] = [positionWords(standing), fateWords(standing)]
  return (
    <a
      href={`#${anchor}`}
      className={`standings-mark standings-${tone(standing)}`}
      data-m={mailMark(messageId)}
      data-kind={vouches(position) === null ? undefined : 'tag'}
      title={visible(`${said} (${sinceLabel}), ${fate}: ${quote}`)}
    >
      <span aria-hidden="true">
        {signsOf(standing).map((name) => (
          <Glyph name={name} />
        ))}
      </span>
      <span className="visually-hidden">
        {said} on {sinceLabel}, {fate}
      </span>
    </a>
  )
}

function tone({ position, status }: StandingView): 'open' | 'stale' | 'settled' | 'current' {
  if (isOpenStatus(status)) return 'open'
  if (status === 'stale') return 'stale'
  return isInForce(status) && decides(position) ? 'current' : 'settled'
}

function Legend() {
  return (
    <p className="standings-legend">
      <span>
        <b>R</b> Reviewed-by, <b>A</b> Acked-by, <b>T</b> Tested-by, <b>*</b> with comments, <b>✓</b> applied, <b>X</b>{' '}
        objects, <b>N</b> NAKs, <b>!</b> requests a change or reports a defect, <b>?</b> has a question
      </span>
      <span>
        <span className="standings-mark standings-current">R</span> current
      </span>
      <span>
        <span className="standings-mark standings-stale">R</span> patch changed after the tag
      </span>
      <span>
        <span className="standings-mark standings-open">!</span> open
      </span>
      <span>
        <span className="standings-mark standings-settled">!</span> resolved, declined, or code changed
      </span>
    </p>
  )
}

/** One sentence and what became of it: `Reviewed-by on v1, carried forward (patches 2, 11), code changed since (patches 1, 3–10)`. */
function Said({ standings, unclear }: { readonly standings: Sentence; readonly unclear: ReadonlySet<string> }) {
  const [first] = standings
  const { alias, quote, messageId, sinceLabel, rule } = first
  const fates = groupBy(standings, fateWords)
  return (
    <>
      <strong title={`rule: ${rule}`}>{positionWords(first)}</strong> on {sinceLabel}
      {[...fates].map(([fate, own]) => (
        <span>
          , {fate}
          {patchWords(own.map(({ patch }) => patch))}
        </span>
      ))}
      {vouches(first.position) !== null && unclear.has(messageId) ? `, ${unclearScopeWords(true)}` : ''}
      {alias === '' ? null : (
        <>
          , from <bdi>{visible(alias)}</bdi> (same name, another address)
        </>
      )}
      : <Quote quote={quote} messageId={messageId} />
    </>
  )
}

/** ` (patches 1, 3–5)`; '' for the whole series. */
function patchWords(patches: readonly (number | null)[]): string {
  if (patches.includes(null)) return ''
  return ` (${patches.length === 1 ? 'patch' : 'patches'} ${formatNumbers(patches.filter((patch) => patch !== null))})`
}
