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

/**
 * Open comments on one series, in their words, each with its place and how to reply: those that nobody answered, or else promised changes, or else
 * the others. What comes after these is folded.
 */
export function OpenComments(props: Props) {
  const { comments, own = false } = props
  const isMet = (comment: SeriesRemarkView) => !own && hasAnswer(comment)
  const isPromised = ({ status }: SeriesRemarkView) => status === 'promised'
  const groups = [
    { what: 'more open comment', after: '', all: comments.filter((one) => !isMet(one)) },
    { what: 'change', after: ' promised', all: comments.filter((one) => isMet(one) && isPromised(one)) },
    { what: 'comment', after: ' answered, still open', all: comments.filter((one) => isMet(one) && !isPromised(one)) },
  ]
  const first = groups.find(({ all }) => all.length > 0)
  return (
    <div className="person-comments">
      {first === undefined ? null : <List {...props} comments={first.all.slice(0, SHOWN)} />}
      {groups.map(({ what, after, all }) => (
        <Folded
          key={what}
          {...props}
          comments={all === first?.all ? all.slice(SHOWN) : all}
          what={(size) => `${count(size, what)}${after}`}
        />
      ))}
    </div>
  )
}

/** Whether a comment needs no more answer: somebody answered it, or the author promised a change. */
function hasAnswer({ status, answered, answeredBy }: SeriesRemarkView): boolean {
  return status === 'promised' || answered || answeredBy !== null
}

function Folded({ what, ...props }: Props & { readonly what: (size: number) => string }) {
  if (props.comments.length === 0) return null
  return (
    <details>
      <summary>{what(props.comments.length)}</summary>
      <List {...props} />
    </details>
  )
}

function List(props: Props) {
  return (
    <ul>
      {props.comments.map((comment) => (
        <Comment {...props} comment={comment} />
      ))}
    </ul>
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
