import type { SeriesDocument, StoryAsk, StoryCard as StoryCardView, VersionView } from '../../../db/queries/views'
import { groupBy } from '../../../lib/groupBy'
import { blocks } from '../../../lib/review/positions'
import { ASK_OUTCOMES, ASK_WORDS } from '../../_model/askWords'
import { cutText } from '../../_model/cutText'
import { diffHref, messageHref } from '../../_model/href'
import { mailMark } from '../../_model/mailMark'
import { signsOf } from '../../_model/marks'
import { count } from '../../_model/pageWords'
import { formatNumbers, nameNumbers } from '../../_model/patchNumbers'
import { personKey, personName } from '../../_model/personNames'
import { positionWords } from '../../_model/reviewWords'
import { isGone, trackNumber } from '../../_model/tracks'
import { visible } from '../../_model/visible'
import { Sign } from '../marks/Sign'
import { PersonName } from '../shell/PersonName'
import { StoryTags } from './StoryTags'

interface CardProps {
  readonly series: SeriesDocument
  readonly card: StoryCardView
  readonly version: VersionView
  /** The version that it is compared with. */
  readonly before: VersionView
}

/** Persons whose objections the card shows unfolded; further ones are in its list. */
const MAX_OBJECTIONS = 1
const MAX_SHORT_QUOTE = 44
/** Further comments of one person on the same patches are only counted. */
const MAX_MORE = 4

/**
 * What a version did about the one before, in a few lines: what was asked and what became of it with how many tags came and went, an objection that it left, and
 * changes that nobody announced. The first line unfolds to all of it.
 */
export function StoryCard(props: CardProps) {
  const { card } = props
  const first = [askedWords(card), tagWords(card)].filter((words) => words !== '').join(' · ')
  const left = alikeAsks(
    card.asked.filter(({ outcome, position }) => (outcome === 'undone' || outcome === 'answered') && blocks(position)),
  )
  return (
    <>
      {first === '' ? null : (
        <details className="story-part">
          <summary>{visible(first)}</summary>
          <Parts {...props} />
        </details>
      )}
      {left.slice(0, MAX_OBJECTIONS).map((asks) => (
        <p className="story-part story-left">
          <Ask {...props} asks={[asks[0]]} max={MAX_SHORT_QUOTE} />
        </p>
      ))}
      <Unannounced {...props} />
    </>
  )
}

/** Further people whose comments nobody answered are only in the list. */
const MAX_NAMES = 2

/** `Asked 5: no answer found 1 (asked by Ari Archer), done 4`; without comments how many items the changelog has; '' when there are none either. */
function askedWords({ asked, askedCount, announced }: StoryCardView): string {
  if (askedCount === 0) return announced.length === 0 ? '' : `Announced ${announced.length}`
  const of = (outcome: StoryAsk['outcome']) => asked.filter((ask) => ask.outcome === outcome)
  const names = [...new Set(of('undone').map(({ person }) => personName(person)))]
  const who = names.length > MAX_NAMES ? `${names.slice(0, MAX_NAMES).join(', ')} and others` : names.join(', ')
  const counts = ASK_OUTCOMES.flatMap((outcome) => {
    const size = of(outcome).length
    // The names are of those whose comments nobody answered, so they stand behind that number.
    const askers = outcome === 'undone' && who !== '' ? ` (asked by ${who})` : ''
    return size === 0 ? [] : [`${ASK_WORDS[outcome].short} ${size}${askers}`]
  })
  return `Asked ${askedCount}: ${counts.join(', ')}`
}

/** `3 tags gained, 1 tag dropped`; '' for none. */
function tagWords({ gained, lost }: StoryCardView): string {
  const counts = [
    ...(gained.length > 0 ? [`${count(gained.length, 'tag')} gained`] : []),
    ...(lost.length > 0 ? [`${count(lost.length, 'tag')} dropped`] : []),
  ]
  return counts.join(', ')
}

/** Everything on a card but the changes that nobody announced, which are never folded. */
function Parts(props: CardProps) {
  const { asked, askedCount, announced } = props.card
  const list = (outcome: StoryAsk['outcome']) =>
    alikeAsks(asked.filter((ask) => ask.outcome === outcome)).map(
      (asks): PartItem => ({ size: asks.length, shown: <Ask {...props} asks={asks} /> }),
    )
  return (
    <>
      {ASK_OUTCOMES.map((outcome) => (
        <Part title={ASK_WORDS[outcome].title} items={list(outcome)} />
      ))}
      {askedCount > asked.length ? <p>{count(askedCount - asked.length, 'more comment')} not shown</p> : null}
      <Part
        title={asked.length === 0 ? 'Announced' : 'Also announced'}
        items={announced.map(({ text, patches, messageId }) => ({
          size: 1,
          shown: (
            <>
              <a className="story-quote" href={messageHref(messageId)}>
                <bdi>{visible(cutText(text, MAX_QUOTE))}</bdi>
              </a>
              <Patches {...props} numbers={patches} />
            </>
          ),
        }))}
      />
      <StoryTags card={props.card} />
    </>
  )
}

/** Further items are only counted. */
const MAX_ITEMS = 30
const MAX_QUOTE = 90

/** A line of a list, and how many comments or items it has. */
interface PartItem {
  readonly size: number
  readonly shown: preact.VNode
}

/** A list whose heading counts comments, as the first line of the card does, whatever is joined in one line. */
function Part({ title, items }: { readonly title: string; readonly items: readonly PartItem[] }) {
  if (items.length === 0) return null
  const sizeOf = (some: readonly PartItem[]) => some.reduce((sum, { size }) => sum + size, 0)
  const beyond = sizeOf(items.slice(MAX_ITEMS))
  return (
    <div className="story-part">
      <p>
        <strong>
          {title} {sizeOf(items)}
        </strong>
      </p>
      <ul>
        {items.slice(0, MAX_ITEMS).map(({ shown }) => (
          <li>{shown}</li>
        ))}
      </ul>
      {beyond > 0 ? <p>{beyond} not shown; the thread has them.</p> : null}
    </div>
  )
}

/** A comment on an older version, and what this one changed for it. */
function Ask(
  props: CardProps & {
    readonly asks: readonly [StoryAsk, ...StoryAsk[]]
    /** Longer quotes are cut. */
    readonly max?: number
  },
) {
  const { asks, max = MAX_QUOTE } = props
  const [ask, ...more] = asks
  const { person, quote, messageId, on, patches, outcome, changed, announcedAs, revertedIn, answeredBy, promised } = ask
  const isElsewhere = on !== props.before.label
  const numbers = patches.length > 0 && props.before.total > 1 ? nameNumbers(patches) : ''
  const where = [...(isElsewhere ? [on] : []), ...(numbers === '' ? [] : [numbers])].join(' ')
  return (
    <>
      {signsOf({ ...ask, tag: null }).map((name) => (
        <Sign name={name} className={outcome === 'undone' ? 'story-undone' : ''} />
      ))}{' '}
      <PersonName person={person} />
      <span className="visually-hidden"> {positionWords(ask)}</span>
      {where === '' ? '' : ` on ${where}`}:{' '}
      <a className="story-quote" href={messageHref(messageId)} data-m={mailMark(messageId)}>
        <bdi>{visible(cutText(quote, max))}</bdi>
      </a>
      {more.length === 0 ? '' : ` and ${more.length} more: `}
      {more.slice(0, MAX_MORE).map(({ quote: another, messageId: mail }, index) => (
        <>
          {index === 0 ? '' : ', '}
          <a className="story-quote" href={messageHref(mail)} title={visible(another)} data-m={mailMark(mail)}>
            <bdi>{visible(cutText(another, MAX_SHORT_QUOTE))}</bdi>
          </a>
        </>
      ))}
      {more.length > MAX_MORE ? ', …' : ''}
      {changed.length === 0 ? null : <Patches {...props} numbers={changed} />}
      {promised ? ', author will change it' : null}
      {answeredBy === null ? null : (
        <>
          , answered by <PersonName person={answeredBy} />, not by the author
        </>
      )}
      {revertedIn === null ? null : <strong className="story-undone">, taken back in {revertedIn}</strong>}
      {announcedAs === null ? null : (
        <span title={visible(announcedAs)}>
          {', announced: '}
          <bdi>{visible(cutText(announcedAs, max))}</bdi>
        </span>
      )}
    </>
  )
}

/** Comments by one person on the same patches, for which the same changed and was announced, as one: the first, and how many others. */
function alikeAsks(asks: readonly StoryAsk[]): [StoryAsk, ...StoryAsk[]][] {
  const keyOf = ({ person, on, patches, changed, announcedAs, revertedIn, answeredBy, promised }: StoryAsk) => {
    const replied = answeredBy === null ? promised : personKey(answeredBy)
    return [personKey(person), on, patches, changed, announcedAs, revertedIn, replied].join('\n')
  }
  return [...groupBy(asks, keyOf).values()]
}

/** More numbers than this share one link. */
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
      {nowWords(series, version, number)}
    </>
  ))
}

/** ` (now 16)` where the row of a patch has another number, which is that of the newest version; '' elsewhere. */
function nowWords({ tracks }: SeriesDocument, { key }: VersionView, number: number): string {
  const track = tracks.find(({ cells }) =>
    cells.some((cell) => cell.versionKey === key && cell.number === number && cell.change !== 'dropped'),
  )
  if (track === undefined || isGone(track)) return ''
  const now = trackNumber(track)
  return now === number ? '' : ` (now ${now})`
}

/** Patches that changed or were dropped, and that neither the changelog nor a comment explains. */
function Unannounced(props: CardProps) {
  const { unannounced, dropped, hasChangelog } = props.card
  if (unannounced.length + dropped.length === 0) return null
  return (
    <p className="story-part">
      <strong>{hasChangelog ? 'Not named in the changelog' : 'No changelog'}</strong>
      <Patches {...props} numbers={unannounced} />
      {dropped.length === 0 ? '' : `${unannounced.length === 0 ? ':' : ';'} dropped ${formatNumbers(dropped)}`}
    </p>
  )
}
