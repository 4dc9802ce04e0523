/** What the pages are based on, in one sentence. */
export function PageFooter() {
  return (
    <footer className="shell-footer">
      <p>
        Reroll reads patch series from mail alone; the discussion stays on the list. Times are UTC, as received. See{' '}
        <a href="/status">what has been imported</a> or the <a href="/api">JSON API</a>.
      </p>
    </footer>
  )
}
