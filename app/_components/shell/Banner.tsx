/** Says on every page what the first start chose to show: the bundled sample, or a series from lore. Nothing over mail that was given. */
export function Banner() {
  const shows = process.env.REROLL_SHOWS
  if (shows !== 'sample' && shows !== 'first') return null
  return (
    <aside className="shell-sample" aria-label="About this mail">
      {shows === 'sample' ? (
        <>
          <strong>A sample:</strong> this series is a reconstruction. Its facts are true, its words and code are not the
          original's.
        </>
      ) : (
        <>
          <strong>Real mail:</strong> this series was fetched from the archive at the start, for there was no other.
        </>
      )}{' '}
      Import mail of your own to see it here: <code>npm start -- FILE.mbox</code>
    </aside>
  )
}
