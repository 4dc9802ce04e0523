import type {
  DutyView,
  PersonDetail,
  PersonPageView,
  SeriesRow,
  WaitingSeriesView,
  WaitReason,
} from '../../../db/queries/views'
import { againWords, DUTY_WORDS, saidWords } from '../../_model/dutyWords'
import { messageHref, pathHref, sinceHref } from '../../_model/href'
import { count } from '../../_model/pageWords'
import { visible } from '../../_model/visible'
import { SeriesTable } from '../lists/SeriesTable'
import { Section } from '../shell/Page'
import { OpenComments } from './OpenComments'
import { hasOlderReview, SinceLink } from './SinceLink'

/** What series are waiting on a person for, their own series that are waiting on others, and their open comments. What is empty is left out. */
export function Duties({ view }: { readonly view: PersonPageView }) {
  const { duties, own, ownTotal, ownComments, comments, person } = view
  const byId = new Map(ownComments.map((one) => [one.id, one.comments]))
  return (
    <>
      {duties.map((one) => (
        <Duty view={one} person={person} />
      ))}
      {own.length === 0 ? null : (
        <Section id="waiting" title="Waiting on others" note={noteOf(own.length, ownTotal, 'which they sent')}>
          <SeriesTable
            rows={own}
            caption="Series that are waiting on others"
            below={(row) => belowOwn(row, byId.get(row.id) ?? [], person)}
          />
        </Section>
      )}
      {comments.length === 0 ? null : (
        <Section id="comments" title="Open comments" note="that they made on series under way">
          <Comments comments={comments} />
        </Section>
      )}
    </>
  )
}

function Comments({ comments }: Pick<PersonPageView, 'comments'>) {
  const byId = new Map(comments.map(({ row, comments: open }) => [row.id, open]))
  return (
    <SeriesTable
      rows={comments.map(({ row }) => row)}
      caption="Series with open comments"
      below={({ id }) => <OpenComments series={id} comments={byId.get(id) ?? []} own />}
    />
  )
}

function Duty({ view: { duty, series, total }, person }: { readonly view: DutyView; readonly person: PersonDetail }) {
  const { title, note, short } = DUTY_WORDS[duty]
  const byId = new Map(series.map((one) => [one.row.id, one]))
  return (
    <Section id={duty} title={title} note={noteOf(series.length, total, note)} duty={short}>
      <SeriesTable
        rows={series.map(({ row }) => row)}
        caption={title}
        below={(row) => belowOf(byId.get(row.id), duty, person)}
      />
    </Section>
  )
}

/** Why the series is waiting on them: the comments to answer; what happened since their review, with a link to what changed; or how the page knows that it is theirs. */
function belowOf(series: WaitingSeriesView | undefined, duty: DutyView['duty'], person: PersonDetail) {
  if (series === undefined) return null
  const { row, comments, reason } = series
  if (comments.length > 0 || series.own) return belowOwn(row, comments, person, duty === 'apply' ? reason : null)
  const since = hasOlderReview(series) ? [<SinceLink id={row.id} person={person} />] : []
  const why = reason === null ? [] : [<ReasonWords row={row} reason={reason} />]
  const again = duty === 'look-again' ? againWords(series).map((words) => visible(words)) : []
  const parts = [...again, ...why, ...since]
  if (parts.length === 0) return null
  return <p className="person-again">{parts.map((part, index) => (index === 0 ? part : [' · ', part]))}</p>
}

/** Below a series of their own: its open comments, why it is theirs to apply, and its tags. */
function belowOwn(
  row: SeriesRow,
  comments: WaitingSeriesView['comments'],
  person: PersonDetail,
  reason: WaitReason | null = null,
) {
  const tags = OwnTags({ row, person, reason })
  if (comments.length === 0) return tags
  return (
    <>
      <OpenComments series={row.id} comments={comments} />
      {tags}
    </>
  )
}

interface OwnTagsProps {
  readonly row: SeriesRow
  readonly person: PersonDetail
  readonly reason?: WaitReason | null
}

/** For the author: why it is theirs to apply, and the review tags for whoever posts its next version. */
function OwnTags({ row, person, reason = null }: OwnTagsProps) {
  const { reviewed, acked, tested, stale } = row.standings
  const hasTags = reviewed + acked + tested + stale > 0
  if (!hasTags && reason === null) return null
  return (
    <p className="person-again">
      {reason === null ? null : <ReasonWords row={row} reason={reason} own />}
      {reason !== null && hasTags ? ' · ' : null}
      {hasTags ? (
        <a href={`${sinceHref(row.id, person.emails[0] ?? '')}#carry`}>tags that the next version may carry</a>
      ) : null}
    </p>
  )
}

interface ReasonProps {
  readonly row: SeriesRow
  readonly reason: WaitReason
  /** They sent it, so that nobody sent it to them. */
  readonly own?: boolean
}

/** How the page knows that a series is theirs. */
function ReasonWords({ row, reason, own = false }: ReasonProps) {
  switch (reason.kind) {
    case 'said':
      return <a href={messageHref(row.turn.messageId)}>{saidWords(row.turn)}</a>
    case 'offered':
      return <>they offered to take it through a tree of theirs</>
    case 'operator':
      return <>named for its list or files by whoever runs this site</>
    case 'sent':
      return (
        <>
          {reason.field === 'to' ? 'in To' : 'in Cc'} of the newest version
          {reason.folder === null ? null : (
            <>
              , and <AppliedIn folder={reason.folder} applied={reason.applied} />
            </>
          )}
        </>
      )
    case 'usual':
      return (
        <>
          {own ? 'they ' : 'not in To or Cc of the newest version, but '}
          <AppliedIn folder={reason.folder} applied={reason.applied} />
        </>
      )
  }
}

/** `applied 12 other series in arch/s390`. */
function AppliedIn({ folder, applied }: { readonly folder: string; readonly applied: number }) {
  return (
    <>
      applied {count(applied, 'other series', 'other series')} in <a href={pathHref(folder)}>{visible(folder)}</a>
    </>
  )
}

/** `8 series, sent to them, ...`; of a long list how many are shown. */
function noteOf(shown: number, total: number, what: string): string {
  const series = count(total, 'series', 'series')
  return `${shown < total ? `the first ${shown} of ${series}` : series}, ${what}`
}
