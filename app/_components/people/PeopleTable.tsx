import type { PeopleRow } from '../../../db/queries/views'
import { DUTIES } from '../../../lib/review/duty'
import { DUTY_WORDS } from '../../_model/dutyWords'
import { personHref } from '../../_model/href'
import { count } from '../../_model/pageWords'
import { PersonLink, PersonName } from '../shell/PersonName'
import { Time } from '../shell/Time'

/** People, one a line: how many series are waiting on them and for what, since when, and on whom their own are waiting. On a phone each is a card. */
export function PeopleTable({ rows }: { readonly rows: readonly PeopleRow[] }) {
  return (
    <table className="people-table">
      <caption className="visually-hidden">Who is waiting on whom</caption>
      <thead>
        <tr>
          <th scope="col" className="people-who">
            person
          </th>
          {DUTIES.map((duty) => (
            <th scope="col" className="people-size" title={DUTY_WORDS[duty].note}>
              {DUTY_WORDS[duty].short}
            </th>
          ))}
          <th scope="col" className="people-since">
            oldest since
          </th>
          <th scope="col" className="people-own">
            their series waiting on
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row row={row} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ row: { person, maintainer, counts, since, own, waitsOn } }: { readonly row: PeopleRow }) {
  const href = personHref(person.emails[0] ?? '')
  return (
    <tr data-item="person">
      <th scope="row" className="people-who">
        <PersonLink person={person} />
        {maintainer ? <span className="people-role">applies patches</span> : null}
      </th>
      {DUTIES.map((duty) =>
        counts[duty] === 0 ? (
          <td className="people-size people-none">·</td>
        ) : (
          <td className="people-size">
            <a href={`${href}#${duty}`}>
              {counts[duty]}
              <span className="people-word"> {DUTY_WORDS[duty].short}</span>
            </a>
          </td>
        ),
      )}
      <td className="people-since">{since === null ? null : <Time iso={since} what="waiting since" />}</td>
      <td className="people-own">
        {own === 0 ? null : (
          <>
            <a href={`${href}#waiting`}>{count(own, 'series', 'series')}</a>
            {waitsOn.map(({ person: other, series }, index) => (
              <>
                {index === 0 ? ': ' : ', '}
                <PersonName person={other} />
                {series === own ? null : ` ${series}`}
              </>
            ))}
          </>
        )}
      </td>
    </tr>
  )
}
