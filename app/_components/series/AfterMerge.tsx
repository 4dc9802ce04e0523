import type { FixView, RegressionView, SeriesDocument } from '../../../db/queries/views'
import { archiveUrl } from '../../../lib/messageId'
import { isApplied } from '../../../lib/review/states'
import { seriesHref } from '../../_model/href'
import { count } from '../../_model/pageWords'
import { visible } from '../../_model/visible'
import { CommitLink } from '../commits/CommitParts'
import { PersonName } from '../shell/PersonName'
import { Quote } from '../shell/Quote'
import { Row } from './Row'

/** Further ones are only counted. */
const MAX_ROWS = 4

/** What happened to the patches after they were applied: regressions that were reported, patches that fix them, and reverts. */
export function AfterMerge({ series }: { readonly series: SeriesDocument }) {
  const { state, regressions } = series
  if (!isApplied(state.kind) && state.kind !== 'reverted') return null
  const fixes = series.fixes.filter(({ direction }) => direction === 'by')
  const reverted = series.commits.flatMap((commit) =>
    commit.reverted === null ? [] : [{ ...commit, by: commit.reverted }],
  )
  // Where a commit is the proof of the state, the regression is quoted with it.
  const reported = regressions.filter(({ messageId }) => state.source === 'mail' || messageId !== state.messageId)
  if (reported.length + fixes.length + reverted.length === 0) return null
  return (
    <Row name="After that">
      {reported.slice(0, MAX_ROWS).map((regression) => (
        <Reported regression={regression} />
      ))}
      <More size={reported.length - MAX_ROWS} what="more report" />
      {fixes.slice(0, MAX_ROWS).map((fix) => (
        <Fixed fix={fix} />
      ))}
      <More size={fixes.length - MAX_ROWS} what="more fix or revert" plural="more fixes and reverts" />
      {reverted.slice(0, MAX_ROWS).map(({ by, patch }) => (
        <p>
          Patch {patch} reverted by <CommitLink sha={by} />
        </p>
      ))}
      <More size={reverted.length - MAX_ROWS} what="more revert" />
    </Row>
  )
}

function Reported({ regression: { person, patch, quote, messageId, fix } }: { readonly regression: RegressionView }) {
  return (
    <p className="summary-said">
      <strong className="summary-against">
        <PersonName person={person} /> reported a regression
      </strong>
      {patch === null ? '' : ` in patch ${patch}`}: <Quote quote={quote} messageId={messageId} />
      {fix === null ? null : (
        <>
          {' · '}
          <a href={archiveUrl(fix)} rel="nofollow noopener ugc">
            the fix, on lore
          </a>
        </>
      )}
    </p>
  )
}

function Fixed({ fix: { kind, patch, other } }: { readonly fix: FixView }) {
  return (
    <p>
      Patch {patch} {kind === 'reverts' ? 'reverted' : 'fixed'} by{' '}
      <a href={seriesHref(other.id)}>{visible(other.title) || '(no title)'}</a> by <PersonName person={other.author} />
    </p>
  )
}

function More(props: { readonly size: number; readonly what: string; readonly plural?: string }) {
  return props.size <= 0 ? null : <p>{count(props.size, props.what, props.plural)}</p>
}
