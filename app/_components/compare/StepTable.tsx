import type { StepView } from '../../../db/queries/views'
import { isSubstantial } from '../../../lib/evolution/types'
import { shortLabel } from '../../../lib/series/label'
import { diffHref } from '../../_model/href'
import { CHANGE_WORDS, cellSentence } from '../../_model/pageWords'
import { visible } from '../../_model/visible'
import { ChangeMark, MarkShapes } from '../marks/ChangeMark'
import { ScrollBox } from '../shell/ScrollBox'

type StepRow = StepView['rows'][number]

/** All pairs of patches of a step, each linked to its comparison. */
export function StepTable({ step }: { readonly step: StepView }) {
  return (
    <>
      <MarkShapes />
      <ScrollBox label="Patches of this step, scrolls sideways">
        <table className="step-table">
          <caption className="visually-hidden">
            Patches of {step.from.label} and {step.to.label} and what changed in each
          </caption>
          <thead>
            <tr>
              {[step.from, step.to].map(({ label }) => (
                <th scope="col" className="step-number" title={label}>
                  {shortLabel(label)}
                </th>
              ))}
              <th scope="col">Patch</th>
              <th scope="col">Change</th>
              <th scope="col" className="step-lines">
                Lines
              </th>
              <th scope="col">Trailers and notes</th>
            </tr>
          </thead>
          <tbody>
            {step.rows.map((row) => (
              <Row step={step} row={row} />
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </>
  )
}

function Row({ step, row }: { readonly step: StepView; readonly row: StepRow }) {
  const strong = isSubstantial(row.change)
  const sized = row.added + row.removed > 0
  return (
    <tr>
      <td className="step-number">{row.oldNumber ?? '–'}</td>
      <td className="step-number">{row.newNumber ?? '–'}</td>
      <th scope="row" className="step-patch">
        <a href={diffHref(step.seriesId, step.from.key, step.to.key, row.number)}>{visible(row.title)}</a>
      </th>
      <td className={strong ? 'step-strong' : 'step-soft'}>
        <span className="step-change">
          <ChangeMark change={row.change} />
          <span aria-hidden="true">{CHANGE_WORDS[row.change]}</span>
          {row.facts.slice(1).map((fact) => (
            <ChangeMark change={fact} minor />
          ))}
          <span className="visually-hidden">{cellSentence(row.change, row.facts, row.added, row.removed)}</span>
        </span>
      </td>
      <td className="step-lines">{sized ? `+${row.added} −${row.removed}` : ''}</td>
      <td className="step-notes">
        {row.note === '' ? null : <p>{visible(row.note)}</p>}
        {row.trailersAdded.map((trailer) => (
          <p>
            <span className="step-added">+</span> {visible(withoutAddress(trailer))}
          </p>
        ))}
        {row.trailersRemoved.map((trailer) => (
          <p>
            <span className="step-removed">−</span> {visible(withoutAddress(trailer))}
          </p>
        ))}
      </td>
    </tr>
  )
}

/** A trailer without the address: `Reviewed-by: Tony Krowiak`. Pages do not spread addresses. */
export function withoutAddress(trailer: string): string {
  const open = trailer.indexOf('<')
  return open > 0 && trailer.slice(0, open).trimEnd().endsWith(':') === false
    ? trailer.slice(0, open).trimEnd()
    : trailer
}
