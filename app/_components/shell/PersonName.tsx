import type { PersonDetail, PersonView } from '../../../db/queries/views'
import { hasPersonPage, personHref } from '../../_model/href'
import { visible } from '../../_model/visible'

interface Props {
  readonly person: PersonView | PersonDetail
}

/** The name of a person, or the address if there is no name. */
export function PersonName({ person }: Props) {
  return <bdi>{visible(person.name) || visible(addressesOf(person)[0] ?? '')}</bdi>
}

/** The name of a person, linked to their page if an address is known. The tooltip has several addresses. */
export function PersonLink({ person }: Props) {
  const addresses = addressesOf(person)
  const [first = ''] = addresses
  if (!hasPersonPage(first)) return <PersonName person={person} />
  return (
    <a href={personHref(first)} title={addresses.length > 1 ? visible(addresses.join(', ')) : undefined}>
      <PersonName person={person} />
    </a>
  )
}

function addressesOf(person: PersonView | PersonDetail): readonly string[] {
  return 'emails' in person ? person.emails : [person.email]
}
