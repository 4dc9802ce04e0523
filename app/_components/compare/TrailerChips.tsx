import type { Trailer } from '../../../lib/patch/types'
import { visible } from '../../_model/visible'
import { withoutAddress } from './StepTable'

/** Added and removed trailers, with their signs. */
export function TrailerChips(props: { readonly added: readonly Trailer[]; readonly removed: readonly Trailer[] }) {
  if (props.added.length + props.removed.length === 0) return null
  return (
    <ul className="comparison-chips">
      {props.removed.map((trailer) => (
        <li key={`-${trailer.name}${trailer.value}`} className="comparison-chip-old">
          <del>
            − {visible(trailer.name)}: {visible(withoutAddress(trailer.value))}
          </del>
        </li>
      ))}
      {props.added.map((trailer) => (
        <li key={`+${trailer.name}${trailer.value}`} className="comparison-chip-new">
          <ins>
            + {visible(trailer.name)}: {visible(withoutAddress(trailer.value))}
          </ins>
        </li>
      ))}
    </ul>
  )
}
