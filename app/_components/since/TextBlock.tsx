import { visible } from '../../_model/visible'

/** Lines to copy: one click selects all of them. */
export function TextBlock({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    <section className="since-block" aria-label={label}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable without a mouse (WCAG 2.1.1) */}
      <pre tabIndex={0}>{visible(text)}</pre>
    </section>
  )
}
