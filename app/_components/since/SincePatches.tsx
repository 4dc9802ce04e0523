import type { ComparisonView, SincePageView, SincePatchView } from '../../../db/queries/views'
import { createBudget, type PageBudget } from '../../_model/code/layout'
import { patchPrefix } from '../../_model/code/sources'
import { diffHref, messageHref, patchHref } from '../../_model/href'
import { tagSigns } from '../../_model/marks'
import { count } from '../../_model/pageWords'
import { gradeWords, isOpenComment, isToLookAt, isWithAuthor, patchChangeWords } from '../../_model/sinceWords'
import { visible } from '../../_model/visible'
import { ComparisonPart } from '../compare/ComparisonBody'
import { Sign } from '../marks/Sign'
import { Section } from '../shell/Page'
import { SinceComments } from './SinceComments'

interface Props {
  readonly view: SincePageView
  readonly budget: PageBudget
}

/** Elements for the changes in place. */
const CODE_ELEMENTS = 2_500

/**
 * The patches that a person tagged or commented on, each with what changed, how their tags relate to it and what became of their comments; first those to
 * look at again, and the open comments on the series.
 */
export function SincePatches({ view }: Pick<Props, 'view'>) {
  const { patches, comments, dropped, isAuthor, toVersion } = view
  const again = patches.filter((patch) => isToLookAt(patch, toVersion))
  const rest = patches.filter((patch) => !isToLookAt(patch, toVersion))
  const isWaiting = (patch: SincePatchView) => patch.comments.some((one) => isWithAuthor(one, toVersion))
  const waiting = rest.filter(isWaiting)
  const done = rest.filter((patch) => !isWaiting(patch))
  const open = comments.filter(isOpenComment)
  const settled = comments.filter((comment) => !isOpenComment(comment))
  const budget = createBudget(CODE_ELEMENTS)
  const parts = { view, budget }
  return (
    <>
      {open.length === 0 ? null : (
        <Section id="open" title="Open comments on the series" note={count(open.length, 'comment')}>
          <SinceComments comments={open} />
        </Section>
      )}
      <List
        {...parts}
        id="again"
        title="To look at again"
        note="code changed, or an open comment was answered or not addressed"
        patches={again}
      />
      <List
        {...parts}
        id="with-author"
        title="Waiting on the author"
        note={`open comments on ${toVersion.label}`}
        patches={waiting}
      />
      <List
        {...parts}
        id="done"
        title={isAuthor ? 'Patches of others' : 'No need to look again'}
        note="tagged or commented on"
        patches={done}
      />
      {settled.length === 0 ? null : (
        <Section id="general" title="General comments">
          <SinceComments comments={settled} />
        </Section>
      )}
      {dropped.length === 0 ? null : (
        <Section
          id="dropped"
          title={`No longer in ${toVersion.label}`}
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

function List(
  props: Props & {
    readonly id: string
    readonly title: string
    readonly note: string
    readonly patches: readonly SincePatchView[]
  },
) {
  const { view, budget, id, title, note, patches } = props
  if (patches.length === 0) return null
  return (
    <Section id={id} title={title} note={`${count(patches.length, 'patch', 'patches')}, ${note}`}>
      <ul className="since-patches">
        {patches.map((patch) => (
          <li id={`patch-${patch.number}`} data-item="patch">
            <Patch view={view} budget={budget} patch={patch} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Patch({ view, budget, patch }: Props & { readonly patch: SincePatchView }) {
  const { seriesId, toVersion } = view
  const { number, title, from, change, tags, comments } = patch
  const changed = view.changes.find((one) => one.number === number)
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
          {change !== 'code' || changed !== undefined ? null : (
            <>
              {' · '}
              <a href={diffHref(seriesId, from.key, toVersion.key, number)}>read the change</a>
            </>
          )}
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
      {changed === undefined ? null : <Changed change={changed} budget={budget} />}
    </>
  )
}

/** A change in place. */
function Changed({ change, budget }: { readonly change: ComparisonView; readonly budget: PageBudget }) {
  return (
    <div className="since-diff">
      <ComparisonPart view={change} shown="interdiff" budget={budget} prefix={patchPrefix(change.number)} />
    </div>
  )
}
