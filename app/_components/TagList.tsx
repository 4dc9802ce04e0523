import { messageHref } from '../_model/href'
import { type ReviewTag, SOURCE_WORDS, TAG_LETTERS } from '../_model/reviewTags'
import { visible } from '../_model/visible'
import styles from './tags.module.css'

const MAX_TAGS = 20

/** The review tags of one patch: kind, person, the version it was given on, each a link to the mail that shows it. */
export function TagList({
  tags,
  isStale,
  compact,
}: {
  readonly tags: readonly ReviewTag[]
  readonly isStale: (tag: ReviewTag) => boolean
  /** Letters only, the names in their titles: where many versions leave no room. */
  readonly compact: boolean
}) {
  if (tags.length === 0) return <span className={styles.none}>none</span>
  return (
    <ul className={`${styles.list} ${compact ? styles.compact : ''}`}>
      {tags.slice(0, MAX_TAGS).map((tag) => (
        <li key={tag.kind + tag.email + tag.person}>
          <a href={messageHref(tag.given.messageId)} title={tagTitle(tag)}>
            <abbr className={`${styles.letter} ${isStale(tag) ? styles.stale : ''}`} title={tag.kind}>
              {TAG_LETTERS[tag.kind]}
            </abbr>
            <bdi className={compact ? 'visuallyHidden' : undefined}>{visible(tag.person)}</bdi>
          </a>
          <span className={compact ? 'visuallyHidden' : styles.on}>
            <span className="visuallyHidden">, {SOURCE_WORDS[tag.given.source]} in </span>
            {tag.given.label}
            {isStale(tag) ? <span className="visuallyHidden">, the code changed since</span> : null}
          </span>
        </li>
      ))}
      {tags.length > MAX_TAGS ? <li>and {tags.length - MAX_TAGS} more</li> : null}
    </ul>
  )
}

function tagTitle(tag: ReviewTag): string {
  const carried =
    tag.given.source === 'body' || tag.carried.length === 0 ? '' : `; carried in the patch of ${tag.carried.join(', ')}`
  return visible(`${tag.kind}: ${tag.person}, ${SOURCE_WORDS[tag.given.source]} in ${tag.given.label}${carried}`)
}
