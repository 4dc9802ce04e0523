import type { MessageView } from '../../../db/queries/views'
import { labelInText } from '../../../lib/series/label'
import { diffHref, messageHref, patchHref, seriesHref } from '../../_model/href'
import { visible } from '../../_model/visible'

/** Where a mail is in its series: the patch, what changed in it, its comments, its other versions, and its neighbours. */
export function MailPlace({ message }: { readonly message: MessageView }) {
  const { series, place } = message
  if (series === null || place === null) return null
  const { own, number, total, versionKey, since, versions, previous, next } = place
  const name = number === 0 ? 'Cover letter' : `Patch ${number} of ${total}`
  return (
    <nav className="mail-place" aria-label="This patch in other places">
      <span className="mail-which">
        {own ? name : `Reply to ${number === 0 ? 'the cover letter' : `patch ${number} of ${total}`}`},{' '}
        {visible(labelInText(series.label))}
      </span>
      {since === null ? null : (
        <a href={diffHref(series.id, since.key, versionKey, number === 0 ? undefined : number)} aria-keyshortcuts="d">
          what changed since {visible(since.label)}
        </a>
      )}
      {number === 0 ? (
        <a href={seriesHref(series.id)} aria-keyshortcuts="s">
          series
        </a>
      ) : (
        <a href={patchHref(series.id, versionKey, number)} aria-keyshortcuts="c">
          with comments
        </a>
      )}
      {versions.length < 2 && own ? null : (
        <span>
          {number === 0 ? 'cover letter' : 'patch'} in{' '}
          {versions.map(({ label, key, messageId }) => (
            <>
              <a href={messageHref(messageId)} aria-current={own && key === versionKey ? 'page' : undefined}>
                {visible(label)}
              </a>{' '}
            </>
          ))}
        </span>
      )}
      {!own || (previous === null && next === null) ? null : (
        <span className="mail-beside">
          {previous === null ? null : (
            <a href={messageHref(previous.messageId)} rel="prev">
              ‹ {previous.number}/{total}
            </a>
          )}{' '}
          {next === null ? null : (
            <a href={messageHref(next.messageId)} rel="next">
              {next.number}/{total} ›
            </a>
          )}
        </span>
      )}
    </nav>
  )
}
