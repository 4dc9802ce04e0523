import type { ComponentChildren } from 'preact'
import type { StoryAsk } from '../../../db/queries/views'
import { shortLabel } from '../../../lib/series/label'
import { messageHref } from '../../_model/href'
import { type SignName, sinceWords } from '../../_model/marks'
import { nameNumbers } from '../../_model/patchNumbers'
import type { PatchMark, PatchStory } from '../../_model/patchStory'
import { personName } from '../../_model/personNames'
import { positionWords } from '../../_model/reviewWords'
import { visible } from '../../_model/visible'
import { Mark } from '../marks/Mark'
import { Sign } from '../marks/Sign'

/** What changed: its sign and a few words. */
export interface FactsChange {
  readonly sign: SignName
  readonly words: string
}

interface Props {
  readonly story: PatchStory
  readonly change: FactsChange | null
  /** The address of another patch in the same step. */
  readonly href: (number: number) => string
  readonly children?: ComponentChildren
}

/** Characters that a line has room for on a large screen. Marks beyond it are folded. */
const MAX_LINE = 165
/** Longer words wrap, and take no more room from the marks. */
const [MAX_CHANGE, MAX_ITEM] = [44, 40]

/** One line below the bar: what changed, who said what about the patch, and why it changed. */
export function PatchFacts({ story, change, href, children }: Props) {
  const { marks, asked, alike, item, unannounced } = story
  const shown = takeMarks(marks, MAX_LINE - othersLength(story, change))
  const rest = marks.slice(shown.length)
  return (
    <section className="facts" aria-label="Positions on this patch">
      {change === null ? null : (
        <span className="facts-change" title={visible(change.words)}>
          <Sign name={change.sign} /> {visible(change.words)}
        </span>
      )}
      {children}
      {shown.map((one) => (
        <Position one={one} />
      ))}
      {rest.length + asked.length === 0 ? null : (
        <details className="facts-more">
          <summary>{`+${rest.length + asked.length} more`}</summary>
          <div className="facts-rest">
            {asked.map((ask) => (
              <Asked ask={ask} />
            ))}
            {rest.map((one) => (
              <Position one={one} />
            ))}
          </div>
        </details>
      )}
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
        <span>
          changelog: <a href={messageHref(item.messageId)}>{visible(item.text)}</a>
        </span>
      )}
      {unannounced ? <span>not named in the changelog</span> : null}
    </section>
  )
}

/** Characters of what is on the line besides marks. */
function othersLength({ alike, item, unannounced }: PatchStory, change: FactsChange | null): number {
  return (
    Math.min(change?.words.length ?? 0, MAX_CHANGE) +
    (alike.length === 0 ? 0 : 18 + 3 * alike.length) +
    (item === null ? 0 : MAX_ITEM) +
    (unannounced ? 28 : 0) +
    12
  )
}

function takeMarks(marks: readonly PatchMark[], space: number): readonly PatchMark[] {
  let left = space
  const end = marks.findIndex((one) => {
    left -= shownWords(one).length + (one.fixed === null ? 6 : 19)
    return left < 0
  })
  return end === -1 ? marks : marks.slice(0, end)
}

/** `Jason Gunthorpe v1 (1 line since)`, `Jason Wang v13 ×7`. */
function shownWords({ mark, label, times }: PatchMark): string {
  const since = sinceWords(mark.since)
  return `${personName(mark.person)} ${shortLabel(label)}${times === 1 ? '' : ` ×${times}`}${since === '' ? '' : ` (${since})`}`
}

function Position({ one }: { readonly one: PatchMark }) {
  return (
    <span className="facts-mark">
      <Mark mark={one.mark} on={one.label}>
        {visible(shownWords(one))}
      </Mark>
      {one.fixed === null ? null : ` → fixed here${one.revertedIn === null ? '' : `, taken back in ${one.revertedIn}`}`}
    </span>
  )
}

/** A comment on another patch, for which this one changed as well. */
function Asked({ ask: { person, on, patches, messageId, ...said } }: { readonly ask: StoryAsk }) {
  const where = patches.length === 0 ? on : `${nameNumbers(patches)} of ${on}`
  return (
    <a href={messageHref(messageId)}>
      {visible(`${personName(person)} ${positionWords(said)} on ${where}`)} → fixed here
    </a>
  )
}
