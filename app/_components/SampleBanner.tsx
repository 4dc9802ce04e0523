import styles from './shell.module.css'

/** Says on every page that what is shown is the bundled sample; nothing where the mail is real. */
export function SampleBanner() {
  if (process.env.REROLL_SAMPLE !== '1') return null
  return (
    <aside className={styles.sample} aria-label="About this mail">
      <strong>A sample:</strong> this series is a reconstruction. Its facts are true, its words and code are not the
      original's. Import mail of your own to see it here: <code>npm start -- FILE.mbox</code>
    </aside>
  )
}
