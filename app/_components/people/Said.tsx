import type { PersonSeriesView, StandingView } from '../../../db/queries/views'
import { groupBy } from '../../../lib/groupBy'
import { cutText } from '../../_model/cutText'
import { messageHref } from '../../_model/href'
import { count } from '../../_model/pageWords'
import { nameNumbers } from '../../_model/patchNumbers'
import { fateWords, positionWords } from '../../_model/reviewWords'
import { groupBySentence, isOpen, type Sentence } from '../../_model/standings'
import { visible } from '../../_model/visible'
import { Letters } from '../marks/Mark'
import { Quote } from '../shell/Quote'

/** Further comments of a person on one series are folded. */
const SHOWN = 3
/** Mails of one group of tags that are linked. */
const MAX_MAILS = 5
/** A longer sentence is cut. */
const MAX_QUOTE = 240

/** What a person said about a series: their tags by kind, version and what became of them, then their comments, open ones first. Null when they took no position. */
export function Said({ standings }: Pick<PersonSeriesView, 'standings'>) {
  if (standings.length === 0) return null
  const tags = [
    ...groupBy(
      standings.filter(({ tag }) => tag !== null),
      tagKey,
    ).values(),
  ]
  const comments = groupBySentence(standings.filter(({ tag }) => tag === null))
  const rest = comments.slice(SHOWN)
  return (
    <div className="person-said">
      <ul>
        {tags.map((group) => (
          <Tags group={group} />
        ))}
        {comments.slice(0, SHOWN).map((sentence) => (
          <Comment sentence={sentence} />
        ))}
      </ul>
      {rest.length === 0 ? null : (
        <details>
          <summary>{count(rest.length, 'more comment')}</summary>
          <ul>
            {rest.map((sentence) => (
              <Comment sentence={sentence} />
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

function tagKey(standing: StandingView): string {
  return [positionWords(standing), standing.sinceLabel, fateWords(standing)].join('\n')
}

/** Tags that differ only in their patches, so they need no quote. */
function Tags({ group }: { readonly group: Sentence }) {
  const [{ alias }] = group
  const mails = [...new Set(group.map(({ messageId }) => messageId))]
  return (
    <li>
      <Fate sentence={group} />
      {alias === '' ? null : <>, from {visible(alias)}</>}{' '}
      {mails.slice(0, MAX_MAILS).map((mail, index) => (
        <>
          {index === 0 ? '' : ' '}
          <a href={messageHref(mail)}>{index === 0 ? 'mail' : index + 1}</a>
        </>
      ))}
    </li>
  )
}

function Comment({ sentence }: { readonly sentence: Sentence }) {
  const [{ quote, messageId }] = sentence
  return (
    <li>
      <Fate sentence={sentence} /> <Quote quote={cutText(quote, MAX_QUOTE)} messageId={messageId} />
    </li>
  )
}

/** `R Reviewed-by on patches 1–9, v2: code unchanged since`. */
function Fate({ sentence }: { readonly sentence: Sentence }) {
  const [first] = sentence
  const numbers = sentence.flatMap(({ patch }) => patch ?? [])
  const warns = sentence.some((standing) => standing.status === 'stale' || isOpen(standing))
  return (
    <>
      <Letters said={{ ...first, outcome: sentence.find(isOpen) ?? first, since: null }} />{' '}
      <strong>{positionWords(first)}</strong>
      {numbers.length === 0 ? '' : ` on ${nameNumbers(numbers)}`}, {first.sinceLabel}:{' '}
      <span className={warns ? 'person-open' : undefined}>{[...new Set(sentence.map(fateWords))].join('; ')}</span>
    </>
  )
}
