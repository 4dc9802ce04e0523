import type { SinceReviewView } from '../../../db/queries/views'
import { diffHref, messageHref, seriesHref } from '../../_model/href'
import { carrySentence, firstChanged, openWords, replyText, sinceSentence } from '../../_model/sinceWords'
import { visible } from '../../_model/visible'
import { Lead, Section } from '../shell/Page'
import { PersonName } from '../shell/PersonName'
import { Time } from '../shell/Time'
import { TextBlock } from './TextBlock'

/** Who last wrote on which version, and lines to paste into a reply. */
export function SinceHead({ view }: { readonly view: SinceReviewView }) {
  const { person, last, fromVersion, toVersion, seriesId, isAuthor, carry } = view
  const reply = replyText(view)
  const first = firstChanged(view) ?? fromVersion
  return (
    <>
      <header>
        <h1>
          {isAuthor ? (
            'Review tags for the next version'
          ) : (
            <>
              Since <PersonName person={person} /> last reviewed
            </>
          )}
        </h1>
        <Lead>{visible(isAuthor ? carrySentence(view) : sinceSentence(view))}</Lead>
        <p className="since-links">
          <a href={messageHref(last.messageId)}>
            {isAuthor ? 'last mail of the author' : `their last mail on ${fromVersion.label}`},{' '}
            <Time iso={last.received} />
          </a>
          {first.key === toVersion.key ? null : (
            <>
              {' · '}
              <a href={diffHref(seriesId, first.key, toVersion.key)}>
                all changes from {first.label} to {toVersion.label}
              </a>
            </>
          )}
          {carry === null || carry.open === 0 ? null : (
            <>
              {' · '}
              <a href={seriesHref(seriesId)}>{openWords(carry)}</a>
            </>
          )}
        </p>
      </header>
      {reply === '' || isAuthor ? null : (
        <Section id="reply" title="For a reply" note="to copy">
          <TextBlock text={reply} label="Lines for a reply" />
        </Section>
      )}
    </>
  )
}
