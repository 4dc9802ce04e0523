import type { DutyView, PersonDetail, PersonPageView, SeriesRow, WaitingSeriesView } from '../../../db/queries/views'
import { againWords, DUTY_WORDS } from '../../_model/dutyWords'
import { sinceHref } from '../../_model/href'
import { count } from '../../_model/pageWords'
import { visible } from '../../_model/visible'
import { SeriesTable } from '../lists/SeriesTable'
import { Section } from '../shell/Page'
import { OpenComments } from './OpenComments'

/** What series are waiting on a person for, their own series that are waiting on others, and their open comments. What is empty is left out. */
export function Duties({ view }: { readonly view: PersonPageView }) {
  const { duties, own, ownTotal, comments, person } = view
  return (
    <>
      {duties.map((one) => (
        <Duty view={one} person={person} />
      ))}
      {own.length === 0 ? null : (
        <Section id="waiting" title="Waiting on others" note={noteOf(own.length, ownTotal, 'which they sent')}>
          <SeriesTable rows={own} caption="Series that are waiting on others" />
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
  const { title, note } = DUTY_WORDS[duty]
  const byId = new Map(series.map((one) => [one.row.id, one]))
  const below = duty === 'answer' || duty === 'look-again'
  return (
    <Section id={duty} title={title} note={noteOf(series.length, total, note)}>
      <SeriesTable
        rows={series.map(({ row }) => row)}
        caption={title}
        {...(below && { below: (row: SeriesRow) => belowOf(byId.get(row.id), duty, person) })}
      />
    </Section>
  )
}

/** The comments to answer, or why to look again, with a link to what changed since; null where there is nothing to add. */
function belowOf(series: WaitingSeriesView | undefined, duty: DutyView['duty'], { emails }: PersonDetail) {
  if (series === undefined) return null
  if (duty === 'answer') {
    return series.comments.length === 0 ? null : <OpenComments series={series.row.id} comments={series.comments} />
  }
  const words = againWords(series).join(' · ')
  return (
    <p className="person-again">
      {visible(words)}
      {words === '' ? '' : ' · '}
      <a href={sinceHref(series.row.id, emails[0] ?? '')}>what changed since their review</a>
    </p>
  )
}

/** `8 series, sent to them, ...`; of a long list how many are shown. */
function noteOf(shown: number, total: number, what: string): string {
  const series = count(total, 'series', 'series')
  return `${shown < total ? `the first ${shown} of ${series}` : series}, ${what}`
}
