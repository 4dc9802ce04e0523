import type { ChangeView, SeriesDocument, TrackCell, VersionView } from '../../../db/queries/views'
import { SUBSTANTIAL_CHANGES, type SubstantialChange } from '../../../lib/evolution/types'
import { diffHref, messageHref } from '../../_model/href'
import { formatNumbers } from '../../_model/reviewTags'
import { versionBefore } from '../../_model/seriesSummary'
import { visible } from '../../_model/visible'

/** This many versions are open; older changelogs are folded. */
const SHOWN = 3

/** The author's changelog, newest version first, each item with the patches that changed; then changes that it does not mention. */
export function Changelog({ series }: { readonly series: SeriesDocument }) {
  const labels = [...new Set(series.changelog.map(({ label }) => label))].reverse()
  const silent = series.audit.filter(({ kind }) => kind === 'unannounced-change')
  for (const { label } of silent) if (!labels.includes(label)) labels.push(label)
  const shown = labels.length <= SHOWN + 1 ? labels : labels.slice(0, SHOWN)
  const older = labels.slice(shown.length)
  return (
    <div className="changelog">
      {shown.map((label) => (
        <VersionChanges series={series} label={label} />
      ))}
      {older.length === 0 ? null : (
        <details className="changelog-older">
          <summary>changes in {older.join(', ')}</summary>
          <div className="changelog">
            {older.map((label) => (
              <VersionChanges series={series} label={label} />
            ))}
          </div>
        </details>
      )}
    </div>
  )
}

function VersionChanges({ series, label }: { readonly series: SeriesDocument; readonly label: string }) {
  const version = series.versions.find((one) => one.label === label)
  const before = version === undefined ? undefined : versionBefore(series.versions, version)
  return (
    <section className="changelog-version" aria-label={`Changes in ${label}`}>
      <h3>{label}</h3>
      <ul>
        {series.changelog
          .filter((change) => change.label === label)
          .map((change) => (
            <li>
              <Change series={series} change={change} version={version} before={before} />
            </li>
          ))}
        <Unannounced series={series} version={version} before={before} />
      </ul>
    </section>
  )
}

const UNANNOUNCED: Readonly<Record<SubstantialChange, string>> = {
  code: 'code changes in',
  new: 'new',
  dropped: 'dropped',
}

interface Step {
  readonly version: VersionView | undefined
  readonly before: VersionView | undefined
}

function Change({
  series,
  change,
  version,
  before,
}: { readonly series: SeriesDocument; readonly change: ChangeView } & Step) {
  const { id } = series
  const requester = series.positions.find(({ messageId }) => messageId === change.remark)?.person.name || undefined
  return (
    <>
      <a className="changelog-text" href={messageHref(change.messageId)}>
        “<bdi>{visible(change.text)}</bdi>”
      </a>{' '}
      <span className="changelog-evidence">
        {change.patches.map((number, index) => (
          <span>
            {index === 0 ? 'changed in ' : ', '}
            <PatchLink id={id} number={number} version={version} before={before} />
          </span>
        ))}
        {change.dropped.length === 0 ? null : <span>dropped {formatNumbers(change.dropped)}</span>}
        {change.remark === null ? null : (
          <a href={messageHref(change.remark)}>
            requested
            {requester === undefined ? (
              ' in this mail'
            ) : (
              <>
                {' '}
                by <bdi>{visible(requester)}</bdi>
              </>
            )}
          </a>
        )}
      </span>
    </>
  )
}

function PatchLink({ id, number, version, before }: { readonly id: string; readonly number: number } & Step) {
  if (version === undefined || before === undefined) return <>{number}</>
  return (
    <a href={diffHref(id, before.key, version.key, number)} aria-label={`patch ${Math.abs(number)}`}>
      {Math.abs(number)}
    </a>
  )
}

/** Patches with changed code, and new and dropped patches, that the changelog does not mention. */
function Unannounced({ series, version, before }: { readonly series: SeriesDocument } & Step) {
  const findings = series.audit.filter(({ kind, label }) => kind === 'unannounced-change' && label === version?.label)
  if (version === undefined || findings.length === 0) return null
  const changes = changesOf(series, version)
  const groups = SUBSTANTIAL_CHANGES.flatMap((change) => {
    const numbers = findings.flatMap(({ patch }) => (patch !== null && changes.get(patch) === change ? [patch] : []))
    return numbers.length === 0 ? [] : [{ change, numbers }]
  })
  return (
    <li className="changelog-unannounced">
      Not in the changelog:{' '}
      {groups.map(({ change, numbers }, index) => (
        <span>
          {index === 0 ? '' : '; '}
          {UNANNOUNCED[change]}{' '}
          {numbers.map((number, at) => (
            <span>
              {at === 0 ? '' : ', '}
              <PatchLink
                id={series.id}
                number={change === 'dropped' ? -number : number}
                version={version}
                before={before}
              />
            </span>
          ))}
        </span>
      ))}
    </li>
  )
}

/** How each patch of a version changed, by its number. Where two rows of the matrix share a number, a change wins over none. */
function changesOf(series: SeriesDocument, version: VersionView): ReadonlyMap<number, TrackCell['change']> {
  const changes = new Map<number, TrackCell['change']>()
  for (const { cells } of series.tracks) {
    for (const { versionKey, number, change } of cells) {
      if (versionKey !== version.key) continue
      const known = changes.get(number)
      if (known === undefined || known === 'identical') changes.set(number, change)
    }
  }
  return changes
}
