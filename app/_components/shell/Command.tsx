/** A command to copy. One click selects all of it; a long command scrolls in its own box. */
export function Command({ text }: { readonly text: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable without a mouse (WCAG 2.1.1)
    <code className="takeaway-command" tabIndex={0}>
      {text}
    </code>
  )
}
