import type { SeriesDocument } from '../../../db/queries/views'
import { labelInText } from '../../../lib/series/label'
import { messageHref } from '../../_model/href'
import { visible } from '../../_model/visible'
import { PersonLink } from '../shell/PersonName'
import { Time } from '../shell/Time'

/** Replies to mails that are not archived, by the patch that their subject names, with the tags that they give. */
export function StrayReplies({ series }: { readonly series: SeriesDocument }) {
  return (
    <>
      <p className="findings-evidence">
        These answer mails that were not imported, and their subjects name this series. What they say is not counted.
      </p>
      <ul className="findings">
        {series.strayReplies.map(({ messageId, from, received, label, patch, tags }) => (
          <li>
            <PersonLink person={{ name: from.name, emails: [from.email] }} /> on{' '}
            {patch === 0 ? 'the cover' : `patch ${patch}`}
            {label === null ? ', of a version that was not imported' : ` of ${labelInText(label)}`}
            {tags.map(({ name, value }) => (
              <span>
                ; <bdi>{visible(`${name}: ${value}`)}</bdi>
              </span>
            ))}{' '}
            <a href={messageHref(messageId)}>
              mail, <Time iso={received} />
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}
