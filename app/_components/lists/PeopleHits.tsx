import type { ComponentChildren } from 'preact'
import type { PeopleRow, PersonHitView } from '../../../db/queries/views'
import { dutyCounts, toAnswerWords } from '../../_model/dutyWords'
import { personHref } from '../../_model/href'
import { count } from '../../_model/pageWords'
import { personName } from '../../_model/personNames'
import { visible } from '../../_model/visible'
import { Time } from '../shell/Time'

/** People whose name a search found, each with a link to their page and to what is waiting on them. */
export function PeopleHits(props: {
  readonly people: readonly PersonHitView[]
  /** How a name or an address is shown. */
  readonly show: (text: string) => ComponentChildren
}) {
  return (
    <ol>
      {props.people.map(({ person, series, waiting }) => {
        const [first = ''] = person.emails
        const href = personHref(first)
        return (
          <li className="hits-person" data-item="person">
            <a className="hits-name" href={href} data-open="">
              {props.show(personName(person))}
            </a>
            <span className="hits-address" title={visible(person.emails.join(', '))}>
              {person.name === '' ? null : props.show(first)}
              {person.emails.length > 1
                ? ` and ${count(person.emails.length - 1, 'other address', 'other addresses')}`
                : ''}
            </span>
            <span>in {count(series, 'series', 'series')}</span>
            <Waiting href={href} waiting={waiting} />
          </li>
        )
      })}
    </ol>
  )
}

function Waiting({ href, waiting }: { readonly href: string; readonly waiting: PeopleRow | null }) {
  const duties = waiting === null ? [] : dutyCounts(waiting.counts)
  const comments = waiting?.toAnswer ?? 0
  const links = [
    ...duties.map(({ duty, words }) => ({ id: duty, words })),
    ...(comments === 0 ? [] : [{ id: 'waiting', words: toAnswerWords(comments) }]),
  ]
  return (
    <span>
      {links.length === 0 ? 'nothing is waiting on them' : 'waiting on them: '}
      {links.map(({ id, words }, index) => (
        <>
          {index === 0 ? '' : ', '}
          <a href={`${href}#${id}`}>{words}</a>
        </>
      ))}
      {duties.length === 0 || waiting?.since == null ? null : (
        <>
          , since <Time iso={waiting.since} what="waiting since" />
        </>
      )}
      {waiting === null || waiting.own === 0 ? null : (
        <>
          {' · '}
          <a href={`${href}#waiting`}>{count(waiting.own, 'series', 'series')} of theirs</a> waiting on others
        </>
      )}
    </span>
  )
}
