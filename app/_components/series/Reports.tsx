import type { ReportView, SeriesDocument } from '../../../db/queries/views'
import { diffHref, messageHref, patchHref } from '../../_model/href'
import { mailMark } from '../../_model/mailMark'
import { count } from '../../_model/pageWords'
import { visible } from '../../_model/visible'
import { PersonName } from '../shell/PersonName'
import { Time } from '../shell/Time'

const MAX_FINDINGS = 3
const MAX_REPORTS = 20

/** Problems that bots reported, newest first, and whether later versions changed the reported code. */
export function Reports({ series }: { readonly series: SeriesDocument }) {
  const reports = [...series.reports].reverse()
  return (
    <>
      <ul className="around-list">
        {reports.slice(0, MAX_REPORTS).map((report) => (
          <li data-m={mailMark(report.messageId)}>
            <Report series={series} report={report} />
          </li>
        ))}
      </ul>
      {reports.length > MAX_REPORTS ? (
        <p className="around-quiet">{count(reports.length - MAX_REPORTS, 'older report')} not shown.</p>
      ) : null}
    </>
  )
}

function Report({ series, report }: { readonly series: SeriesDocument; readonly report: ReportView }) {
  const { from, received, version, patch, findings, messageId } = report
  const key = series.versions.find(({ label }) => label === version)?.key
  return (
    <>
      <p>
        <PersonName person={from} /> on {version}{' '}
        {patch === null || key === undefined ? null : <a href={patchHref(series.id, key, patch)}>patch {patch}</a>},{' '}
        <a href={messageHref(messageId)}>
          mail of <Time iso={received} />
        </a>
        {': '}
        <Fate series={series} report={report} />
      </p>
      {findings.slice(0, MAX_FINDINGS).map(({ text, path, line }) => (
        <p className="around-finding">
          <code>
            {path === null ? '' : visible(`${path}${line === null ? '' : `:${line}`}: `)}
            {visible(text)}
          </code>
        </p>
      ))}
      {findings.length > MAX_FINDINGS ? (
        <p className="around-quiet">and {findings.length - MAX_FINDINGS} more in the mail</p>
      ) : null}
    </>
  )
}

function Fate({ series, report }: { readonly series: SeriesDocument; readonly report: ReportView }) {
  const { changedIn, creditedIn, place, version, patch } = report
  const from = series.versions.find(({ label }) => label === version)
  const to = series.versions.find(({ label }) => label === changedIn)
  const isNewest = series.versions.at(-1)?.label === version
  const what = place === 'hunk' ? 'reported code' : 'reported file'
  const credited = creditedIn === null ? '' : `, ${creditedIn} credits the report`
  if (place === null) return <strong>reported code is not in the patch{credited}</strong>
  if (changedIn === null) {
    return (
      <strong className="around-open">
        {isNewest ? 'no newer version' : `${what} not changed since`}
        {credited}
      </strong>
    )
  }
  return (
    <strong>
      {what} changed in{' '}
      {from === undefined || to === undefined || patch === null ? (
        changedIn
      ) : (
        <a href={diffHref(series.id, from.key, to.key)}>{changedIn}</a>
      )}
      {credited}
    </strong>
  )
}
