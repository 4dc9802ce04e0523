import type { PersonPageView } from '../../../db/queries/views'
import { dutyLinks } from '../../_model/dutyWords'
import { filterHref } from '../../_model/filters'
import { personHref } from '../../_model/href'
import { count } from '../../_model/pageWords'
import { visible } from '../../_model/visible'

interface Props {
  readonly view: PersonPageView
  /** The address of the page. */
  readonly address: string
  readonly name: string
}

/** Who the page is about, and how much is waiting on them. The script adds the button by which a browser remembers them. */
export function PersonHead({ view, address, name }: Props) {
  const { person, maintainer, total, cut, page } = view
  const links = dutyLinks(view)
  return (
    <>
      <div className="list-head">
        <h1 data-me={address} data-me-name={name} data-me-others={person.emails.join(' ')}>
          <bdi>{name}</bdi>
        </h1>
        <p className="list-sum">
          {visible(person.emails.join(', '))} · {maintainer ? 'applies patches of others · ' : ''}
          {count(total, 'series', 'series')}
        </p>
        <p className="list-feed">
          <a href={filterHref('/', { person: address })}>series that they sent or answered, in the queue</a> ·{' '}
          <a href={`${personHref(address)}/atom`}>Atom feed</a>
        </p>
      </div>
      {page > 1 ? null : (
        <nav className="person-duties" aria-label={`Waiting on ${name}`}>
          {links.length === 0 ? <p>Nothing is waiting on {name}.</p> : null}
          {links.map(({ id, words }) => (
            <a href={`#${id}`}>{words}</a>
          ))}
          {cut ? <span>only the series with the newest mail are counted</span> : null}
        </nav>
      )}
    </>
  )
}
