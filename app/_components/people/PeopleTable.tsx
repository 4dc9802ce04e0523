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
    <table className="counts-table">
      <caption className="visually-hidden">Who is waiting on whom</caption>
      <thead>
        <tr>
          <th scope="col" className="counts-name">
            person
          </th>
          {DUTIES.map((duty) => (
            <th scope="col" className="counts-size" title={DUTY_WORDS[duty].note}>
              {DUTY_WORDS[duty].short}
            </th>
          ))}
          <th scope="col" className="counts-since">
            oldest since
          </th>
          <th scope="col" className="counts-note">
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
      <th scope="row" className="counts-name">
        <PersonLink person={person} />
        {maintainer ? <span className="counts-role">applies patches</span> : null}
      </th>
      {DUTIES.map((duty) =>
        counts[duty] === 0 ? (
          <td className="counts-size counts-none">·</td>
        ) : (
          <td className="counts-size">
            <a href={`${href}#${duty}`}>
              {counts[duty]}
              <span className="counts-word"> {DUTY_WORDS[duty].short}</span>
            </a>
          </td>
        ),
      )}
      <td className="counts-since" data-label="since">
        {since === null ? null : <Time iso={since} what="waiting since" />}
      </td>
      <td className="counts-note" data-label="theirs:">
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
