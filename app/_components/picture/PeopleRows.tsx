import type { SeriesDocument } from '../../../db/queries/views'
import { at } from '../../../lib/at'
import { diffHref, personHref, sinceHref } from '../../_model/href'
import { count } from '../../_model/pageWords'
import { formatNumbers } from '../../_model/patchNumbers'
import { personSlug } from '../../_model/personNames'
import { MAX_PEOPLE, type PictureParts } from '../../_model/picture/parts'
import type { PicturePerson } from '../../_model/picture/people'
import { type PersonMarks, personMarks } from '../../_model/picture/personMarks'
import { gradeWords } from '../../_model/picture/said'
import { MAX_FOLLOWED, Mark } from '../marks/Mark'
import { PersonName } from '../shell/PersonName'
import { LineRow } from './PictureRows'

/** A row for each reviewer: what they said on each version, and about which patches. A click on the name dims the marks of everybody else. */
export function PeopleRows({ parts }: { readonly parts: PictureParts }) {
  const { columns, people } = parts
  if (people.length === 0) return null
  const said = columns.map((_, place) => personMarks(parts, place))
  const slugs = new Set<string>()
  return (
    <tbody>
      <LineRow columns={columns.length} id="reviewers" className="reviewers-line">
        <span className="picture-stuck">
          Reviewers{' '}
          <span className="reviewers-hint">
            click a name to follow one person, <a href="#reviewers">all</a> to end that
          </span>
        </span>
      </LineRow>
      {people.slice(0, MAX_PEOPLE).map((person, index) => (
        <tr data-item="reviewer">
          <th scope="row" className="picture-title">
            <Name parts={parts} person={person} index={index} slug={uniqueSlug(person, slugs)} />
          </th>
          {columns.map((column, place) => (
            <td data-v={column.label}>
              <AllSaid marks={at(said, place).get(person.key) ?? []} max={parts.maxMarks} follow={index} />
            </td>
          ))}
        </tr>
      ))}
      {people.length > MAX_PEOPLE ? (
        <LineRow columns={columns.length}>
          {count(people.length - MAX_PEOPLE, 'more reviewer')}, see the timeline.
        </LineRow>
      ) : null}
    </tbody>
  )
}

/** The slug of a person, with a number when another one has it. */
function uniqueSlug({ person }: PicturePerson, used: Set<string>): string {
  const slug = personSlug(person)
  const own = used.has(slug) ? `${slug}-${used.size + 1}` : slug
  used.add(own)
  return own
}

function Name(props: {
  readonly parts: PictureParts
  readonly person: PicturePerson
  readonly index: number
  readonly slug: string
}) {
  const { parts, person, index, slug } = props
  const { series } = parts
  const newest = series.versions.at(-1)
  const [email] = person.person.emails
  const last = series.versions.find(({ key }) => key === person.lastKey)
  return (
    <>
      <a
        id={`by-${slug}`}
        className={`reviewers-name mark-person ${index < MAX_FOLLOWED ? `mark-by${index}` : ''}`}
        href={`#by-${slug}`}
      >
        <PersonName person={person.person} />
      </a>
      {roleWords(series, person)}{' '}
      <span className="reviewers-links">
        {email === undefined ? (
          '(known by name alone: a list replaced the address)'
        ) : (
          <a href={personHref(email)}>page</a>
        )}
        {last === undefined || newest === undefined || (email === undefined && last === newest) ? null : (
          <>
            {' · '}
            <a
              href={email === undefined ? diffHref(series.id, last.key, newest.key) : sinceHref(series.id, email)}
              data-mine={
                last === newest ? `your review of ${last.label}` : `what changed since your review of ${last.label}`
              }
            >
              {last === newest ? 'their review' : `changes since ${last.label}`}
            </a>
          </>
        )}
      </span>
    </>
  )
}

/** ` (maintainer)`, ` (author)`; of somebody who wrote patches that the author sent, ` (wrote patches)`. */
function roleWords({ author }: SeriesDocument, { role, person }: PicturePerson): string {
  if (role === 'reviewer') return ''
  return role === 'author' && !person.emails.includes(author.email) ? ' (wrote patches)' : ` (${role})`
}

function AllSaid(props: { readonly marks: readonly PersonMarks[]; readonly max: number; readonly follow: number }) {
  const { marks, max, follow } = props
  return (
    <>
      {marks.slice(0, max).map((one) => (
        <Said marks={one} follow={follow} />
      ))}
      {marks.length > max ? `and ${marks.length - max} more` : null}
    </>
  )
}

function Said({
  marks: { mark, on, mails, fates, patches },
  follow,
}: {
  readonly marks: PersonMarks
  readonly follow: number
}) {
  // The numbers are those of the column: `26 (v11)` was said on v11, where the patch may have had another number.
  const grade = gradeWords({ mark, on }).trim()
  return (
    <Mark mark={mark} on={on} follow={follow} mails={mails} fates={fates}>
      {patches === 'all' ? 'all' : formatNumbers(patches)}
      {grade === '' ? '' : ` (${grade})`}
    </Mark>
  )
}
