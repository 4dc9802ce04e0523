import type { SinglePatchView } from '../../../db/queries/series/singlePatch'
import type { SeriesDocument } from '../../../db/queries/views'
import type { PageBudget } from '../../_model/code/layout'
import { messageHref } from '../../_model/href'
import { sinceWords } from '../../_model/marks'
import { count } from '../../_model/pageWords'
import { personName } from '../../_model/personNames'
import { singleTags } from '../../_model/singlePatch'
import { visible } from '../../_model/visible'
import { BlameBody } from '../compare/Blame'
import { Mark } from '../marks/Mark'
import { LinkedText } from '../shell/LinkedText'
import { Section } from '../shell/Page'
import { ScrollBox } from '../shell/ScrollBox'

interface Props {
  readonly series: SeriesDocument
  readonly view: SinglePatchView
  readonly budget: PageBudget
}

/** A series of one patch: the message, the review tags in one line, and the diff with the review comments at their lines. It needs no picture. */
export function SinglePatch({ series, view, budget }: Props) {
  const { blame, message, trailers, notes } = view
  return (
    <>
      <Section
        id="message"
        title="Commit message"
        note={
          <>
            {blame.version.label}, <a href={messageHref(blame.messageId)}>mail</a>
          </>
        }
      >
        {message === '' ? <p className="single-none">The mail has no commit message.</p> : <Message text={message} />}
        {trailers.length === 0 ? null : (
          <ul className="single-trailers" aria-label="Trailers">
            {trailers.map(({ name, value }) => (
              <li>
                {visible(name)}: <bdi>{visible(value)}</bdi>
              </li>
            ))}
          </ul>
        )}
        {notes === '' ? null : (
          <details className="single-notes" open={notes.split('\n').length <= MAX_NOTES}>
            <summary>Notes below the commit message</summary>
            <Text text={notes} label="Notes" />
          </details>
        )}
        <Tags series={series} />
      </Section>
      <BlameBody view={blame} budget={budget} />
    </>
  )
}

/** Longer notes are folded. */
const MAX_NOTES = 12
/** Of a longer message the first lines are shown and the rest is folded, so that the diff is not far. */
const MAX_LINES = 40
const SHOWN_LINES = 25

/** Text that keeps its lines, however narrow the page is. */
function Text({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    <ScrollBox label={`${label}, scrolls sideways`}>
      <p className="single-message">
        <LinkedText text={text} />
      </p>
    </ScrollBox>
  )
}

function Message({ text }: { readonly text: string }) {
  const lines = text.split('\n')
  const shown = lines.length <= MAX_LINES ? lines.length : SHOWN_LINES
  return (
    <>
      <Text text={lines.slice(0, shown).join('\n')} label="Commit message" />
      {shown === lines.length ? null : (
        <details className="single-notes">
          <summary>{count(lines.length - shown, 'more line')}</summary>
          <Text text={lines.slice(shown).join('\n')} label="Rest of the commit message" />
        </details>
      )}
    </>
  )
}

/** The review tags in one line, each with how much of the patch changed since. */
function Tags({ series }: { readonly series: SeriesDocument }) {
  const tags = singleTags(series)
  return (
    <p className="single-tags">
      {tags.length === 0 ? 'No review tags in replies.' : 'Review tags: '}
      {tags.map(({ mark, label }) => (
        <>
          <Mark mark={mark} on={label}>
            {visible(
              [`${personName(mark.person)} ${label}`, sinceWords(mark.since)].filter((part) => part !== '').join(', '),
            )}
          </Mark>{' '}
        </>
      ))}
    </p>
  )
}
