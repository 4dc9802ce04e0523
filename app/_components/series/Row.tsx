import type { ComponentChildren } from 'preact'

/** One line of the summary of a series. */
export function Row({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div className="summary-row">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
