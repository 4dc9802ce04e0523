import type { SeriesDocument, VersionView } from '../../../db/queries/views'
import { diffHref, mboxHref, messageHref } from '../../_model/href'
import { mailMarks } from '../../_model/mailMark'
import { missingNumbers } from '../../_model/missingWords'
import { count } from '../../_model/pageWords'
import type { PictureColumn } from '../../_model/picture/columns'
import type { PictureParts } from '../../_model/picture/parts'
import { stepWords, versionBefore } from '../../_model/seriesSummary'
import { Time } from '../shell/Time'
import { PictureLegend } from './PictureLegend'
import { StoryCard } from './StoryCard'

/** The versions, newest first. The oldest of many are hidden until somebody asks for all of them. */
export function PictureHead({ parts: { columns } }: { readonly parts: PictureParts }) {
  const size = columns.reduce((sum, { versions }) => sum + versions.length, 0)
  return (
    <thead>
      <tr>
        <th scope="col" className="picture-head picture-corner">
          Patch
          {columns.length > 2 ? (
            <details className="picture-all">
              <summary>all {size} versions</summary>
            </details>
          ) : null}
        </th>
        {columns.map((column) => (
          <VersionHead column={column} />
        ))}
      </tr>
    </thead>
  )
}

/** Below each version a card with what it did about the one before. On a phone the cards of older versions come after the patches. */
export function PictureCards({ parts }: { readonly parts: PictureParts }) {
  const { series, columns } = parts
  return (
    <tbody className="picture-cards">
      <tr>
        <td className="picture-title picture-help">
          {columns.length > 1 ? (
            <details>
              <summary>What the marks mean</summary>
              <PictureLegend parts={parts} />
            </details>
          ) : null}
        </td>
        {columns.map((column) => (
          <td
            data-item={column.folded === null && columns.length > 1 ? 'version' : undefined}
            className={column.folded === null ? undefined : 'picture-folded'}
          >
            <h3 className="story-label">
              <VersionName column={column} />
            </h3>
            {column.folded === null ? <VersionCard series={series} version={column.versions[0]} /> : column.folded}
          </td>
        ))}
      </tr>
    </tbody>
  )
}

function VersionHead({ column }: { readonly column: PictureColumn }) {
  const { versions, label, folded } = column
  const [version] = versions
  return (
    <th
      scope="col"
      className="picture-head"
      title={label === version.label || folded !== null ? undefined : version.label}
      {...versionData(version)}
    >
      <VersionName column={column} />
    </th>
  )
}

/** What the script needs to mark a version that is new for the reader. */
export function versionData(version: VersionView) {
  const mails = [version.cover ?? '', ...version.patches.map(({ messageId }) => messageId)]
  return { 'data-m': mailMarks(mails.slice(0, 2)), 'data-kind': 'version', 'data-label': version.label }
}

/** `v4 2022-09-21`, linked to its cover letter or first patch. */
export function VersionName({ column: { versions, label } }: { readonly column: PictureColumn }) {
  const [version] = versions
  const mail = version.cover ?? version.patches[0]?.messageId
  return (
    <>
      {mail === undefined ? label : <a href={messageHref(mail)}>{label}</a>}{' '}
      <Time iso={version.received} claimed={version.date} skewMinutes={version.skewMinutes} />
    </>
  )
}

/** ` · 15 patches` where the version before had another number; with what is not archived here. */
function sizeWords(version: VersionView, before: VersionView | undefined): string {
  const { total, missingCount, patches, partial } = version
  const all = count(total, 'patch', 'patches')
  const size = missingCount > 0 ? `${patches.length} of ${all}` : before?.total === total ? '' : all
  return [
    ...(size === '' ? [] : [` · ${size}`]),
    ...(missingCount === 0 ? [] : [`; not archived here: ${missingNumbers(version)}`]),
    ...(partial ? ['; replaces single patches, the others are unchanged'] : []),
  ].join('')
}

/** What a version did about the one before, how many patches it has, and its cover letter and mbox. */
export function VersionCard({ series, version }: { readonly series: SeriesDocument; readonly version: VersionView }) {
  const before = version.comparedWith === null ? undefined : versionBefore(series.versions, version)
  const isNewest = version.key === series.versions.at(-1)?.key
  const card = series.story.find(({ versionKey }) => versionKey === version.key)
  return (
    <div className="story">
      <p>
        {before === undefined ? (
          'initial version'
        ) : (
          <>
            <a
              href={diffHref(series.id, before.key, version.key)}
              rel={isNewest ? 'next' : undefined}
              aria-keyshortcuts={isNewest ? 'd' : undefined}
            >
              since {before.label}
            </a>
            : {stepWords(series, version)}
          </>
        )}
        <span className="story-links">
          {sizeWords(version, before)}
          {version.cover === null ? null : (
            <>
              {' · '}
              <a href={messageHref(version.cover)}>cover</a>
            </>
          )}
          {' · '}
          <a href={mboxHref(series.id, version.key)}>mbox</a>
        </span>
      </p>
      {card === undefined || before === undefined ? null : (
        <StoryCard series={series} card={card} version={version} before={before} />
      )}
    </div>
  )
}
