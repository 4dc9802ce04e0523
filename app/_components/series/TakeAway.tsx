import type { SeriesDocument } from '../../../db/queries/views'
import { archiveUrl } from '../../../lib/messageId'
import { mboxHref, messageHref, rawHref, seriesApiHref, seriesFeedHref } from '../../_model/href'
import { quoteForShell } from '../../_model/shell'
import { Command } from '../shell/Command'

/** Downloads and commands: the newest version as an mbox with review tags, commands to apply it, feed, JSON and archive. */
export function TakeAway({ series }: { readonly series: SeriesDocument }) {
  const newest = series.versions.at(-1)
  const mail = newest?.cover ?? newest?.patches[0]?.messageId ?? series.id
  // An ID that begins with a dash would be read as an option; b4 accepts a link, too.
  const id = quoteForShell(mail.startsWith('-') ? archiveUrl(mail) : mail)
  return (
    <section className="takeaway-box" aria-label={`Download and apply ${newest?.label ?? 'it'}`}>
      <p className="takeaway-lead">
        <a className="takeaway-main" href={mboxHref(series.id, newest?.key)}>
          Download {newest?.label}
        </a>{' '}
        (mbox, with review tags) — or apply with:
      </p>
      <Command text={`b4 shazam ${id}`} />
      <Command text={`b4 am ${id}`} />
      <ul className="takeaway-links">
        <li>
          <a href={messageHref(mail)}>thread</a>
        </li>
        <li>
          <a href={archiveUrl(mail)} rel="nofollow noopener ugc">
            lore
          </a>
        </li>
        <li>
          <a href={rawHref(mail)}>raw mail</a>
        </li>
        <li>
          <a href={seriesFeedHref(series.id)}>feed</a>
        </li>
        <li>
          <a href={seriesApiHref(series.id)}>JSON</a>
        </li>
      </ul>
    </section>
  )
}
