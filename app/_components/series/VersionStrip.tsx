import type { SeriesDocument, VersionView } from '../../../db/queries/views'
import { diffHref, mboxHref, messageHref, seriesApiHref } from '../../_model/href'
import { mailMarks } from '../../_model/mailMark'
import { missingNumbers } from '../../_model/missingWords'
import { count, evidenceWords } from '../../_model/pageWords'
import { stepWords, versionBefore } from '../../_model/seriesSummary'
import { Time } from '../shell/Time'

/** This many of the newest versions are open; older ones are folded. */
const SHOWN = 6
/** At most this many are folded; the rest is counted, so that a page stays small. */
const MAX_FOLDED = 200

/** The versions side by side, oldest first: when each was posted, how many patches it has, and what changed since the previous one. */
export function VersionStrip({ series }: { readonly series: SeriesDocument }) {
  const folded = series.versions.length > SHOWN + 1 ? series.versions.length - SHOWN : 0
  const left = Math.max(0, folded - MAX_FOLDED)
  return (
    <>
      {folded === 0 ? null : (
        <details className="versions-older">
          <summary>{count(folded, 'older version')}</summary>
          {left === 0 ? null : (
            <p className="versions-remark">
              The oldest {count(left, 'version')} {left === 1 ? 'is' : 'are'} not shown; get all of them as{' '}
              <a href={seriesApiHref(series.id)}>JSON</a>.
            </p>
          )}
          <Strip series={series} from={left} to={folded} />
        </details>
      )}
      <Strip series={series} from={folded} to={series.versions.length} />
    </>
  )
}

function Strip(props: { readonly series: SeriesDocument; readonly from: number; readonly to: number }) {
  const { series, from, to } = props
  return (
    <ol className={`versions-strip ${series.versions.length === 1 ? 'versions-single' : ''}`} start={from + 1}>
      {series.versions.slice(from, to).map((version) => (
        <li
          className="versions-version"
          data-m={mailMarks([version.cover ?? '', ...version.patches.map(({ messageId }) => messageId)].slice(0, 2))}
          data-kind="version"
          data-label={version.label}
        >
          <h3 className="versions-label">
            {version.label} <Time iso={version.received} claimed={version.date} skewMinutes={version.skewMinutes} />
          </h3>
          <p>
            {version.missingCount === 0
              ? count(version.total, 'patch', 'patches')
              : `${version.patches.length} of ${count(version.total, 'patch', 'patches')}`}
          </p>
          <StepSummary series={series} version={version} before={versionBefore(series.versions, version)} />
          <Link version={version} />
          <Remarks version={version} />
          <p className="versions-links">
            {version.cover === null ? null : <a href={messageHref(version.cover)}>cover letter</a>}
            <a href={mboxHref(series.id, version.key)}>mbox</a>
          </p>
        </li>
      ))}
    </ol>
  )
}

function StepSummary(props: {
  readonly series: SeriesDocument
  readonly version: VersionView
  readonly before: VersionView | undefined
}) {
  const { series, version, before } = props
  if (before === undefined) return <p className="versions-step">initial version</p>
  return (
    <p className="versions-step">
      <a href={diffHref(series.id, before.key, version.key)}>since {before.label}</a>: {stepWords(series, version)}
    </p>
  )
}

/** Why this mail is treated as a version of the series. */
function Link({ version: { link } }: { readonly version: VersionView }) {
  if (link === null) return null
  return (
    <details className="versions-link">
      <summary>why linked to {link.toLabel}</summary>
      <p>{evidenceWords(link.evidence)}</p>
    </details>
  )
}

function Remarks({ version }: { readonly version: VersionView }) {
  return (
    <>
      {version.missingCount === 0 ? null : (
        <p className="versions-remark">
          Not archived here: {version.missingCount === 1 ? 'patch' : 'patches'} {missingNumbers(version)}
        </p>
      )}
      {version.partial ? <p className="versions-remark">Replaces single patches; the others are unchanged</p> : null}
    </>
  )
}
