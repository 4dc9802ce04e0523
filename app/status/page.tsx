import styles from '../_components/list.module.css'
import { Page } from '../_components/Page'
import { Time } from '../_components/Time'
import { getStatus } from '../data'

export const dynamic = 'force-dynamic'

/** What is on record, and whether the database is sound. */
export default function StatusPage() {
  const status = getStatus()
  const facts: readonly (readonly [string, string])[] = [
    ['Series', status.series.toLocaleString('en-US')],
    ['Versions', status.versions.toLocaleString('en-US')],
    ['Mails', status.messages.toLocaleString('en-US')],
    ['Database', `${(status.databaseBytes / 1e6).toFixed(1)} MB, ${status.ok ? 'sound' : 'damaged'}`],
  ]
  return (
    <Page title="Status · Reroll">
      <div className={styles.head}>
        <h1>Status</h1>
      </div>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name} className={styles.fact}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div className={styles.fact}>
          <dt>Newest mail</dt>
          <dd>{status.newestMail === null ? 'none' : <Time iso={status.newestMail} precise />}</dd>
        </div>
      </dl>
    </Page>
  )
}
