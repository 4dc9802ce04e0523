import type { ComponentChildren } from 'preact'
import { SIGNS, type SignName, TONE_WORDS, type Tone } from '../../_model/marks'
import { Glyph } from './Mark'
import { Sign } from './Sign'

interface LegendProps {
  /** The marks that the page uses, in any order. */
  readonly marks: ReadonlySet<SignName>
  /** The tones that it uses, where it draws what people said. */
  readonly tones?: ReadonlySet<Tone>
  /** A further note, at the end. */
  readonly children?: ComponentChildren
}

const NAMES = Object.keys(SIGNS).filter((name): name is SignName => name in SIGNS)
const TONES = Object.keys(TONE_WORDS).filter((name): name is Tone => name in TONE_WORDS)

/** Tones of comments; the others are those of review tags. */
const COMMENT_TONES: readonly Tone[] = ['open', 'settled']

/** What the marks beside it mean, in the order of the alphabet; those that are not used are left out. */
export function Legend({ marks, tones = new Set(), children }: LegendProps) {
  return (
    <div className="mark-legend">
      <ul aria-label="Legend of the marks">
        {NAMES.filter((name) => marks.has(name)).map((name) => (
          <li>
            <Sign name={name} /> {SIGNS[name].words}
          </li>
        ))}
        {TONES.filter((tone) => tones.has(tone)).map((tone) => (
          <li>
            <span className={`mark-said mark-${tone}`} aria-hidden="true">
              <Glyph name={COMMENT_TONES.includes(tone) ? 'change' : 'reviewed'} />
            </span>{' '}
            {TONE_WORDS[tone]}
          </li>
        ))}
      </ul>
      {children}
    </div>
  )
}
