import type { SeriesDocument, StandingView } from '../../../db/queries/views'
import { messageHref, personHref } from '../../_model/href'
import { mailMark } from '../../_model/mailMark'
import { formatNumbers } from '../../_model/reviewTags'
import { POSITION_WORDS, STATUS_WORDS } from '../../_model/reviewWords'
import { byStatus, groupStandings, type ReviewerStandings, type StandingGroup, weight } from '../../_model/standings'
import { visible } from '../../_model/visible'
import { count } from '../../_model/words'
import { ScrollBox } from '../shell/ScrollBox'

/** Where each reviewer stands: a picture of reviewers and patches, then every sentence that it rests on. */
export function Standings({ series }: { readonly series: SeriesDocument }) {
  const reviewers = groupStandings(series)
  const sentences = reviewers.reduce((sum, { groups }) => sum + groups.length, 0)
  if (reviewers.length === 0) return <p className="standings-none">Nobody has taken a position yet.</p>
  return (
    <>
      <Picture series={series} reviewers={reviewers} />
      {reviewers.length > MAX_REVIEWERS ? (
        <p className="standings-none">{count(reviewers.length - MAX_REVIEWERS, 'more reviewer')} below.</p>
      ) : null}
      <Legend />
      <details className="standings-sentences" open={sentences <= SHOWN_SENTENCES}>
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
    <ul className="standings-people">
      {reviewers.slice(0, MAX_LISTED).map(({ person, groups }) => (
        <li key={person.emails.join(' ') + person.name}>
          <h3 className="standings-name">
            <PersonName person={person} />
          </h3>
          <ul>
            {groups.map((group) => (
              <li key={group.anchor} id={group.anchor} className="standings-said">
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
      <table className="standings-picture">
        <caption className="visually-hidden">
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
                  <span className="visually-hidden">patch </span>
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
  return props.patches.map((patch) => (
    <td key={patch}>
      {held.get(patch)?.map(({ anchor, standing }) => (
        <Held key={`${anchor} ${standing.messageId}`} anchor={anchor} standing={standing} />
      ))}
    </td>
  ))
}

function Held({ anchor, standing }: HeldStanding) {
  const { position, status, sinceLabel, messageId, quote } = standing
  const [said, fate] = [POSITION_WORDS[position], STATUS_WORDS[status]]
  return (
    <a
      href={`#${anchor}`}
      className={`standings-mark standings-${tone(standing)}`}
      data-m={mailMark(messageId)}
      data-kind={isTag(standing) ? 'tag' : undefined}
      title={visible(`${said} (${sinceLabel}), ${fate}: ${quote}`)}
    >
      <span aria-hidden="true">{SIGNS[position]}</span>
      <span className="visually-hidden">
        {said}, {fate}, said on {sinceLabel}
      </span>
    </a>
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
    <p className="standings-legend">
      <span>
        <b>R</b> approves, <b>R*</b> with a condition, <b>T</b> tested, <b>A</b> applied, <b>X</b> objects, <b>N</b>{' '}
        refuses, <b>!</b> asks for a change, <b>?</b> asks
      </span>
      <span>
        <span className="standings-mark standings-stands">R</span> stands
      </span>
      <span>
        <span className="standings-mark standings-stale">R</span> the code changed since
      </span>
      <span>
        <span className="standings-mark standings-open">!</span> open
      </span>
      <span>
        <span className="standings-mark standings-settled">!</span> settled, declined, or changed since
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
          {patchWords(patches)}
        </span>
      ))}
      {alias === '' ? null : (
        <>
          , from <bdi>{visible(alias)}</bdi> (one name, several addresses)
        </>
      )}
      {answered ? ', the author answered' : ''}
      {merged ? ', merged over it' : ''}:{' '}
      <q>
        <bdi>{visible(quote)}</bdi>
      </q>{' '}
      <a href={messageHref(messageId)} title={`rule ${rule}`}>
        mail
      </a>
    </>
  )
}

/** ` (patches 1, 3–5)`; nothing for the whole series. */
function patchWords(patches: readonly (number | null)[]): string {
  if (patches.includes(null)) return ''
  return ` (${patches.length === 1 ? 'patch' : 'patches'} ${formatNumbers(patches.filter((patch) => patch !== null))})`
}
