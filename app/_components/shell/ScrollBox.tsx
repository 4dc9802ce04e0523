import type { ComponentChildren } from 'preact'

/** A box that scrolls sideways. It is reachable by keyboard, so it needs a label for screen readers. */
export function ScrollBox({ label, children }: { readonly label: string; readonly children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: no landmark, a page has dozens; and no fieldset, which is for forms
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable without a mouse (WCAG 2.1.1)
    <div className="scroll" role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  )
}
