import type { PulledSeriesView } from '../../../db/queries/views'
import { shortLabel } from '../../../lib/series/label'
import { seriesHref } from '../../_model/href'
import { count } from '../../_model/pageWords'
import { nameNumbers } from '../../_model/patchNumbers'
import { STATE_NAMES } from '../../_model/stateWords'
import { visible } from '../../_model/visible'
import { StateMark } from '../lists/StateMark'
import { PersonLink } from '../shell/PersonName'

interface Props {
  readonly series: readonly PulledSeriesView[]
  /** Whether the request still waits for an answer. */
  readonly waiting?: boolean
}

/** The series that a pull request has patches of, each with what became of it, and which of its patches were asked to be pulled. */
export function PulledSeries({ series, waiting = false }: Props) {
  return (
    <ul className="pulls-series">
      {series.map((one) => (
        <li data-item="series">
          <span className="pulls-kind">
            <StateMark kind={one.state} /> {stateWords(one, waiting)}
          </span>
          <a className="pulls-title" href={seriesHref(one.id)}>
            {visible(one.title) || '(no title)'}
          </a>
          <span className="pulls-part">
            <PersonLink person={one.author} />, {visible(shortLabel(one.version))}, {partWords(one)}
            {one.newest === one.version ? '' : `; ${visible(one.newest)} is newer`}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** While a request waits, all of its series are to be pulled, whether or not a mail says that a maintainer applied them first. */
function stateWords({ state }: PulledSeriesView, waiting: boolean): string {
  if (waiting && state === 'in-pull-request') return 'To be pulled'
  return waiting && state === 'applied' ? 'Applied, to be pulled' : STATE_NAMES[state]
}

/** `all 9 patches`, `patches 1–9 of 10` */
function partWords({ patches, total }: PulledSeriesView): string {
  if (patches.length >= total) return total === 1 ? '1 patch' : `all ${count(total, 'patch', 'patches')}`
  return `${nameNumbers(patches)} of ${total}`
}
