import { shortLabel } from '../../../lib/series/label'
import { messageHref } from '../../_model/href'
import { type ReviewTag, SOURCE_WORDS, TAG_LETTERS } from '../../_model/reviewTags'
import { unclearScopeWords } from '../../_model/reviewWords'
import { visible } from '../../_model/visible'

const MAX_TAGS = 20

/** The review tags of one patch: kind, person and the version each was given on, linked to the mail that gives it. */
export function TagList({
  tags,
  isStale,
  isUnclear,
  compact,
}: {
  readonly tags: readonly ReviewTag[]
  /** Whether the words of the tag limit it and could not be read. */
  readonly isUnclear: (tag: ReviewTag) => boolean
  readonly isStale: (tag: ReviewTag) => boolean
  /** Show letters only and the names in tooltips, where many versions leave no room. */
  readonly compact: boolean
}) {
  if (tags.length === 0) return <span className="tags-none">none</span>
  return (
    <ul className={`tags-list ${compact ? 'tags-compact' : ''}`}>
      {tags.slice(0, MAX_TAGS).map((tag) => (
        <Tag tag={tag} stale={isStale(tag)} unclear={isUnclear(tag)} compact={compact} />
      ))}
      {tags.length > MAX_TAGS ? <li>and {tags.length - MAX_TAGS} more</li> : null}
    </ul>
  )
}

function Tag(props: {
  readonly tag: ReviewTag
  readonly stale: boolean
  readonly unclear: boolean
  readonly compact: boolean
}) {
  const { tag, stale, unclear, compact } = props
  const { kind, person, given } = tag
  return (
    <li>
      <a href={messageHref(given.messageId)} title={`${tagTitle(tag)}${unclear ? `; ${unclearScopeWords(true)}` : ''}`}>
        <abbr className={`tags-letter ${stale ? 'tags-stale' : ''}`} title={kind}>
          {TAG_LETTERS[kind]}
        </abbr>
        <bdi className={compact ? 'visually-hidden' : undefined}>{visible(person)}</bdi>
      </a>
      <span className={compact ? 'visually-hidden' : 'tags-on'}>
        <span className="visually-hidden">, {SOURCE_WORDS[given.source]} in </span>
        {shortLabel(given.label)}
        {stale ? <span className="visually-hidden">, the patch changed after the tag</span> : null}
        {unclear ? <span> ({unclearScopeWords(true)})</span> : null}
      </span>
    </li>
  )
}

function tagTitle(tag: ReviewTag): string {
  const carried =
    tag.given.source === 'body' || tag.carried.length === 0
      ? ''
      : `; in the commit message of ${tag.carried.join(', ')}`
  return visible(`${tag.kind}: ${tag.person}, ${SOURCE_WORDS[tag.given.source]} in ${tag.given.label}${carried}`)
}
