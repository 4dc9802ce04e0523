import { at } from '../../../lib/at'
import type { PatchChanges } from '../../../lib/evolution/types'
import { toSlot } from '../../../lib/patchNumber'
import { findAlike } from '../../../lib/story/alike'
import type { Card, StoryInput } from '../../../lib/story/cards'
import type { ChangesOf } from '../../../lib/story/naming'
import type { CardTag } from '../../../lib/story/tags'
import { unpack } from '../../mail/packedMail'
import type { Db } from '../../open'
import type { PersonDetail, RowGroup, StoryCard, StoryTag, VersionView } from '../views'
import type { StoredChange } from './seriesChangelog'
import type { ToldComment } from './storyComments'

interface CardParts {
  readonly comments: readonly ToldComment[]
  readonly changelog: readonly StoredChange[]
  readonly versions: readonly VersionView[]
  readonly people: readonly PersonDetail[]
}

/** A card as it is shown. */
export function toCardView(card: Card, { comments, changelog, versions, people }: CardParts): StoryCard {
  const { key, label } = at(versions, card.version - 1)
  const toTag = ({ person, name, patches, mailKey, since, least }: CardTag): StoryTag => ({
    person: at(people, person),
    tag: name,
    patches,
    messageId: mailKey,
    since,
    least,
  })
  return {
    versionKey: key,
    label,
    hasChangelog: card.hasChangelog,
    asked: card.asked.map(({ comment: index, outcome, changed, item, revertedIn }) => {
      const comment = at(comments, index)
      const { person, position, severity, regression, quote, mailKey, version, patch, patches } = comment
      const known = outcome === 'answered' ? comment.outcome : null
      return {
        person: at(people, person),
        position,
        severity,
        regression,
        quote,
        messageId: mailKey,
        on: at(versions, version - 1).label,
        patch,
        patches,
        outcome,
        changed,
        announcedAs: item === null ? null : at(changelog, item).text,
        revertedIn: revertedIn === null ? null : at(versions, revertedIn - 1).label,
        answeredBy: known?.answeredBy ?? null,
        promised: known?.status === 'promised',
      }
    }),
    askedCount: card.askedCount,
    announced: card.announced.map((index) => {
      const { text, patches, messageId } = at(changelog, index)
      return { text, patches, messageId }
    }),
    unannounced: card.unannounced,
    dropped: card.dropped,
    gained: card.gained.map(toTag),
    lost: card.lost.map(toTag),
  }
}

/** Reads what changed in a patch of a version since the one that it continues. */
export function openChanges(db: Db, series: number): ChangesOf {
  const select = db
    .prepare<{ series: number; version: number; number: number }, Buffer>(
      'SELECT body FROM comparisons WHERE series = @series AND to_version = @version AND right_number = @number',
    )
    .pluck()
  return (version, number) => {
    const body = select.get({ series, version, number: toSlot(number) })
    if (body === undefined) return undefined
    return (JSON.parse(unpack(body).toString('utf8')) as PatchChanges | null) ?? undefined
  }
}

/** Everything that the groups of equal changes need. */
interface GroupParts extends StoryInput {
  readonly cards: readonly Card[]
  readonly changelog: readonly StoredChange[]
  readonly comments: readonly ToldComment[]
  readonly people: readonly PersonDetail[]
}

/** The equal changes of the newest step. */
export function findGroups(parts: GroupParts): RowGroup[] {
  const { versions, rows, items, cards, changelog, comments, people, changesOf } = parts
  const version = versions.length
  const card = cards.find((one) => one.version === version)
  if (card === undefined) return []
  return findAlike(version, { rows, items, changesOf }).map(({ patches, item }) => {
    if (item === null) return { patches, reason: null }
    const { text, messageId } = at(changelog, item)
    const ask = card.asked.find((one) => one.item === item)
    const askedBy = ask === undefined ? null : at(people, at(comments, ask.comment).person)
    return { patches, reason: { text, messageId, askedBy } }
  })
}
