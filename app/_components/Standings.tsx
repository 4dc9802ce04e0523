import type { SeriesDocument, StandingView } from '../../db/queries/views'
import { messageHref, personHref } from '../_model/href'
import { mailMark } from '../_model/mailMark'
import { formatNumbers } from '../_model/reviewTags'
import { POSITION_WORDS, STATUS_WORDS } from '../_model/reviewWords'
import { byStatus, groupStandings, type ReviewerStandings, type StandingGroup, weight } from '../_model/standings'
import { visible } from '../_model/visible'
import { count } from '../_model/words'
import { ScrollBox } from './ScrollBox'
import styles from './standings.module.css'

/** Where each reviewer stands: a picture of reviewers and patches, then every sentence that it rests on. */
export function Standings({ series }: { readonly series: SeriesDocument }) {
  const reviewers = groupStandings(series)
  const sentences = reviewers.reduce((sum, { groups }) => sum + groups.length, 0)
  if (reviewers.length === 0) return <p className={styles.none}>Nobody has taken a position yet.</p>
  return (
    <>
      <Picture series={series} reviewers={reviewers} />
      {reviewers.length > MAX_REVIEWERS ? (
        <p className={styles.none}>{count(reviewers.length - MAX_REVIEWERS, 'more reviewer')} below.</p>
      ) : null}
      <Legend />
      <details className={styles.sentences} open={sentences <= SHOWN_SENTENCES}>
        <summary>{count(sentences, 'sentence')} that the marks rest on</summary>
        <Sentences reviewers={reviewers} />
      </details>
    </>
  )
}

/** More sentences than these are folded; a mark opens them. */
const SHOWN_SENTENCES = 3
/** Reviewers whose sentences are listed: all that the picture has, and a few hundred more. */
const MAX_LISTED = 400

function Sentences({ reviewers }: { readonly reviewers: readonly ReviewerStandings[] }) {
  const beyond = reviewers.length - MAX_LISTED
  return (
    <ul className={styles.people}>
      {reviewers.slice(0, MAX_LISTED).map(({ person, groups }) => (
        <li key={person.emails.join(' ') + person.name}>
          <h3 className={styles.name}>
            <PersonName person={person} />
          </h3>
          <ul>
            {groups.map((group) => (
              <li key={group.anchor} id={group.anchor} className={styles.said}>
                <Said group={group} />
              </li>
            ))}
          </ul>
        </li>
      ))}
      {beyond > 0 ? (
        <li>
          {count(beyond, 'more reviewer')} left out: a page lists {MAX_LISTED}.
        </li>
      ) : null}
    </ul>
  )
}

function PersonName({ person }: Pick<ReviewerStandings, 'person'>) {
  const [email] = person.emails
  const name = <bdi>{visible(person.name) || visible(email ?? '')}</bdi>
  return email === undefined ? (
    name
  ) : (
    <a href={personHref(email)} title={visible(person.emails.join(', '))}>
      {name}
    </a>
  )
}

/** With more patches than these only those that somebody holds something on have a column. */
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
  const numbers = (all.length > ROOMY ? all.filter((number) => held.has(number)) : all).slice(0, MAX_COLUMNS)
  const whole = series.standings.some(({ patch }) => patch === null)
  return (
    <ScrollBox label="Reviewers and patches, scrolls sideways">
      <table className={styles.picture}>
        <caption className="visuallyHidden">
          What each reviewer holds on each patch of {newest?.label}; every mark leads to the sentence and the mail it
          rests on.
        </caption>
        <thead>
          <tr>
            <th scope="col">Reviewer</th>
            {whole ? <th scope="col">all</th> : null}
            {numbers.map((number) => (
              <th key={number} scope="col">
                <a href={`#patch-${number}`}>
                  <span className="visuallyHidden">patch </span>
                  {number}
                </a>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {reviewers.slice(0, MAX_REVIEWERS).map((reviewer) => (
            <tr key={reviewer.person.emails.join(' ') + reviewer.person.name}>
              <th scope="row">
                <PersonName person={reviewer.person} />
              </th>
              {whole ? <Cell reviewer={reviewer} patch={null} /> : null}
              {numbers.map((number) => (
                <Cell key={number} reviewer={reviewer} patch={number} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

function Cell({ reviewer, patch }: { readonly reviewer: ReviewerStandings; readonly patch: number | null }) {
  const found = reviewer.groups
    .flatMap((group) =>
      group.standings.filter((standing) => standing.patch === patch).map((standing) => ({ group, standing })),
    )
    .sort((a, b) => weight(a.standing) - weight(b.standing))
  return (
    <td>
      {found.map(({ group, standing }) => (
        <a
          key={group.anchor}
          href={`#${group.anchor}`}
          className={`${styles.mark} ${styles[tone(standing)]}`}
          data-m={mailMark(standing.messageId)}
          data-kind={isTag(standing) ? 'tag' : undefined}
          title={visible(
            `${POSITION_WORDS[standing.position]} (${standing.sinceLabel}), ${STATUS_WORDS[standing.status]}: ${standing.quote}`,
          )}
        >
          <span aria-hidden="true">{SIGNS[standing.position]}</span>
          <span className="visuallyHidden">
            {POSITION_WORDS[standing.position]}, {STATUS_WORDS[standing.status]}, said on {standing.sinceLabel}
          </span>
        </a>
      ))}
    </td>
  )
}

/** One sign for each position; letters that every font has. */
const SIGNS: Readonly<Record<StandingView['position'], string>> = {
  nak: 'N',
  objects: 'X',
  'requests-changes': '!',
  asks: '?',
  'approves-with-condition': 'R*',
  approves: 'R',
  tested: 'T',
  applied: 'A',
  discusses: '·',
  author: '·',
}

function isTag({ position }: StandingView): boolean {
  return position.startsWith('approves') || position === 'tested'
}

function tone({ position, status }: StandingView): 'open' | 'stale' | 'settled' | 'stands' {
  if (status === 'open' || status === 'promised') return 'open'
  if (status === 'stale') return 'stale'
  return (status === 'current' || status === 'carried') && position !== 'discusses' ? 'stands' : 'settled'
}

function Legend() {
  return (
    <p className={styles.legend}>
      <span>
        <b>R</b> approves, <b>R*</b> with a condition, <b>T</b> tested, <b>A</b> applied, <b>X</b> objects, <b>N</b>{' '}
        refuses, <b>!</b> asks for a change, <b>?</b> asks
      </span>
      <span>
        <span className={`${styles.mark} ${styles.stands}`}>R</span> stands
      </span>
      <span>
        <span className={`${styles.mark} ${styles.stale}`}>R</span> the code changed since
      </span>
      <span>
        <span className={`${styles.mark} ${styles.open}`}>!</span> open
      </span>
      <span>
        <span className={`${styles.mark} ${styles.settled}`}>!</span> settled, declined, or changed since
      </span>
    </p>
  )
}

/** One sentence with what it comes to: `approves on v1; carried: 2, 11; code changed since: 1, 3–10`. */
function Said({ group }: { readonly group: StandingGroup }) {
  const { position, standings, quote, messageId, sinceLabel, rule } = group
  const merged = standings.some(({ mergedOver }) => mergedOver)
  const [first] = standings
  const alias = first?.alias ?? ''
  const answered = standings.some((standing) => standing.status === 'open' && standing.answered)
  return (
    <>
      <strong>{POSITION_WORDS[position]}</strong> on {sinceLabel}
      {byStatus(standings).map(([status, patches]) => (
        <span key={status}>
          , {STATUS_WORDS[status]}
          {patches.includes(null)
            ? ''
            : ` (${count(patches.length, 'patch', 'patches').replace(/^\d+ /, '')} ${formatNumbers(patches.filter((patch) => patch !== null))})`}
        </span>
      ))}
      {alias === '' ? null : (
        <>
          , from <bdi>{visible(alias)}</bdi> (one name, several addresses)
        </>
      )}
      {answered ? ', the author answered' : null}
      {merged ? ', merged over it' : null}:{' '}
      <q>
        <bdi>{visible(quote)}</bdi>
      </q>{' '}
      <a href={messageHref(messageId)} title={`rule ${rule}`}>
        mail
      </a>
    </>
  )
}
