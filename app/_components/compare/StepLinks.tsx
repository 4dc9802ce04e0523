import type { VersionRef } from '../../../db/queries/views'

interface Props {
  readonly versions: readonly VersionRef[]
  readonly from: VersionRef
  readonly to: VersionRef
  readonly href: (from: VersionRef, to: VersionRef) => string
}

/** Links to the previous and the next step, and to the comparison of the first version with the newest. */
export function StepLinks({ versions, from, to, href }: Props) {
  const at = versions.findIndex(({ key }) => key === from.key)
  const end = versions.findIndex(({ key }) => key === to.key)
  const steps = [
    { left: versions[at - 1], right: versions[at], key: '[' },
    { left: versions[end], right: versions[end + 1], key: ']' },
    { left: versions[0], right: versions.at(-1), key: 'a' },
  ].flatMap(({ left, right, key }) =>
    left === undefined || right === undefined || left === right || (left.key === from.key && right.key === to.key)
      ? []
      : [{ left, right, key }],
  )
  if (steps.length === 0) return null
  return (
    <nav aria-label="Other steps">
      <ul className="comparison-views">
        {steps.map(({ left, right, key }) => (
          <li>
            <a href={href(left, right)} aria-keyshortcuts={key}>
              {left.label} to {right.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
