import type { FixView, SeriesDocument } from '../../../db/queries/views'
import { isApplied } from '../../../lib/review/states'
import { messageHref } from '../../_model/href'
import { count } from '../../_model/pageWords'
import { PersonName } from '../shell/PersonName'
import { Time } from '../shell/Time'

/** Further ones are under Related. */
const MAX_ROWS = 2

/**
 * What shows that a series went in although nobody who decides has said so here: patches of others that revert it. It is evidence beside the state, which it does
 * not change.
 */
export function WentIn({ series }: { readonly series: SeriesDocument }) {
  const { kind } = series.state
  if (isApplied(kind) || kind === 'reverted') return null
  const reverts = newestFirst(series.fixes.filter((fix) => fix.direction === 'by' && fix.kind === 'reverts'))
  if (reverts.length === 0) return null
  const beyond = reverts.length - MAX_ROWS
  return (
    <p className="summary-said">
      <strong>Evidence that it went in</strong>:{' '}
      {reverts.slice(0, MAX_ROWS).map(({ patch, posted, other }, index) => (
        <>
          {index === 0 ? '' : '; '}patch {patch} reverted by{' '}
          <a href={messageHref(other.messageId)}>
            <PersonName person={other.author} />, <Time iso={posted} />
          </a>
        </>
      ))}
      {beyond > 0 ? (
        <>
          ; <a href="#around">{count(beyond, 'more revert')}</a>
        </>
      ) : null}
    </p>
  )
}

function newestFirst(fixes: readonly FixView[]): FixView[] {
  return [...fixes].sort((a, b) => (a.posted < b.posted ? 1 : -1))
}
