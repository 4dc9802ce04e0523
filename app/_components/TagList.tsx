import { html } from '../_markup/html'
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
      {tags.slice(0, MAX_TAGS).map((tag) => Tag({ tag, stale: isStale(tag), compact }))}
      {tags.length > MAX_TAGS ? <li>and {tags.length - MAX_TAGS} more</li> : null}
    </ul>
  )
}

function Tag(props: { readonly tag: ReviewTag; readonly stale: boolean; readonly compact: boolean }) {
  const { tag, stale, compact } = props
  const { kind, person, given } = tag
  const letter = html`<abbr class="${styles.letter} ${stale ? styles.stale : ''}" title="${kind}">${TAG_LETTERS[kind]}</abbr>`
  const name = compact
    ? html`<bdi class="visuallyHidden">${visible(person)}</bdi>`
    : html`<bdi>${visible(person)}</bdi>`
  const since = stale ? html`<span class="visuallyHidden">, the code changed since</span>` : null
  const on = html`<span class="visuallyHidden">, ${SOURCE_WORDS[given.source]} in </span>${given.label}${since}`
  return html`<li><a href="${messageHref(given.messageId)}" title="${tagTitle(tag)}">${letter}${name}</a><span class="${compact ? 'visuallyHidden' : styles.on}">${on}</span></li>`
}

function tagTitle(tag: ReviewTag): string {
  const carried =
    tag.given.source === 'body' || tag.carried.length === 0 ? '' : `; carried in the patch of ${tag.carried.join(', ')}`
  return visible(`${tag.kind}: ${tag.person}, ${SOURCE_WORDS[tag.given.source]} in ${tag.given.label}${carried}`)
}
