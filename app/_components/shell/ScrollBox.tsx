import type { ComponentChildren } from 'preact'

/** A box that scrolls sideways. It is reachable by keyboard, so it needs a label for screen readers. */
export function ScrollBox(props: {
  readonly label: string
  /** A further class, for a box with edges or heights of its own. */
  readonly className?: string
  readonly children: ComponentChildren
}) {
  const { label, className = '', children } = props
  return (
    // biome-ignore lint/a11y/useSemanticElements: no landmark, a page has dozens; and no fieldset, which is for forms
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable without a mouse (WCAG 2.1.1)
    <div className={`scroll ${className}`} role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  )
}
