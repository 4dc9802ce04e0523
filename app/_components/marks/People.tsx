import type { PersonDetail } from '../../../db/queries/views'
import { personName, personSlug } from '../../_model/marks'
import { visible } from '../../_model/visible'
import { MAX_FOLLOWED } from './Mark'

/**
 * The people whose marks a picture has, in the order that gives their numbers to `Mark`. A click on a name (`#by-eric-auger`) dims the marks
 * of everybody else, without a script; `all` is the id that the last link leads to, which ends that.
 */
export function People({ people, all }: { readonly people: readonly PersonDetail[]; readonly all: string }) {
  if (people.length === 0) return null
  return (
    <p className="mark-people">
      Follow:{' '}
      {people.map((person, index) => {
        const slug = personSlug(person)
        const follow = index < MAX_FOLLOWED ? ` mark-by${index}` : ''
        return (
          <>
            <a id={`by-${slug}`} className={`mark-person by-${slug}${follow}`} href={`#by-${slug}`}>
              <bdi>{visible(personName(person))}</bdi>
            </a>{' '}
          </>
        )
      })}
      <a href={`#${all}`}>everyone</a>
    </p>
  )
}
