import type { ComponentChildren } from 'preact'
import type { SeriesRow } from '../../../db/queries/views'
import { at } from '../../../lib/at'
import { askedWords } from '../../_model/blocker'
import { diffHref, seriesHref } from '../../_model/href'
import { count } from '../../_model/pageWords'
import { visible } from '../../_model/visible'
import { PersonLink } from '../shell/PersonName'
import { BlockedBy } from './BlockedBy'

interface SeriesTableProps {
  readonly rows: readonly SeriesRow[]
  /** What the table lists, for screen readers. */
  readonly caption: string
  /** The head of the column of blockers; 'outcome' where nobody is waited for. */
  readonly blocked?: ComponentChildren
  /** What the days count: how long it has waited, or since when no mail has come, where nobody has to act. */
  readonly days?: 'waiting' | 'idle'
  /** A note at the head of the titles. */
  readonly note?: ComponentChildren
  /** A line under a series, over the whole width; null for none. */
  readonly below?: (row: SeriesRow) => ComponentChildren
  /** How a title is shown: a search marks its words. */
  readonly showTitle?: (title: string) => ComponentChildren
}

/** Series, one a line: title, author, version, patches, review tags, what it is blocked by, since when, and mails. On a phone each is a card. */
export function SeriesTable(props: SeriesTableProps) {
  const { rows, caption, blocked = 'blocked by', days = 'waiting', note, below, showTitle = visible } = props
  return (
    <table className="rows-table">
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col" className="rows-title">
            <span className={note === undefined ? undefined : 'visually-hidden'}>series</span> {note}
          </th>
          <th scope="col" className="rows-author">
            author
          </th>
          <th scope="col" className="rows-version">
            version
          </th>
          <th scope="col" className="rows-patches">
            patches
          </th>
          <th scope="col" className="rows-tags">
            <abbr title="patches with a Reviewed-by">R</abbr>
          </th>
          <th scope="col" className="rows-tags">
            <abbr title="patches with an Acked-by">A</abbr>
          </th>
          <th scope="col" className="rows-tags">
            <abbr title="patches with a Tested-by">T</abbr>
          </th>
          <th scope="col" className="rows-blocked">
            {blocked}
          </th>
          <th scope="col" className="rows-since">
            {days === 'waiting' ? (
              <abbr title="days of waiting, counted to the newest mail here">since</abbr>
            ) : (
              <abbr title="days without mail, counted to the newest mail here">last mail</abbr>
            )}
          </th>
          <th scope="col" className="rows-mails">
            mails
          </th>
        </tr>
      </thead>
      {below === undefined ? (
        <tbody>
          {rows.map((row) => (
            <Row row={row} days={days} showTitle={showTitle} quoted />
          ))}
        </tbody>
      ) : (
        rows.map((row) => (
          <tbody data-item="series">
            <Row row={row} days={days} showTitle={showTitle} quoted={false} />
            <Below>{below(row)}</Below>
          </tbody>
        ))
      )}
    </table>
  )
}

function Below({ children }: { readonly children: ComponentChildren }) {
  if (children === null || children === undefined) return null
  return (
    <tr className="rows-below">
      <td colSpan={10}>{children}</td>
    </tr>
  )
}

function Row({
  row,
  days,
  showTitle,
  quoted,
}: { readonly row: SeriesRow; readonly quoted: boolean } & Required<Pick<SeriesTableProps, 'days' | 'showTitle'>>) {
  const { total, present, standings } = row
  // On a wide screen there is more room after the title, and on others the blocker may take several lines.
  const asked = quoted ? askedWords(row) : ''
  return (
    <tr data-series={row.id} data-activity={row.lastActivity} data-posted={row.newestPosted} data-mails={row.messages}>
      <th scope="row" className="rows-title">
        {row.prefixes.map((prefix) => (
          <>
            <span className="rows-prefix">{visible(prefix)}</span>{' '}
          </>
        ))}
        <a href={seriesHref(row.id)}>{row.title === '' ? '(no title)' : showTitle(row.title)}</a>
        {asked === '' ? null : (
          <span className="rows-snippet" aria-hidden="true">
            {visible(asked)}
          </span>
        )}
      </th>
      <td className="rows-author">
        <PersonLink person={row.author} />
      </td>
      <td className="rows-version">
        <Version row={row} />
      </td>
      {present < total ? (
        <td
          className="rows-patches"
          data-label="patches"
          title={`${present} of ${count(total, 'patch', 'patches')} archived here`}
        >
          {present}/{total}
        </td>
      ) : (
        <td className="rows-patches" data-label="patches">
          {total}
        </td>
      )}
      <Tags letter="R" size={standings.reviewed} />
      <Tags letter="A" size={standings.acked} />
      <Tags letter="T" size={standings.tested} />
      <td className="rows-blocked">
        <BlockedBy row={row} asked={asked} />
      </td>
      <td className="rows-since">
        {days === 'waiting' ? (
          <time dateTime={row.turn.since}>{row.days} d</time>
        ) : (
          <time dateTime={row.lastActivity}>{row.idleDays} d</time>
        )}
      </td>
      <td className="rows-mails" data-label="mails">
        {row.messages}
      </td>
    </tr>
  )
}

/** A longer label may not fit into its column. */
const MAX_LABEL = 8

/** The newest version, linked to what changed since the one before. */
function Version({ row: { id, step, versionLabels } }: { readonly row: SeriesRow }) {
  const label = visible(at(versionLabels, versionLabels.length - 1))
  const title = label.length > MAX_LABEL ? label : undefined
  return step === null ? (
    <span title={title}>{label}</span>
  ) : (
    <a href={diffHref(id, step.from, step.to)} title={title}>
      {label}
    </a>
  )
}

/** How many patches have a tag of one kind. */
function Tags({ letter, size }: { readonly letter: string; readonly size: number }) {
  if (size === 0) return <td className="rows-tags rows-none">·</td>
  return (
    <td className="rows-tags" data-label={letter}>
      {size}
    </td>
  )
}
