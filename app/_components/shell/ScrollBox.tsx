import type { ComponentChildren } from 'preact'

/** A box that scrolls where it has more than it shows. The script then names it and makes it reachable by keyboard in every browser. */
export function ScrollBox(props: {
  /** Its name, for screen readers. */
  readonly label: string
  /** A further class, for a box with edges or heights of its own. */
  readonly className?: string
  readonly children: ComponentChildren
}) {
  const { label, className = '', children } = props
  return (
    <div className={`scroll ${className}`} data-scrolls={label}>
      {children}
    </div>
  )
}
