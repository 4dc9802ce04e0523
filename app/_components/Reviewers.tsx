import type { SeriesDocument } from '../../db/queries/views'
import { messageHref } from '../_model/href'
import { formatNumbers, listReviewers, SOURCE_WORDS, type TagGroup } from '../_model/reviewTags'
import { visible } from '../_model/visible'
import { count } from '../_model/words'
import { ScrollBox } from './ScrollBox'
import styles from './tags.module.css'

/** Who vouched for what, one row per person and kind of tag, with the mails as evidence. */
export function Reviewers({ series }: { readonly series: SeriesDocument }) {
  const reviewers = listReviewers(series)
  if (reviewers.length === 0) return <p className={styles.none}>No review tag in any version yet.</p>
  return (
    <ScrollBox label="Review tags by person, scrolls sideways">
      <table className={styles.people}>
        <caption className="visuallyHidden">
          Review tags by person; patch numbers link to the mail that shows the tag.
        </caption>
        <thead>
          <tr>
            <th scope="col">Person</th>
            <th scope="col">Tag</th>
            <th scope="col">Patches, and where it was given</th>
          </tr>
        </thead>
        <tbody>
          {reviewers.flatMap((reviewer) =>
            reviewer.kinds.map(({ kind, groups }, index) => (
              <tr key={reviewer.email + reviewer.person + kind}>
                {index > 0 ? null : (
                  <th scope="rowgroup" rowSpan={reviewer.kinds.length}>
                    <bdi>{visible(reviewer.person)}</bdi>
                  </th>
                )}
                <td className={styles.kind}>{kind}</td>
                <td>
                  {groups.map((group) => (
                    <p key={group.source + group.label}>
                      <GroupPlaces group={group} />
                    </p>
                  ))}
                </td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </ScrollBox>
  )
}

function GroupPlaces({ group }: { readonly group: TagGroup }) {
  const mails = new Set(group.entries.map((entry) => entry.messageId))
  const first = group.entries[0]
  const where = `${SOURCE_WORDS[group.source]} ${PREPOSITIONS[group.source]} ${group.label}`
  if (mails.size === 1 && group.entries.length > 1 && first !== undefined) {
    return (
      <>
        {count(group.entries.length, 'patch', 'patches')} ({formatNumbers(group.entries.map((entry) => entry.number))}),{' '}
        <a href={messageHref(first.messageId)}>{where}</a>
      </>
    )
  }
  return (
    <>
      {group.entries.length === 1 ? 'patch ' : 'patches '}
      {group.entries.map((entry, index) => (
        <span key={entry.messageId + entry.number}>
          {index > 0 ? ', ' : ''}
          <a href={messageHref(entry.messageId)}>{entry.number}</a>
        </span>
      ))}
      , {where}
    </>
  )
}

/** `given in reply to v1`, `given on the cover letter of v1`, `carried in the patch since v2`. */
const PREPOSITIONS = { reply: 'to', 'cover-reply': 'of', body: 'since' } as const
