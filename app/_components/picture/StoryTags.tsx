import type { StoryCard, StoryTag } from '../../../db/queries/views'
import { groupBy } from '../../../lib/groupBy'
import { leastChanged, mostChanged } from '../../../lib/story/since'
import { messageHref } from '../../_model/href'
import { sinceRange, tagSigns } from '../../_model/marks'
import { formatNumbers } from '../../_model/patchNumbers'
import { personKey } from '../../_model/personNames'
import { Sign } from '../marks/Sign'
import { PersonName } from '../shell/PersonName'

/** Review tags that came and that went. */
export function StoryTags({ card: { gained, lost } }: { readonly card: StoryCard }) {
  return (
    <>
      <TagLine title="Tags gained" tags={gained} />
      <TagLine title="Tags dropped" tags={lost} />
    </>
  )
}

/** Further tags are only counted. */
const MAX_TAGS = 6

function TagLine({ title, tags: given }: { readonly title: string; readonly tags: readonly StoryTag[] }) {
  const tags = alikeTags(given)
  if (tags.length === 0) return null
  return (
    <p className="story-part">
      <strong>{title}</strong>{' '}
      {tags.slice(0, MAX_TAGS).map(({ person, tag, patches, messageId, since, least }, index) => (
        <>
          {index === 0 ? '' : ', '}
          {tagSigns(tag).map((name) => (
            <Sign name={name} />
          ))}
          <span className="visually-hidden">{tag}</span>{' '}
          {messageId === null ? (
            <PersonName person={person} />
          ) : (
            <a href={messageHref(messageId)}>
              <PersonName person={person} />
            </a>
          )}
          {` ${formatNumbers(patches)}`}
          {inBrackets(sinceRange(since, least))}
        </>
      ))}
      {tags.length > MAX_TAGS ? ` and ${tags.length - MAX_TAGS} more` : ''}
    </p>
  )
}

function inBrackets(words: string): string {
  return words === '' ? '' : ` (${words})`
}

/** The same tag of one person on several patches as one, with the most and the least that changed in one of them. */
function alikeTags(tags: readonly StoryTag[]): StoryTag[] {
  return [...groupBy(tags, ({ person, tag }) => `${personKey(person)}\n${tag}`).values()].map((own) => {
    const [first] = own
    return {
      ...first,
      patches: own.flatMap(({ patches }) => patches),
      since: own.map(({ since }) => since).reduce(mostChanged),
      least: own.map(({ least }) => least).reduce(leastChanged),
    }
  })
}
