import type { ComponentChildren } from 'preact'

/** What only whoever runs the site can do, folded for everybody else. */
export function ForOperator({
  open = false,
  children,
}: {
  readonly open?: boolean
  readonly children: ComponentChildren
}) {
  return (
    <details className="status-operator" open={open}>
      <summary>For whoever runs this site</summary>
      {children}
    </details>
  )
}
