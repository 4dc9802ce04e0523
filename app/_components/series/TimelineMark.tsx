import { type ReviewSign, SIGNS } from '../../_model/marks'
import { Legend } from '../marks/Legend'

/** The shapes of the marks in use, included once per picture, around 0, 0; `<use href="#when-reviewed">` draws one. */
export function TimelineShapes({ kinds }: { readonly kinds: ReadonlySet<ReviewSign> }) {
  return (
    <defs>
      {[...kinds].map((kind) => {
        const sign = SIGNS[kind]
        return 'letter' in sign ? (
          <text id={`when-${kind}`} className="timeline-letter" y="4.5">
            {sign.letter}
          </text>
        ) : (
          <path id={`when-${kind}`} d={sign.path} fillRule="evenodd" transform="translate(-6 -6)" />
        )
      })}
    </defs>
  )
}

/** The marks that occur, with their meanings. */
export function TimelineLegend({ kinds }: { readonly kinds: ReadonlySet<ReviewSign> }) {
  return <Legend marks={kinds} />
}
