import type { ComponentChildren } from 'preact'
import { shortLabel } from '../../../lib/series/label'
import { messageHref } from '../../_model/href'
import { personName, sinceWords } from '../../_model/marks'
import type { PatchMark, PatchStory } from '../../_model/patchStory'
import { positionWords } from '../../_model/reviewWords'
import { visible } from '../../_model/visible'
import { Mark } from '../marks/Mark'

interface Props {
  readonly story: PatchStory
  /** What changed, in words. */
  readonly change: string
  /** The address of another patch in the same step. */
  readonly href: (number: number) => string
  readonly children?: ComponentChildren
}

/** Marks beyond these are folded, so that the line stays one line. */
const MAX_MARKS = 5

/** One line below the bar: what changed, who said what about the patch, and why it changed. */
export function PatchFacts({ story, change, href, children }: Props) {
  const { marks, asked, alike, item, unannounced } = story
  const rest = marks.slice(MAX_MARKS)
  return (
    <section className="facts" aria-label="Positions on this patch">
      {change === '' ? null : <span className="facts-change">{visible(change)}</span>}
      {children}
      {marks.slice(0, MAX_MARKS).map((one) => (
        <Position one={one} />
      ))}
      {rest.length === 0 ? null : (
        <details className="facts-more">
          <summary>+{rest.length}</summary>
          <div className="facts-rest">
            {rest.map((one) => (
              <Position one={one} />
            ))}
          </div>
        </details>
      )}
      {asked.map(({ person, on, patches, messageId, ...said }) => (
        <a className="facts-asked" href={messageHref(messageId)}>
          {visible(`${personName(person)} on ${on}${patches.length === 0 ? '' : `, patch ${patches.join(', ')}`}`)}{' '}
          {positionWords(said)} → fixed here
        </a>
      ))}
      {alike.length === 0 ? null : (
        <span>
          same change in{' '}
          {alike.map((number) => (
            <>
              <a href={href(number)}>{number}</a>{' '}
            </>
          ))}
        </span>
      )}
      {item === null ? null : (
        <span className="facts-item">
          changelog: <a href={messageHref(item.messageId)}>{visible(item.text)}</a>
        </span>
      )}
      {unannounced ? <span className="facts-silent">not in the changelog</span> : null}
    </section>
  )
}

function Position({ one: { mark, label, fixed } }: { readonly one: PatchMark }) {
  const since = sinceWords(mark.since)
  const words = `${personName(mark.person)} ${shortLabel(label)}${since === '' ? '' : ` (${since})`}`
  return (
    <span className="facts-mark">
      <Mark mark={mark} on={label}>
        {visible(words)}
      </Mark>
      {fixed === null ? null : <span className="facts-fixed"> → fixed here</span>}
    </span>
  )
}
