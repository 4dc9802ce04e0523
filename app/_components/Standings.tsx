import type { SeriesDocument, StandingView } from '../../db/queries/views'
import { html } from '../_markup/html'
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
              <Cells reviewer={reviewer} patches={whole ? [null, ...numbers] : numbers} />
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

interface HeldStanding {
  readonly anchor: string
  readonly standing: StandingView
}

/** A cell for each patch; null stands for the whole series. */
function Cells(props: { readonly reviewer: ReviewerStandings; readonly patches: readonly (number | null)[] }) {
  const held = new Map<number | null, HeldStanding[]>()
  for (const { anchor, standings } of props.reviewer.groups) {
    for (const standing of standings) {
      const known = held.get(standing.patch)
      if (known === undefined) held.set(standing.patch, [{ anchor, standing }])
      else known.push({ anchor, standing })
    }
  }
  for (const found of held.values()) found.sort((a, b) => weight(a.standing) - weight(b.standing))
  return props.patches.map((patch) => html`<td>${held.get(patch)?.map(Held)}</td>`)
}

function Held({ anchor, standing }: HeldStanding) {
  const { position, status, sinceLabel, messageId, quote } = standing
  const [said, fate] = [POSITION_WORDS[position], STATUS_WORDS[status]]
  const title = visible(`${said} (${sinceLabel}), ${fate}: ${quote}`)
  const look = `${styles.mark} ${styles[tone(standing)]}`
  const inside = html`<span aria-hidden="true">${SIGNS[position]}</span><span class="visuallyHidden">${said}, ${fate}, said on ${sinceLabel}</span>`
  return isTag(standing)
    ? html`<a href="#${anchor}" class="${look}" data-m="${mailMark(messageId)}" data-kind="tag" title="${title}">${inside}</a>`
    : html`<a href="#${anchor}" class="${look}" data-m="${mailMark(messageId)}" title="${title}">${inside}</a>`
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
  const fates = byStatus(standings).map(
    ([status, patches]) => html`<span>, ${STATUS_WORDS[status]}${patchWords(patches)}</span>`,
  )
  const from = alias === '' ? null : html`, from <bdi>${visible(alias)}</bdi> (one name, several addresses)`
  const words = `${answered ? ', the author answered' : ''}${merged ? ', merged over it' : ''}`
  return html`<strong>${POSITION_WORDS[position]}</strong> on ${sinceLabel}${fates}${from}${words}: <q><bdi>${visible(quote)}</bdi></q> <a href="${messageHref(messageId)}" title="rule ${rule}">mail</a>`
}

/** ` (patches 1, 3–5)`; nothing for the whole series. */
function patchWords(patches: readonly (number | null)[]): string {
  if (patches.includes(null)) return ''
  return ` (${patches.length === 1 ? 'patch' : 'patches'} ${formatNumbers(patches.filter((patch) => patch !== null))})`
}
