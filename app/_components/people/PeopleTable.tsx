import type { PeopleRow } from '../../../db/queries/views'
import { DUTIES, type Duty } from '../../../lib/review/duty'
import { DUTY_WORDS, toAnswerWords } from '../../_model/dutyWords'
import { personHref, sinceHref } from '../../_model/href'
import { count } from '../../_model/pageWords'
import { formatDay } from '../../_model/time'
import { CountCell, CountsTable } from '../lists/CountsTable'
import { PersonLink, PersonName } from '../shell/PersonName'

/** People: how many series are waiting on them and for what, since when, and on whom their own are waiting. */
export function PeopleTable({ rows }: { readonly rows: readonly PeopleRow[] }) {
  return (
    <CountsTable
      caption="Who is waiting on whom"
      of="person"
      sizes={DUTIES.map((duty) => ({ name: DUTY_WORDS[duty].short, note: DUTY_WORDS[duty].note }))}
      since="longest wait"
      note="their series waiting on"
    >
      {rows.map((row) => (
        <Row row={row} />
      ))}
    </CountsTable>
  )
}

function Row({
  row: { person, maintainer, counts, again, since, days, own, toAnswer, waitsOn },
}: {
  readonly row: PeopleRow
}) {
  const address = person.emails[0] ?? ''
  const href = personHref(address)
  const hrefOf = (duty: Duty) =>
    duty === 'look-again' && again !== null ? sinceHref(again, address) : `${href}#${duty}`
  return (
    <tr data-item="person">
      <th scope="row" className="counts-name">
        <PersonLink person={person} />
        {maintainer ? <span className="counts-role">applies patches</span> : null}
      </th>
      {DUTIES.map((duty) => (
        <CountCell size={counts[duty]} href={hrefOf(duty)} name={DUTY_WORDS[duty].short} />
      ))}
      <td className="counts-since" data-label="longest wait">
        {since === null ? null : (
          <time dateTime={since} title={`waiting since ${formatDay(since)}; days count to the newest mail here`}>
            {days} d
          </time>
        )}
      </td>
      <td className="counts-note" data-label="theirs:">
        {own === 0 ? null : (
          <>
            <a href={`${href}#waiting`}>{count(own, 'series', 'series')}</a>
            {waitsOn.length === 0 ? ': nobody named' : null}
            {waitsOn.map(({ person: other, series }, index) => (
              <>
                {index === 0 ? ': ' : ', '}
                <PersonName person={other} />
                {series === own ? null : ` ${series}`}
              </>
            ))}
            {toAnswer === 0 ? null : ` · ${toAnswerWords(toAnswer)}`}
          </>
        )}
      </td>
    </tr>
  )
}
