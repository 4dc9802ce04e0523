import type { SeriesDocument, VersionView } from '../../db/queries/views'
import { diffHref, mboxHref, messageHref } from '../_model/href'
import { formatNumbers } from '../_model/reviewTags'
import { formatSkew } from '../_model/time'
import { count, evidenceWords } from '../_model/words'
import { Time } from './Time'
import styles from './versions.module.css'

/** The versions side by side, oldest first: when, how many patches, what to know about each, what changed since the one before. */
export function VersionStrip({ series }: { readonly series: SeriesDocument }) {
  return (
    <ol className={styles.strip}>
      {series.versions.map((version, index) => (
        <li key={version.key} className={styles.version}>
          <h3 className={styles.label}>
            {version.label} <Time iso={version.received} claimed={version.date} skewMinutes={version.skewMinutes} />
          </h3>
          <p>
            {version.missing.length === 0
              ? count(version.total, 'patch', 'patches')
              : `${version.patches.length} of ${count(version.total, 'patch', 'patches')}`}
          </p>
          <StepSummary series={series} version={version} before={series.versions[index - 1]} />
          <Link version={version} />
          <Remarks version={version} />
          <p className={styles.links}>
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
  if (before === undefined) return <p className={styles.step}>first posted</p>
  const changes = series.tracks.flatMap((track) => track.cells).filter((cell) => cell.versionKey === version.key)
  const code = changes.filter((cell) => cell.change === 'code').length
  const added = changes.filter((cell) => cell.change === 'new').length
  const dropped = changes.filter((cell) => cell.change === 'dropped').length
  const words = [
    code === 0 ? 'no code changed' : `code changed in ${code}`,
    ...(added > 0 ? [`${added} new`] : []),
    ...(dropped > 0 ? [`${dropped} dropped`] : []),
  ].join(', ')
  return (
    <p className={styles.step}>
      <a href={diffHref(series.id, before.key, version.key)}>since {before.label}</a>: {words}
    </p>
  )
}

/** Why this counts as a version of the series. */
function Link({ version: { link } }: { readonly version: VersionView }) {
  if (link === null) return null
  return (
    <details className={styles.link}>
      <summary>continues {link.toLabel}</summary>
      <p>{evidenceWords(link.evidence)}</p>
    </details>
  )
}

function Remarks({ version }: { readonly version: VersionView }) {
  return (
    <>
      {version.missing.length === 0 ? null : (
        <p className={styles.remark}>Not on record: patch {formatNumbers(version.missing)}</p>
      )}
      {version.partial ? <p className={styles.remark}>Replaces single patches; the others stand as before</p> : null}
      {version.skewMinutes === null ? null : (
        <p className={styles.remark}>author's clock {formatSkew(version.skewMinutes)}</p>
      )}
    </>
  )
}
