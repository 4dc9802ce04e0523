import type { SincePatchView, SinceReviewView } from '../../../db/queries/views'
import { diffHref, messageHref, patchHref } from '../../_model/href'
import { tagSigns } from '../../_model/marks'
import { count } from '../../_model/pageWords'
import { gradeWords, isToLookAt, patchChangeWords } from '../../_model/sinceWords'
import { visible } from '../../_model/visible'
import { Sign } from '../marks/Sign'
import { Section } from '../shell/Page'
import { SinceComments } from './SinceComments'

/** The patches that a person tagged or commented on, each with what changed, how their tags relate to it and what became of their comments; first those to look at again. */
export function SincePatches({ view }: { readonly view: SinceReviewView }) {
  const { patches, comments, dropped } = view
  const again = patches.filter(isToLookAt)
  const done = patches.filter((patch) => !isToLookAt(patch))
  return (
    <>
      <List view={view} id="again" title="To look at again" note="code changed, or a comment is open" patches={again} />
      <List view={view} id="done" title="Nothing to look at again" note="tagged or commented" patches={done} />
      {comments.length === 0 ? null : (
        <Section id="general" title="General comments">
          <SinceComments comments={comments} />
        </Section>
      )}
      {dropped.length === 0 ? null : (
        <Section
          id="dropped"
          title={`No longer in ${view.toVersion.label}`}
          note={count(dropped.length, 'patch', 'patches')}
        >
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

function List(props: {
  readonly view: SinceReviewView
  readonly id: string
  readonly title: string
  readonly note: string
  readonly patches: readonly SincePatchView[]
}) {
  const { view, id, title, note, patches } = props
  if (patches.length === 0) return null
  return (
    <Section id={id} title={title} note={`${count(patches.length, 'patch', 'patches')}, ${note}`}>
      <ul className="since-patches">
        {patches.map((patch) => (
          <li id={`patch-${patch.number}`} data-item="patch">
            <Patch view={view} patch={patch} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Patch({ view, patch }: { readonly view: SinceReviewView; readonly patch: SincePatchView }) {
  const { seriesId, toVersion } = view
  const { number, title, from, change, tags, comments } = patch
  const isSame = change === null || change === 'identical' || change === 'new'
  return (
    <>
      <div>
        <h3 className="since-title">
          <span className="since-number">{number}</span>{' '}
          <a
            href={
              isSame ? patchHref(seriesId, toVersion.key, number) : diffHref(seriesId, from.key, toVersion.key, number)
            }
          >
            {visible(title)}
          </a>
        </h3>
        <p className="since-change">
          {change === null ? '' : `since ${from.label}: `}
          {visible(patchChangeWords(patch))}
        </p>
      </div>
      <div className="since-said">
        {tags.map((tag) => (
          <p className={tag.since === 'code' && !tag.asked ? 'since-tag since-old' : 'since-tag'}>
            {tagSigns(tag.name).map((sign) => (
              <Sign name={sign} />
            ))}{' '}
            <a href={messageHref(tag.messageId)}>
              {tag.name} on {tag.givenLabel}
            </a>
            : {gradeWords(tag)}
          </p>
        ))}
        <SinceComments comments={comments} />
      </div>
    </>
  )
}
