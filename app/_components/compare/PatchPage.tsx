import type {
  AppliedPageView,
  BlamePageView,
  CommitView,
  PatchPageView,
  SeriesDocument,
} from '../../../db/queries/views'
import { assertNever } from '../../../lib/assertNever'
import { createBudget } from '../../_model/code/layout'
import { changedWords } from '../../_model/commitWords'
import { diffHref, messageHref, patchHref, rawHref } from '../../_model/href'
import { CHANGE_WORDS, noteWords } from '../../_model/pageWords'
import { layoutBar, type PatchTarget } from '../../_model/patchBar'
import { tellPatch } from '../../_model/patchStory'
import { rowAnchor } from '../../_model/tracks'
import { type CompareView, viewQuery } from '../../_model/view'
import { visible } from '../../_model/visible'
import { Page } from '../shell/Page'
import { Applied } from './Applied'
import { BlameBody, BlameChain } from './Blame'
import { CompareForm } from './CompareForm'
import { ComparisonBody } from './ComparisonBody'
import { PatchBar } from './PatchBar'
import { type FactsChange, PatchFacts } from './PatchFacts'
import { MenuLinks, VersionMenu } from './VersionMenu'

/** What a page about one patch shows below the bar. */
export type PatchContent =
  | { readonly kind: 'comparison'; readonly view: PatchPageView; readonly shown: CompareView }
  | { readonly kind: 'comments'; readonly view: BlamePageView }
  | {
      readonly kind: 'applied'
      readonly commit: CommitView
      readonly view: AppliedPageView | null
      readonly blame: BlamePageView
    }

interface Props {
  readonly series: SeriesDocument
  readonly target: PatchTarget
  readonly content: PatchContent
}

/** One patch: the bar, one line of positions, then its text in the view that was asked for. */
export function PatchPage({ series, target, content }: Props) {
  const { from, to, number, view: shown, columns } = target
  const dropped = number < 0 && from !== null
  const story = tellPatch(series, dropped ? from.key : to.key, Math.abs(number))
  const bar = layoutBar(series, story, target)
  const text = content.kind === 'applied' ? content.blame : content.view
  const href = (other: number) =>
    (from === null ? patchHref(series.id, to.key, other) : diffHref(series.id, from.key, to.key, other)) +
    viewQuery(shown, columns)
  const steps = from === null ? to.label : `${from.label} to ${to.label}`
  return (
    <Page title={`${visible(text.patchTitle)}, ${steps} · Reroll`}>
      <PatchBar
        series={series}
        row={rowAnchor(series, dropped ? from.key : to.key, Math.abs(number))}
        menu={<Menu series={series} target={target} bar={bar} content={content} />}
        place={bar.place}
        title={text.patchTitle}
        previous={text.previous}
        next={text.next}
        href={href}
        views={bar.views}
        columns={bar.columns}
      />
      <PatchFacts story={story} change={changeOf(content)} href={href}>
        {content.kind === 'comments' ? <BlameChain view={content.view} /> : null}
      </PatchFacts>
      <h2 className="visually-hidden">Text of the patch</h2>
      <Body content={content} columns={columns} />
    </Page>
  )
}

function Body({ content, columns }: { readonly content: PatchContent; readonly columns: boolean }) {
  const budget = createBudget(undefined, columns)
  switch (content.kind) {
    case 'comparison':
      return <ComparisonBody view={content.view} shown={content.shown} budget={budget} />
    case 'comments':
      return <BlameBody view={content.view} budget={budget} />
    case 'applied':
      return <Applied commit={content.commit} view={content.view} budget={budget} />
    default:
      return assertNever(content)
  }
}

/** What changed: between the versions, or between the mail and the commit; null for a patch by itself. */
function changeOf(content: PatchContent): FactsChange | null {
  if (content.kind === 'comments') return null
  if (content.kind === 'applied') return { sign: 'applied', words: changedWords(content.commit) || 'applied' }
  const { view } = content
  const { old, new: now, from } = view
  const { change, added, removed } = view.comparison.verdict
  const size = change === 'code' && added + removed > 0 ? `+${added} −${removed}` : CHANGE_WORDS[change]
  const was =
    old !== null && now !== null && old.number !== now.number ? [`was patch ${old.number} in ${from.label}`] : []
  return { sign: change, words: [size, ...was, noteWords(view.note)].filter((part) => part !== '').join('; ') }
}

/** The patch in other versions, any two versions, and its mails. */
function Menu(props: Props & { readonly bar: ReturnType<typeof layoutBar> }) {
  const { series, target, bar, content } = props
  const { from, to, number, view } = target
  const before = from ?? series.versions[series.versions.findIndex(({ key }) => key === to.key) - 1] ?? to
  const mails =
    content.kind === 'comparison'
      ? [
          { label: content.view.from.label, mail: content.view.old },
          { label: content.view.to.label, mail: content.view.new },
        ]
      : [{ label: to.label, mail: content.kind === 'comments' ? content.view : content.blame }]
  return (
    <VersionMenu words={bar.range}>
      <MenuLinks name="What changed" links={bar.steps} />
      <MenuLinks name="With comments" links={bar.alone} />
      {series.versions.length < 2 ? null : (
        <CompareForm
          id={series.id}
          versions={series.versions}
          from={before.key}
          to={to.key}
          patch={number}
          view={view === 'range-diff' || view === 'full' ? view : 'interdiff'}
        />
      )}
      <p className="bar-name">
        {from === null ? null : (
          <>
            <a href={diffHref(series.id, from.key, to.key)}>All patches, {bar.range}</a> ·{' '}
          </>
        )}
        {mails.flatMap(({ label, mail }) =>
          mail === null ? (
            []
          ) : (
            <>
              <a href={messageHref(mail.messageId)}>mail of {label}</a> <a href={rawHref(mail.messageId)}>(raw)</a>{' '}
            </>
          ),
        )}
      </p>
    </VersionMenu>
  )
}
