import type { Largest } from '../../db/queries/status/largest'
import { Page, Section } from '../_components/shell/Page'
import { ScrollBox } from '../_components/shell/ScrollBox'
import { Time } from '../_components/shell/Time'
import { page } from '../_handlers/pages'
import { messageHref, seriesHref } from '../_model/href'
import { count } from '../_model/pageWords'
import { type PublicSource, publicName, publicSource } from '../_model/publicSource'
import { visible } from '../_model/visible'
import { getRunning, getStatus, listRejections, listSources } from '../data'

/** What has been imported, and whether the database passes its integrity check. */
export const GET = page('/status', () => {
  const status = getStatus()
  const sources = listSources(Date.now()).map(publicSource)
  const running = getRunning()
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
          <Rejections total={status.rejected} />
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

/** Rejections listed on the page. */
const MAX_REJECTIONS = 50

function Rejections({ total }: { readonly total: number }) {
  return (
    <>
      <ScrollBox label="Rejected mails, scrolls sideways">
        <table className="list-sources">
          <caption className="visually-hidden">Rejected mails, where each was found, and why.</caption>
          <thead>
            <tr>
              <th scope="col">Source</th>
              <th scope="col">Reason</th>
            </tr>
          </thead>
          <tbody>
            {listRejections(MAX_REJECTIONS).map(({ source, position, reason }) => (
              <tr>
                <th scope="row">
                  {visible(publicName(source))} <span>at {position.toLocaleString('en-US')}</span>
                </th>
                <td>{visible(reason)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {total > MAX_REJECTIONS ? <p>And {count(total - MAX_REJECTIONS, 'more mail')}.</p> : null}
    </>
  )
}

function LargestTable({ largest: { keys, mails, patches } }: { readonly largest: Largest }) {
  const rows = [
    ...mails.map(({ id, title, mails }) => ({ href: seriesHref(id), name: title, size: count(mails, 'mail') })),
    ...patches.map(({ id, title, patches }) => ({
      href: seriesHref(id),
      name: title,
      size: count(patches, 'patch', 'patches'),
    })),
    ...keys.map(({ messageId, subject, keys }) => ({
      href: messageHref(messageId),
      name: subject,
      size: count(keys, 'key'),
    })),
  ]
  return (
    <ScrollBox label="Largest series and mails, scrolls sideways">
      <table className="list-sources">
        <caption className="visually-hidden">
          The series with the most mails and patches, and the mails with the most keys.
        </caption>
        <thead>
          <tr>
            <th scope="col">Series or mail</th>
            <th scope="col">Size</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ href, name, size }) => (
            <tr>
              <th scope="row">
                <a href={href}>{visible(name) || '(no title)'}</a>
              </th>
              <td>{size}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

function Sources({ sources }: { readonly sources: readonly PublicSource[] }) {
  return (
    <ScrollBox label="Sources, scrolls sideways">
      <table className="list-sources">
        <caption className="visually-hidden">Where mail comes from, and the result of the last run.</caption>
        <thead>
          <tr>
            <th scope="col">Source</th>
            <th scope="col">Last success</th>
            <th scope="col">New mails, last run and total</th>
            <th scope="col">Errors</th>
          </tr>
        </thead>
        <tbody>
          {sources.map((source) => (
            <tr>
              <th scope="row">
                {visible(source.name)} <span>{source.kind}</span>
              </th>
              <td>{source.lastSuccess === null ? 'never' : <Time iso={source.lastSuccess} precise />}</td>
              <td>
                {source.lastNew.toLocaleString('en-US')}, {source.totalNew.toLocaleString('en-US')}
              </td>
              <td>
                {source.failures === 0 ? 'none' : `failed ${count(source.failures, 'time')} since then`}
                {source.lastError === null ? '' : `: ${visible(source.lastError)}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}
