import type { MarkKind } from '../../_model/timeline'

/** What each shape means, in the order of the legend. */
export const MARK_WORDS: Readonly<Record<MarkKind, string>> = {
  tag: 'review tag',
  condition: 'review tag with comments',
  objection: 'objection or NAK',
  request: 'requests a change',
  question: 'question',
  answer: 'author replies',
  talk: 'comment',
  applied: 'applied',
  report: 'bot report',
}

/** Paths around 0, 0 in a square of 12 x 12, so that the marks do not depend on the reader's fonts. */
const SHAPES: Readonly<Record<MarkKind, string>> = {
  tag: 'M0-5A5 5 0 1 1 0 5A5 5 0 1 1 0-5Z',
  condition: 'M0-5A5 5 0 1 1 0 5A5 5 0 1 1 0-5ZM0-3.4A3.4 3.4 0 0 1 0 3.4Z',
  objection: 'M-4.9-3.1-3.1-4.9 0-1.8 3.1-4.9 4.9-3.1 1.8 0 4.9 3.1 3.1 4.9 0 1.8-3.1 4.9-4.9 3.1-1.8 0Z',
  request: 'M0-5 5.4 4.4H-5.4Z',
  question: 'M0-5.4 5.4 0 0 5.4-5.4 0ZM0-3.2-3.2 0 0 3.2 3.2 0Z',
  answer: 'M-4-4H4V4H-4ZM-2.5-2.5V2.5H2.5V-2.5Z',
  talk: 'M0-2.6A2.6 2.6 0 1 1 0 2.6A2.6 2.6 0 1 1 0-2.6Z',
  applied: 'M-5.2-5.2H5.2V5.2H-5.2ZM-3.6.2-1.2 2.8 3.7-2.2 2.6-3.3-1.2.5-2.5-.9Z',
  report: 'M-2.6-5H2.6L5.2 0 2.6 5H-2.6L-5.2 0ZM-1.8-3.5-3.5 0-1.8 3.5H1.8L3.5 0 1.8-3.5Z',
}

/** All shapes, included once per picture; `<use href="#when-tag">` draws one. */
export function TimelineShapes() {
  return (
    <defs>
      {Object.entries(SHAPES).map(([kind, path]) => (
        <path id={`when-${kind}`} d={path} fillRule="evenodd" />
      ))}
    </defs>
  )
}

/** The shapes that occur, with their meanings. */
export function TimelineLegend({ kinds }: { readonly kinds: ReadonlySet<MarkKind> }) {
  return (
    <ul className="timeline-legend" aria-label="Legend of the timeline">
      {(Object.keys(MARK_WORDS) as MarkKind[])
        .filter((kind) => kinds.has(kind))
        .map((kind) => (
          <li>
            <svg className={`timeline-sample timeline-${kind}`} viewBox="-6 -6 12 12" aria-hidden="true">
              <use href={`#when-${kind}`} />
            </svg>{' '}
            {MARK_WORDS[kind]}
          </li>
        ))}
    </ul>
  )
}
