import type { ComponentChildren } from 'preact'
import type { LatestView } from '../../../db/queries/views'
import { diffHref, messageHref, seriesHref } from '../../_model/href'
import { latestParts } from '../../_model/latestWords'
import { count } from '../../_model/pageWords'
import { formatMinute } from '../../_model/time'
import { visible } from '../../_model/visible'
import { PersonLink } from '../shell/PersonName'

/** Rows of one kind. The feed has all. */
const SHOWN = 20

/** To which time the ages on the page count, and what came in the last day before it, which unfolds. */
export function Latest({ latest }: { readonly latest: LatestView }) {
  const { asOf, versions, comments, applied } = latest
  if (asOf === null) return null
  const parts = latestParts(latest)
  const minute = `${formatMinute(asOf)} UTC`
  const label = (
    <>
      As of{' '}
      <time dateTime={asOf} title="when the newest mail here was received; days of waiting count to it">
        {minute}
      </time>
    </>
  )
  if (parts.length === 0) return <p className="latest">{label} · nothing new in the last 24 hours</p>
  return (
    <details className="latest">
      <summary>
        {label} · last 24 hours: <strong>{parts.join(', ')}</strong>
      </summary>
      <div className="latest-parts">
        <Part title="New versions" total={versions.length}>
          {versions.slice(0, SHOWN).map(({ id, title, label: version, step, author }) => (
            <li>
              <Series id={id} title={title} />{' '}
              {step === null ? version : <a href={diffHref(id, step.from, step.to)}>{visible(version)}</a>} by{' '}
              <PersonLink person={author} />
            </li>
          ))}
        </Part>
        <Part title="Comments" total={comments.length}>
          {comments.slice(0, SHOWN).map(({ id, title, by, messageId, size }) => (
            <li>
              <Series id={id} title={title} /> <a href={messageHref(messageId)}>{count(size, 'comment')}</a> by{' '}
              <PersonLink person={by} />
            </li>
          ))}
        </Part>
        <Part title="Applied" total={applied.length}>
          {applied.slice(0, SHOWN).map(({ id, title, by, messageId }) => (
            <li>
              <Series id={id} title={title} /> <a href={messageHref(messageId)}>mail</a> by <PersonLink person={by} />
            </li>
          ))}
        </Part>
      </div>
    </details>
  )
}

function Part(props: { readonly title: string; readonly total: number; readonly children: ComponentChildren }) {
  const { title, total, children } = props
  if (total === 0) return null
  return (
    <section>
      <h2 className="latest-name">{title}</h2>
      <ul>{children}</ul>
      {total > SHOWN ? <p>and {total - SHOWN} more</p> : null}
    </section>
  )
}

function Series({ id, title }: { readonly id: string; readonly title: string }) {
  return (
    <a className="latest-title" href={seriesHref(id)}>
      {visible(title) || '(no title)'}
    </a>
  )
}
