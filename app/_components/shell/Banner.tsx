/** Says on every page that it shows the bundled sample or the series fetched at the first start; nothing for mail that the operator imported. */
export function Banner() {
  const shows = process.env.REROLL_SHOWS
  if (shows !== 'sample' && shows !== 'first') return null
  return (
    <aside className="shell-sample" aria-label="About this mail">
      {shows === 'sample' ? (
        <>
          <strong>Sample:</strong> this series is a reconstruction. Its facts are true; its words and code are not the
          original's.
        </>
      ) : (
        <>
          <strong>Real mail:</strong> this series was fetched from the archive at startup, because nothing had been
          imported.
        </>
      )}{' '}
      Import your own mail to see it here: <code>npm start -- FILE.mbox</code>
    </aside>
  )
}
