import type { SeriesDocument, StepView, StoryAsk } from '../../../db/queries/views'
import { isSubstantial } from '../../../lib/evolution/types'
import { groupBy } from '../../../lib/groupBy'
import { ASK_WORDS } from '../../_model/askWords'
import { cutText } from '../../_model/cutText'
import { diffHref, messageHref } from '../../_model/href'
import { signsOf } from '../../_model/marks'
import { CHANGE_WORDS, capitalise, cellSentence, count, noteWords } from '../../_model/pageWords'
import { formatNumbers, nameNumbers } from '../../_model/patchNumbers'
import { personName } from '../../_model/personNames'
import { positionWords } from '../../_model/reviewWords'
import { type StepGroup, type StepReason, type StepRow, tellStep } from '../../_model/stepStory'
import { withoutAddress } from '../../_model/trailerWords'
import { visible } from '../../_model/visible'
import { Sign } from '../marks/Sign'

interface Props {
  readonly series: SeriesDocument
  readonly step: StepView
}

/** What changed in a step and why: patches that changed alike together, and in one line each what did not change. */
export function StepChanges({ series, step }: Props) {
  const { groups, quiet, undone } = tellStep(series, step)
  return (
    <section aria-label="Changes by patch">
      {groups.length === 0 ? <p className="comparison-empty">No patch changed its code or its message.</p> : null}
      <ol className="step-groups">
        {groups.map((group) => (
          <Group step={step} group={group} />
        ))}
      </ol>
      {quiet.map(({ change, rows }) =>
        change === 'dropped' || change === 'applied' ? (
          <Gone change={change} step={step} rows={rows} />
        ) : (
          <p className="step-quiet">
            <Sign name={change} /> {capitalise(CHANGE_WORDS[change])}: <Numbers step={step} rows={rows} />
          </p>
        ),
      )}
      {undone.length === 0 ? null : (
        <section className="step-quiet" aria-labelledby="undone">
          <h2 id="undone" className="step-undone">
            {ASK_WORDS.undone.title}
          </h2>
          <ul>
            {undone.map((ask) => (
              <li>
                <Undone ask={ask} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </section>
  )
}

/** Longer quotes are cut. */
const MAX_QUOTE = 110

function Undone({ ask: { person, patches, on, messageId, quote, ...said } }: { readonly ask: StoryAsk }) {
  return (
    <>
      {signsOf({ ...said, tag: null }).map((name) => (
        <Sign name={name} className="step-removed" />
      ))}{' '}
      {visible(personName(person))} {positionWords(said)}
      {patches.length === 0 ? ` on ${on}` : ` on ${nameNumbers(patches)} of ${on}`}:{' '}
      <a href={messageHref(messageId)}>{visible(cutText(quote, MAX_QUOTE))}</a>
    </>
  )
}

/** More patches than this are given as ranges without links. */
const MAX_LINKED = 12

/** The numbers of patches; where only trailers changed, with these. */
function Numbers({ step, rows }: { readonly step: StepView; readonly rows: readonly StepRow[] }) {
  const numbers = rows.flatMap(({ newNumber, oldNumber }) => newNumber ?? oldNumber ?? [])
  if (rows.every(({ change }) => change === 'identical') || rows.length > MAX_LINKED)
    return <>{formatNumbers(numbers)}</>
  return (
    <>
      {[...groupBy(rows, trailerKey).values()].map((alike, place) => (
        <>
          {place > 0 ? '; ' : ''}
          {alike.map((row, index) => (
            <>
              {index > 0 ? ', ' : ''}
              <a href={diffHref(step.seriesId, step.from.key, step.to.key, row.number)}>{Math.abs(row.number)}</a>
            </>
          ))}
          <Trailers row={alike[0]} />
        </>
      ))}
    </>
  )
}

function trailerKey({ trailersAdded, trailersRemoved }: StepRow): string {
  return `${trailersAdded.join()}\n${trailersRemoved.join()}`
}

function Group({
  step,
  group: { rows, reasons, unannounced },
}: {
  readonly step: StepView
  readonly group: StepGroup
}) {
  const [first] = rows
  if (first === undefined) return null
  return (
    <li className="step-group" data-item="patch">
      <p className={isSubstantial(first.change) ? 'step-change step-strong' : 'step-change step-soft'}>
        <Sign name={first.change} />
        <span aria-hidden="true">{CHANGE_WORDS[first.change]}</span>
        <Lines rows={rows} />
        <span className="visually-hidden">{cellSentence(first.change, first.facts, first.added, first.removed)}</span>
      </p>
      <ul className="step-patches">
        {rows.map((row) => (
          <li>
            <Title step={step} row={row} />
            <Trailers row={row} />
          </li>
        ))}
      </ul>
      <div className="step-why">
        {reasons.map((reason) => (
          <Reason reason={reason} />
        ))}
        {reasons.length === 0 && unannounced ? <p className="step-note">not named in the changelog</p> : null}
      </div>
    </li>
  )
}

/** The number and the title of a patch, linked to what changed in it. */
function Title({ step, row }: { readonly step: StepView; readonly row: StepRow }) {
  return (
    <>
      <span className="step-number">{numberWords(row)}</span>{' '}
      <a href={diffHref(step.seriesId, step.from.key, step.to.key, row.number)}>{visible(row.title)}</a>
      {noteWords(row.note) === '' ? null : <span className="step-note"> {visible(noteWords(row.note))}</span>}
    </>
  )
}

/** With so few such patches their titles are shown. */
const FEW_GONE = 2

/** The patches that the newer version does not have, in one line that unfolds. The tags of a patch that is gone say nothing. */
function Gone(props: {
  readonly change: 'dropped' | 'applied'
  readonly step: StepView
  readonly rows: readonly StepRow[]
}) {
  const { change, step, rows } = props
  return (
    <details className="step-quiet" open={rows.length <= FEW_GONE}>
      <summary>
        <Sign name={change} /> {capitalise(change)}: {formatNumbers(rows.flatMap(({ oldNumber }) => oldNumber ?? []))}
      </summary>
      <ul className="step-patches">
        {rows.map((row) => (
          <li>
            <Title step={step} row={row} />
          </li>
        ))}
      </ul>
    </details>
  )
}

/** The number in the newer version, and the one in the older if it differs. */
function numberWords({ oldNumber, newNumber }: StepRow): string {
  if (newNumber === null) return `${oldNumber ?? ''}`
  return oldNumber === null || oldNumber === newNumber ? `${newNumber}` : `${newNumber} (was ${oldNumber})`
}

function Lines({ rows }: { readonly rows: readonly StepRow[] }) {
  const [first] = rows
  if (first === undefined || first.added + first.removed === 0) return null
  const equal = rows.every(({ added, removed }) => added === first.added && removed === first.removed)
  const sum = (of: (row: StepRow) => number) => rows.reduce((total, row) => total + of(row), 0)
  const [added, removed] = equal ? [first.added, first.removed] : [sum((row) => row.added), sum((row) => row.removed)]
  return (
    <span className="step-lines" aria-hidden="true">
      +{added} −{removed}
      {rows.length > 1 ? (equal ? ' each' : ' in all') : ''}
    </span>
  )
}

function Reason({ reason: { text, messageId, askedBy, on, more } }: { readonly reason: StepReason }) {
  return (
    <p>
      <a href={messageHref(messageId)}>{visible(text)}</a>
      {askedBy === null ? null : (
        <span className="step-note">
          {' '}
          asked by {visible(personName(askedBy))}
          {on === '' ? '' : ` on ${on}`}
          {more === 0 ? '' : `, and ${count(more, 'more comment')}`}
        </span>
      )}
    </p>
  )
}

function Trailers({ row: { trailersAdded, trailersRemoved } }: { readonly row: StepRow }) {
  if (trailersAdded.length + trailersRemoved.length === 0) return null
  return (
    <span className="step-trailers">
      {trailersAdded.map((trailer) => (
        <span>
          {' '}
          <span className="step-added">+</span> {visible(withoutAddress(trailer))}
        </span>
      ))}
      {trailersRemoved.map((trailer) => (
        <span>
          {' '}
          <span className="step-removed">−</span> {visible(withoutAddress(trailer))}
        </span>
      ))}
    </span>
  )
}
