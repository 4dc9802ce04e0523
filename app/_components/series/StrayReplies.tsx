import type { SeriesDocument } from '../../../db/queries/views'
import { labelInText } from '../../../lib/series/label'
import { messageHref } from '../../_model/href'
import { visible } from '../../_model/visible'
import { PersonLink } from '../shell/PersonName'
import { Time } from '../shell/Time'

/** Replies to mails that were not imported, each with the patch that its subject names and the tags that it gives. */
export function StrayReplies({ series }: { readonly series: SeriesDocument }) {
  return (
    <>
      <p className="findings-evidence">
        These replies answer mails that were not imported, and their subjects name patches of this series. Their tags
        are shown here and do not count.
      </p>
      <ul className="findings">
        {series.strayReplies.map(({ messageId, from, received, label, patch, tags }) => (
          <li>
            <PersonLink person={from} /> on {patch === 0 ? 'the cover letter' : `patch ${patch}`} of{' '}
            {label === null ? 'a version that was not imported' : labelInText(label)}
            {tags.map(({ name, value }) => (
              <span>
                ; <bdi>{visible(`${name}: ${value}`)}</bdi>
              </span>
            ))}
            {', '}
            <a href={messageHref(messageId)}>
              mail, <Time iso={received} />
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}
