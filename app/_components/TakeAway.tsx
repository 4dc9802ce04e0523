import type { SeriesDocument } from '../../db/queries/views'
import { loreHref, mboxHref, messageHref, rawHref } from '../_model/href'
import { quoteForShell } from '../_model/shell'
import styles from './takeaway.module.css'

/** What one takes along: the newest version as an mbox, the b4 command, the archive. */
export function TakeAway({ series }: { readonly series: SeriesDocument }) {
  const newest = series.versions.at(-1)
  const mail = newest?.cover ?? newest?.patches[0]?.messageId ?? series.id
  return (
    <div className={styles.box}>
      <dl className={styles.commands}>
        <dt>Apply {newest?.label}</dt>
        <dd>
          <Command text={`b4 am ${quoteForShell(mail)}`} />
        </dd>
      </dl>
      <ul className={styles.links}>
        <li>
          <a href={mboxHref(series.id, newest?.key)}>mbox with tags</a>
        </li>
        <li>
          <a href={messageHref(mail)}>thread</a>
        </li>
        <li>
          <a href={rawHref(mail)}>raw</a>
        </li>
        <li>
          <a href={loreHref(mail)} rel="nofollow noopener ugc">
            lore
          </a>
        </li>
      </ul>
    </div>
  )
}

function Command({ text }: { readonly text: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable without a mouse (WCAG 2.1.1)
    <code className={styles.command} tabIndex={0}>
      {text}
    </code>
  )
}
