import { Page, Section } from '../_components/shell/Page'
import { Time } from '../_components/shell/Time'
import { LargestTable, Rejections, Sources } from '../_components/status/StatusTables'
import { page } from '../_handlers/pages'
import { count } from '../_model/pageWords'
import { publicSource } from '../_model/publicSource'
import { visible } from '../_model/visible'
import { getRunning, getStatus, listRejections, listSources, listTrees } from '../data'

/** Rejections listed on the page. */
const MAX_REJECTIONS = 50

/** What has been imported, and whether the database passes its integrity check. */
export const GET = page('/status', () => {
  const status = getStatus()
  const sources = listSources(Date.now()).map(publicSource)
  const running = getRunning()
  const trees = listTrees()
  const facts: readonly (readonly [string, string])[] = [
    ['Series', status.series.toLocaleString('en-US')],
    ['Versions', status.versions.toLocaleString('en-US')],
    ['Mails', status.messages.toLocaleString('en-US')],
    ['Database', `${(status.databaseBytes / 1e6).toFixed(1)} MB, ${status.ok ? 'integrity check passed' : 'damaged'}`],
  ]
  return (
    <Page title="Status · Reroll">
      <div className="list-head">
        <h1>Status</h1>
      </div>
      <dl className="list-facts">
        {facts.map(([name, value]) => (
          <div className="list-fact">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div className="list-fact">
          <dt>Newest mail</dt>
          <dd>{status.newestMail === null ? 'none' : <Time iso={status.newestMail} precise />}</dd>
        </div>
        {trees.length === 0 ? null : (
          <div className="list-fact">
            <dt>Git trees</dt>
            <dd>
              {trees.map(({ name, updated }, index) => (
                <>
                  {index === 0 ? '' : '; '}
                  <bdi>{visible(name)}</bdi>, {updated === null ? 'not read yet' : 'read '}
                  {updated === null ? null : <Time iso={updated} what="read" precise />}
                </>
              ))}
            </dd>
          </div>
        )}
      </dl>
      {running === null ? null : (
        <p>
          A nightly run has been running since <Time iso={running.since} precise />.
        </p>
      )}
      {status.outdated === 0 ? null : (
        <p>
          This database is being upgraded: {count(status.outdated, 'mail')} still to be derived again. Until then, some
          series are shown as an earlier version of Reroll derived them.
        </p>
      )}
      {status.rejected === 0 ? null : (
        <Section id="rejected" title="Rejected mails" note="unreadable or too large">
          <Rejections rows={listRejections(MAX_REJECTIONS)} total={status.rejected} />
        </Section>
      )}
      {status.series + status.messages === 0 ? null : (
        <Section id="largest" title="Largest" note="where imports and pages take the most time">
          <LargestTable largest={status.largest} />
        </Section>
      )}
      {sources.length === 0 ? null : (
        <Section id="sources" title="Sources" note="refreshed by the nightly run">
          <Sources sources={sources} />
        </Section>
      )}
    </Page>
  )
})
