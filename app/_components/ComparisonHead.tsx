import type { ComparisonView } from '../../db/queries/views'
import { diffHref, messageHref, patchHref } from '../_model/href'
import { visible } from '../_model/visible'
import { asSentence, verdictSentence } from '../_model/words'
import { CompareForm } from './CompareForm'
import styles from './comparison.module.css'

interface Props {
  readonly view: ComparisonView
  readonly rangeDiff: boolean
}

/** Title, verdict in words, the neighbours and the choice of versions and views. */
export function ComparisonHead({ view, rangeDiff }: Props) {
  const { verdict } = view.comparison
  return (
    <header>
      <p className={styles.eyebrow}>
        Patch {view.new?.number ?? view.old?.number}
        {view.old !== null && view.new !== null && view.old.number !== view.new.number
          ? ` (was ${view.old.number} in ${view.from.label})`
          : ''}
      </p>
      <h1>{visible(view.patchTitle)}</h1>
      <p className={styles.verdict}>
        {verdictSentence(verdict, view.from.label, view.to.label)} {visible(asSentence(view.note))}
      </p>
      {view.comparison.cut === null ? null : (
        <p className={styles.cut} role="note">
          {visible(view.comparison.cut)}
        </p>
      )}
      <div className={styles.bar}>
        <CompareForm
          id={view.seriesId}
          versions={view.versions}
          from={view.from.key}
          to={view.to.key}
          patch={view.number}
        />
        <Views view={view} rangeDiff={rangeDiff} />
      </div>
      <Neighbours view={view} />
    </header>
  )
}

function Views({ view, rangeDiff }: Props) {
  const here = diffHref(view.seriesId, view.from.key, view.to.key, view.number)
  return (
    <nav aria-label="Views of this patch">
      <ul className={styles.views}>
        <li>
          <a href={here} aria-current={rangeDiff ? undefined : 'page'}>
            interdiff
          </a>
        </li>
        <li>
          <a href={`${here}?view=range-diff`} aria-current={rangeDiff ? 'page' : undefined}>
            range-diff
          </a>
        </li>
        {view.new === null ? null : (
          <li>
            <a href={patchHref(view.seriesId, view.to.key, view.new.number)}>line by line</a>
          </li>
        )}
        {view.old === null ? null : (
          <li>
            <a href={messageHref(view.old.messageId)}>{view.from.label} in full</a>
          </li>
        )}
        {view.new === null ? null : (
          <li>
            <a href={messageHref(view.new.messageId)}>{view.to.label} in full</a>
          </li>
        )}
      </ul>
    </nav>
  )
}

function Neighbours({ view }: { readonly view: ComparisonView }) {
  const href = (number: number) => diffHref(view.seriesId, view.from.key, view.to.key, number)
  return (
    <nav className={styles.neighbours} aria-label="Neighbouring patches">
      {view.previous === null ? (
        <span />
      ) : (
        <a href={href(view.previous.number)} rel="prev">
          <span aria-hidden="true">← </span>
          {Math.abs(view.previous.number)} {visible(view.previous.title)}
        </a>
      )}
      {view.next === null ? (
        <span />
      ) : (
        <a href={href(view.next.number)} rel="next">
          {Math.abs(view.next.number)} {visible(view.next.title)}
          <span aria-hidden="true"> →</span>
        </a>
      )}
    </nav>
  )
}
