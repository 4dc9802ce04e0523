import type { SeriesRemarkView } from '../../../db/queries/views'
import { cutText } from '../../_model/cutText'
import { messageHref, patchHref, replyHref } from '../../_model/href'
import { count } from '../../_model/pageWords'
import { fateWords, positionWords } from '../../_model/reviewWords'
import { visible } from '../../_model/visible'
import { Letters } from '../marks/Mark'
import { PersonLink } from '../shell/PersonName'
import { QuotedLine } from '../shell/Quote'
import { Time } from '../shell/Time'

interface Props {
  readonly series: string
  readonly comments: readonly SeriesRemarkView[]
  /** Whether the name of whoever made a comment is left out, because the page is about them. */
  readonly own?: boolean
}

/** Further comments on a series are folded. */
const SHOWN = 4
/** A longer sentence is cut. */
const MAX_QUOTE = 240

/** Open comments on one series, in their words, each with its place and how to reply. */
export function OpenComments(props: Props) {
  const { comments } = props
  const rest = comments.slice(SHOWN)
  return (
    <div className="person-comments">
      <ul>
        {comments.slice(0, SHOWN).map((comment) => (
          <Comment {...props} comment={comment} />
        ))}
      </ul>
      {rest.length === 0 ? null : (
        <details>
          <summary>{count(rest.length, 'more open comment')}</summary>
          <ul>
            {rest.map((comment) => (
              <Comment {...props} comment={comment} />
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

function Comment({ series, comment, own = false }: Props & { readonly comment: SeriesRemarkView }) {
  const { person, quote, quoted, messageId, received, label } = comment
  return (
    <li>
      <QuotedLine line={quoted} />
      <Letters said={{ ...comment, tag: null, outcome: comment, since: null }} />{' '}
      {own ? null : (
        <>
          <PersonLink person={person} />{' '}
        </>
      )}
      <span className="visually-hidden">{positionWords(comment)} </span>
      <q>
        <bdi>{visible(cutText(quote, MAX_QUOTE))}</bdi>
      </q>{' '}
      <span className="person-place">
        <Place series={series} comment={comment} />
        {label}, <Time iso={received} /> · {fateWords(comment)} · <a href={messageHref(messageId)}>mail</a> ·{' '}
        <a href={replyHref(messageId)}>reply by mail</a>
      </span>
    </li>
  )
}

/** Where the comment is, linked to the patch in that version. */
function Place({
  series,
  comment: { patch, versionKey, place },
}: Pick<Props, 'series'> & { readonly comment: SeriesRemarkView }) {
  if (patch === null) return null
  const file = place === null ? '' : `, ${place.path.split('/').at(-1)}${place.line === null ? '' : `:${place.line}`}`
  return (
    <>
      <a href={patchHref(series, versionKey, patch)}>
        patch {patch}
        {visible(file)}
      </a>
      ,{' '}
    </>
  )
}
