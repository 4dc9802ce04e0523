/** A command to copy: one click selects all of it, and the script adds a button. */
export function Command({ text }: { readonly text: string }) {
  return (
    <span className="takeaway-line">
      <code className="takeaway-command" data-copy="">
        {text}
      </code>
    </span>
  )
}
