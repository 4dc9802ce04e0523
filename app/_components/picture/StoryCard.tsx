import type {
  SeriesDocument,
  StoryAsk,
  StoryCard as StoryCardView,
  StoryTag,
  VersionView,
} from '../../../db/queries/views'
import { groupBy } from '../../../lib/groupBy'
import { diffHref, messageHref } from '../../_model/href'
import { mailMark } from '../../_model/mailMark'
import { signsOf, sinceWords, tagSigns } from '../../_model/marks'
import { count } from '../../_model/pageWords'
import { cutText } from '../../_model/picture/cutText'
import { formatNumbers } from '../../_model/reviewTags'
import { positionWords } from '../../_model/reviewWords'
import { visible } from '../../_model/visible'
import { Sign } from '../marks/Sign'
import { PersonName } from '../shell/PersonName'

interface CardProps {
  readonly series: SeriesDocument
  readonly card: StoryCardView
  readonly version: VersionView
  /** The version that it is compared with. */
  readonly before: VersionView
}

/** What a version did about the one before: comments it took up, comments it left, what else the author announced, what nobody announced, and tags. */
export function StoryCard({ folded, ...props }: CardProps & { readonly folded: boolean }) {
  if (!folded) return <Parts {...props} />
  const words = cardWords(props.card)
  if (words === '') return null
  return (
    <details className="story-part">
      <summary>{words}</summary>
      <Parts {...props} />
    </details>
  )
}

/** What is on a folded card: `5 asked, 1 left undone, 2 unannounced`; '' when it is empty. */
function cardWords({ asked, askedCount, announced, unannounced, dropped, gained, lost }: StoryCardView): string {
  const undone = asked.filter(({ outcome }) => outcome === 'undone').length
  return [
    ...(askedCount > 0 ? [`${askedCount} asked`] : []),
    ...(undone > 0 ? [`${undone} left undone`] : []),
    ...(announced.length > 0 ? [`${announced.length} announced`] : []),
    ...(unannounced.length + dropped.length > 0
      ? [`${unannounced.length + dropped.length} not named in the changelog`]
      : []),
    ...(gained.length + lost.length > 0 ? ['tags'] : []),
  ].join(', ')
}

function Parts(props: CardProps) {
  const { asked, askedCount, announced } = props.card
  const of = (outcome: StoryAsk['outcome']) => alikeAsks(asked.filter((ask) => ask.outcome === outcome))
  const list = (outcome: StoryAsk['outcome']) => of(outcome).map((asks) => <Ask {...props} asks={asks} />)
  return (
    <>
      <Part title="Left undone" items={list('undone')} />
      <Part title="Done" items={list('done')} />
      <Part title="Settled in words" items={list('settled')} shown={0} />
      <Part title="On patches that were dropped" items={list('gone')} shown={0} />
      {askedCount > asked.length ? <p>{count(askedCount - asked.length, 'more comment')} not shown</p> : null}
      <Part
        title={asked.length === 0 ? 'Announced' : 'Also announced'}
        items={announced.map(({ text, patches, messageId }) => (
          <>
            <a className="story-quote" href={messageHref(messageId)}>
              <bdi>{visible(cutText(text, MAX_QUOTE))}</bdi>
            </a>
            <Patches {...props} numbers={patches} />
          </>
        ))}
        shown={asked.length === 0 ? SHOWN : FEW}
      />
      <Unannounced {...props} />
      <Tags {...props} />
    </>
  )
}

/** So many items of a part are shown unfolded. */
const SHOWN = 3
const FEW = 2
/** Further items are only counted. */
const MAX_ITEMS = 30
const MAX_QUOTE = 90

function Part({ title, items, shown = SHOWN }: { title: string; items: readonly preact.VNode[]; shown?: number }) {
  if (items.length === 0) return null
  const first = items.length <= shown + 1 && shown > 0 ? items : items.slice(0, shown)
  const rest = items.slice(first.length, MAX_ITEMS)
  const beyond = items.length - MAX_ITEMS
  const list = (some: readonly preact.VNode[]) => (
    <ul>
      {some.map((item) => (
        <li>{item}</li>
      ))}
    </ul>
  )
  const heading = `${title} ${items.length}`
  if (first.length === 0) {
    return (
      <details className="story-part">
        <summary>{heading}</summary>
        {list(rest)}
      </details>
    )
  }
  return (
    <div className="story-part">
      <p>
        <strong>{heading}</strong>
      </p>
      {list(first)}
      {rest.length === 0 ? null : (
        <details>
          <summary>{count(items.length - first.length, 'more', 'more')}</summary>
          {list(rest)}
          {beyond > 0 ? <p>{beyond} not shown; the thread has them.</p> : null}
        </details>
      )}
    </div>
  )
}

/** A comment on an older version, and what this one changed for it. */
function Ask({ asks, ...props }: CardProps & { readonly asks: readonly [StoryAsk, ...StoryAsk[]] }) {
  const [ask, ...more] = asks
  const { person, quote, messageId, on, patches, outcome, changed, announcedAs } = ask
  const elsewhere = on === props.before.label ? '' : `${on} `
  return (
    <>
      {signsOf({ ...ask, tag: null }).map((name) => (
        <Sign name={name} className={outcome === 'undone' ? 'story-undone' : ''} />
      ))}{' '}
      <PersonName person={person} />
      <span className="visually-hidden"> {positionWords(ask)}</span>
      {patches.length > 0 && props.before.total > 1
        ? ` on ${elsewhere}${formatNumbers(patches)}`
        : elsewhere === ''
          ? ''
          : ` on ${on}`}
      :{' '}
      <a className="story-quote" href={messageHref(messageId)} data-m={mailMark(messageId)}>
        <bdi>{visible(cutText(quote, MAX_QUOTE))}</bdi>
      </a>
      {more.map(({ quote: another, messageId: mail }, index) => (
        <>
          {index === 0 ? ' and ' : ', '}
          <a href={messageHref(mail)} title={visible(another)} data-m={mailMark(mail)}>
            {index + 2}
          </a>
        </>
      ))}
      {changed.length === 0 ? null : (
        <span title={announcedAs === null ? undefined : visible(announcedAs)}>
          <Patches {...props} numbers={changed} />
          {announcedAs === null ? '' : ', announced'}
        </span>
      )}
    </>
  )
}

/** Comments by one person on the same patches, for which the same changed, as one: the first, and numbers for the others. */
function alikeAsks(asks: readonly StoryAsk[]): [StoryAsk, ...StoryAsk[]][] {
  const keyOf = ({ person, on, patches, changed }: StoryAsk) =>
    [person.emails[0] ?? person.name, on, patches, changed].join('\n')
  return [...groupBy(asks, keyOf).values()]
}

/** More numbers than this are written as runs without links. */
const MAX_LINKS = 6

/** ` → 5, 6, 7`, each linked to what changed in that patch. */
function Patches({ series, version, before, numbers }: CardProps & { readonly numbers: readonly number[] }) {
  if (numbers.length === 0) return null
  if (version.total === 1) {
    return (
      <>
        {' → '}
        <a href={diffHref(series.id, before.key, version.key, numbers[0])}>changed</a>
      </>
    )
  }
  if (numbers.length > MAX_LINKS) {
    return (
      <>
        {' → '}
        <a href={diffHref(series.id, before.key, version.key)}>{formatNumbers(numbers)}</a>
      </>
    )
  }
  return numbers.map((number, index) => (
    <>
      {index === 0 ? ' → ' : ', '}
      <a href={diffHref(series.id, before.key, version.key, number)} aria-label={`patch ${number}`}>
        {number}
      </a>
    </>
  ))
}

/** Patches that changed or were dropped, and that neither the changelog nor a comment explains. */
function Unannounced(props: CardProps) {
  const { unannounced, dropped, hasChangelog } = props.card
  if (unannounced.length + dropped.length === 0) return null
  return (
    <p className="story-part">
      <strong>{hasChangelog ? 'Not named in the changelog' : 'No changelog'}</strong>
      {unannounced.length === 0 ? '' : ': code changes'}
      <Patches {...props} numbers={unannounced} />
      {dropped.length === 0 ? '' : `${unannounced.length === 0 ? ':' : ';'} dropped ${formatNumbers(dropped)}`}
    </p>
  )
}

/** Review tags that came and that went. */
function Tags({ card: { gained, lost } }: CardProps) {
  return (
    <>
      <TagLine title="Tags gained" tags={gained} />
      <TagLine title="Tags lost" tags={lost} />
    </>
  )
}

const MAX_TAGS = 6

function TagLine({ title, tags: given }: { readonly title: string; readonly tags: readonly StoryTag[] }) {
  const tags = alikeTags(given)
  if (tags.length === 0) return null
  return (
    <p className="story-part">
      <strong>{title}</strong>{' '}
      {tags.slice(0, MAX_TAGS).map(({ person, tag, patches, messageId, since }, index) => (
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
          {sinceWords(since) === '' ? '' : ` (${sinceWords(since)})`}
        </>
      ))}
      {tags.length > MAX_TAGS ? ` and ${tags.length - MAX_TAGS} more` : ''}
    </p>
  )
}

/** The same tag of one person on several patches as one, with the grade if all have the same. */
function alikeTags(tags: readonly StoryTag[]): StoryTag[] {
  return [...groupBy(tags, ({ person, tag }) => `${person.emails[0] ?? person.name}\n${tag}`).values()].map((own) => {
    const [first] = own
    const grades = new Set(own.map(({ since }) => sinceWords(since)))
    return { ...first, patches: own.flatMap(({ patches }) => patches), since: grades.size === 1 ? first.since : null }
  })
}
