import type { SinceCommentView, SincePatchView, SinceReviewView } from '../../../db/queries/views'
import { diffHref, messageHref, patchHref } from '../../_model/href'
import { sinceWords, tagSigns } from '../../_model/marks'
import { count } from '../../_model/pageWords'
import { fateWords } from '../../_model/reviewWords'
import { patchChangeWords } from '../../_model/sinceWords'
import { visible } from '../../_model/visible'
import { Sign } from '../marks/Sign'
import { Section } from '../shell/Page'
import { Quote } from '../shell/Quote'

/** The patches that a person tagged or commented on, each with what changed, how their tags relate to it and what became of their comments. */
export function SincePatches({ view }: { readonly view: SinceReviewView }) {
  const { patches, comments, dropped } = view
  return (
    <>
      {patches.length === 0 ? null : (
        <Section id="patches" title="Patches" note="that they tagged or commented on">
          <ul className="since-patches">
            {patches.map((patch) => (
              <li id={`patch-${patch.number}`} data-item="patch">
                <Patch view={view} patch={patch} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {comments.length === 0 ? null : (
        <Section id="general" title="General comments">
          <Comments comments={comments} />
        </Section>
      )}
      {dropped.length === 0 ? null : (
        <Section id="dropped" title="Dropped" note={count(dropped.length, 'patch', 'patches')}>
          <ul>
            {dropped.map((title) => (
              <li>{visible(title)}</li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

function Patch({ view, patch }: { readonly view: SinceReviewView; readonly patch: SincePatchView }) {
  const { seriesId, fromVersion, toVersion } = view
  const { number, title, change, tags, comments } = patch
  const name = `${number} ${visible(title)}`
  const href =
    change === null || change === 'identical' || change === 'new'
      ? patchHref(seriesId, toVersion.key, number)
      : diffHref(seriesId, fromVersion.key, toVersion.key, number)
  return (
    <>
      <h3 className="since-title">
        <a href={href}>{name}</a> <span className="since-change">{visible(patchChangeWords(patch))}</span>
      </h3>
      {tags.length === 0 ? null : (
        <ul className="since-tags">
          {tags.map((tag) => (
            <li>
              {tagSigns(tag.name).map((sign) => (
                <Sign name={sign} />
              ))}{' '}
              <a href={messageHref(tag.messageId)}>
                {tag.name} on {tag.givenLabel}
              </a>
              : {sinceWords({ kind: tag.since, lines: tag.lines }) || 'nothing changed since'}
            </li>
          ))}
        </ul>
      )}
      <Comments comments={comments} />
    </>
  )
}

function Comments({ comments }: { readonly comments: readonly SinceCommentView[] }) {
  if (comments.length === 0) return null
  return (
    <ul className="since-comments">
      {comments.map(({ messageId, quote, fate, on }) => (
        <li>
          <Quote quote={quote} messageId={messageId} /> on {on}:{' '}
          {fate === null ? 'the patch was dropped' : fateWords(fate)}
        </li>
      ))}
    </ul>
  )
}
