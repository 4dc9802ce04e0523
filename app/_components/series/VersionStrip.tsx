import type { SeriesDocument, VersionView } from '../../../db/queries/views'
import { diffHref, mboxHref, messageHref } from '../../_model/href'
import { mailMarks } from '../../_model/mailMark'
import { formatNumbers } from '../../_model/reviewTags'
import { formatSkew } from '../../_model/time'
import { stepWords } from '../../_model/verdict'
import { count, evidenceWords } from '../../_model/words'
import { Time } from '../shell/Time'

/** So many of the newest versions stand open; older ones are folded. */
const SHOWN = 6

/** The versions side by side, oldest first: when, how many patches, what to know about each, what changed since the one before. */
export function VersionStrip({ series }: { readonly series: SeriesDocument }) {
  const folded = series.versions.length > SHOWN + 1 ? series.versions.length - SHOWN : 0
  return (
    <>
      {folded === 0 ? null : (
        <details className="versions-older">
          <summary>{count(folded, 'older version')}</summary>
          <Strip series={series} from={0} to={folded} />
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
      {series.versions.slice(from, to).map((version, offset) => (
        <li
          key={version.key}
          className="versions-version"
          data-m={mailMarks([version.cover ?? '', ...version.patches.map(({ messageId }) => messageId)].slice(0, 2))}
          data-kind="version"
          data-label={version.label}
        >
          <h3 className="versions-label">
            {version.label} <Time iso={version.received} claimed={version.date} skewMinutes={version.skewMinutes} />
          </h3>
          <p>
            {version.missing.length === 0
              ? count(version.total, 'patch', 'patches')
              : `${version.patches.length} of ${count(version.total, 'patch', 'patches')}`}
          </p>
          <StepSummary series={series} version={version} before={series.versions[from + offset - 1]} />
          <Link version={version} />
          <Remarks version={version} before={series.versions[from + offset - 1]} />
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
  if (before === undefined) return <p className="versions-step">first posted</p>
  return (
    <p className="versions-step">
      <a href={diffHref(series.id, before.key, version.key)}>since {before.label}</a>: {stepWords(series, version)}
    </p>
  )
}

/** Why this counts as a version of the series. */
function Link({ version: { link } }: { readonly version: VersionView }) {
  if (link === null) return null
  return (
    <details className="versions-link">
      <summary>continues {link.toLabel}</summary>
      <p>{evidenceWords(link.evidence)}</p>
    </details>
  )
}

/** Clocks that differ by less, in minutes, are told once. */
const SAME_CLOCK = 60

function Remarks(props: { readonly version: VersionView; readonly before: VersionView | undefined }) {
  const { version, before } = props
  const { skewMinutes } = version
  const known = before?.skewMinutes ?? null
  const told = skewMinutes !== null && known !== null && Math.abs(skewMinutes - known) < SAME_CLOCK
  return (
    <>
      {version.missing.length === 0 ? null : (
        <p className="versions-remark">Not on record: patch {formatNumbers(version.missing)}</p>
      )}
      {version.partial ? <p className="versions-remark">Replaces single patches; the others stand as before</p> : null}
      {skewMinutes === null || told ? null : (
        <p className="versions-remark">author's clock {formatSkew(skewMinutes)}</p>
      )}
    </>
  )
}
