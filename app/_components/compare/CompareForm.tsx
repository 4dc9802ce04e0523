import type { VersionRef } from '../../../db/queries/views'
import { seriesHref } from '../../_model/href'
import { count } from '../../_model/pageWords'
import type { CompareView } from '../../_model/view'

/** At most this many of the newest versions can be chosen; older ones are compared by address, so that a page stays small. */
const MAX_CHOICES = 200

/** A form to choose two versions to compare. The server answers it with a redirect to the address of the comparison. */
export function CompareForm(props: {
  readonly id: string
  readonly versions: readonly VersionRef[]
  readonly from: string
  readonly to: string
  readonly patch?: number
  readonly view?: CompareView
}) {
  return (
    <form
      className="form-compare"
      action={`${seriesHref(props.id)}/diff`}
      method="get"
      aria-label="Compare two versions"
    >
      <label htmlFor="from">Compare</label>
      <VersionSelect name="from" versions={props.versions} value={props.from} />
      <label htmlFor="to">with</label>
      <VersionSelect name="to" versions={props.versions} value={props.to} />
      {props.patch === undefined ? null : <input type="hidden" name="patch" value={props.patch} />}
      {props.view === undefined || props.view === 'interdiff' ? null : (
        <input type="hidden" name="view" value={props.view} />
      )}
      <button type="submit">Show</button>
    </form>
  )
}

function VersionSelect(props: {
  readonly name: 'from' | 'to'
  readonly versions: readonly VersionRef[]
  readonly value: string
}) {
  const { versions, value } = props
  const left = Math.max(0, versions.length - MAX_CHOICES)
  const chosen = versions.slice(0, left).filter(({ key }) => key === value)
  return (
    <select id={props.name} name={props.name} defaultValue={props.value}>
      {left === 0 ? null : (
        <option value="" disabled>
          {count(left, 'older version')}: put two into the address
        </option>
      )}
      {[...chosen, ...versions.slice(left)].map((version) => (
        <option value={version.key}>{version.label}</option>
      ))}
    </select>
  )
}
