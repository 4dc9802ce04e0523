import type { ComponentChildren } from 'preact'
import { vouches } from '../../../lib/review/positions'
import { messageHref } from '../../_model/href'
import { mailMarks } from '../../_model/mailMark'
import { markWords, type SaidMark, SIGNS, type SignName, type Stated, signsOf, toneOf } from '../../_model/marks'
import { visible } from '../../_model/visible'
import { Sign } from './Sign'

interface MarkProps {
  readonly mark: SaidMark
  /** Label of the version it was said on, for its words; '' where a heading says it. */
  readonly on?: string
  /** Where it leads: its mail, unless the page has a better place. */
  readonly href?: string
  /** All its mails, where it is drawn once for several. */
  readonly mails?: readonly string[]
  /** What became of those it is drawn for, if that differs. */
  readonly fates?: string
  /** Number of the person in the list of people beside the picture; with it, the person can be followed. */
  readonly follow?: number | undefined
  /** Shown after the letters and not read aloud: the part of its words that needs no pointer. */
  readonly children?: ComponentChildren
}

/** What one person said about one patch: the letters of the alphabet, linked, with its words for screen readers, and on hover and focus. */
export function Mark(props: MarkProps) {
  const { mark, on = '', href = messageHref(mark.messageId), mails = [mark.messageId], fates, follow, children } = props
  const person = follow !== undefined && follow < MAX_FOLLOWED ? ` mark-by${follow}` : ''
  return (
    <a
      className={`mark-said mark-${toneOf(mark)}${person}`}
      href={href}
      data-m={mailMarks(mails)}
      data-kind={vouches(mark.position) === null ? undefined : 'tag'}
    >
      {signsOf(mark).map((name) => (
        <Glyph name={name} />
      ))}
      {children === undefined ? null : (
        <span className="mark-shown" aria-hidden="true">
          {children}
        </span>
      )}
      <span className="mark-words"> {visible(markWords(mark, on, fates))}</span>
    </a>
  )
}

/** The same letters beside their words: not linked, and skipped by screen readers. */
export function Letters({ said }: { readonly said: Stated & Pick<SaidMark, 'outcome' | 'since'> }) {
  return (
    <span className={`mark-said mark-${toneOf(said)}`} aria-hidden="true">
      {signsOf(said).map((name) => (
        <Glyph name={name} />
      ))}
    </span>
  )
}

/** How many people of a page can be followed: the stylesheet has a rule for each. */
export const MAX_FOLLOWED = 40

/** A letter as bare text, which keeps pages with thousands of marks light. */
export function Glyph({ name }: { readonly name: SignName }) {
  const sign = SIGNS[name]
  return 'letter' in sign ? sign.letter : <Sign name={name} />
}
