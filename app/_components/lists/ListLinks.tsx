import { mailingListHref } from '../../_model/href'
import { localPart } from '../../_model/personNames'
import { visible } from '../../_model/visible'

const SHOWN = 3

/** Links to mailing lists, named by the part before the @: `kvm, linux-s390`. More than three are only counted. */
export function ListLinks({ lists }: { readonly lists: readonly string[] }) {
  return (
    <span>
      {lists.slice(0, SHOWN).map((list, index) => (
        <span>
          {index === 0 ? '' : ', '}
          <a href={mailingListHref(list)}>{visible(localPart(list))}</a>
        </span>
      ))}
      {lists.length > SHOWN ? ` and ${lists.length - SHOWN} more` : ''}
    </span>
  )
}
