import type { PostedIntoView, RelationView, SeriesDocument } from '../../../db/queries/views'
import { figure } from '../../../lib/text'
import { messageHref, seriesHref } from '../../_model/href'
import { evidenceWords } from '../../_model/pageWords'
import { visible } from '../../_model/visible'
import { PersonName } from '../shell/PersonName'

const SENTENCES: Readonly<Record<`${RelationView['kind']} ${RelationView['direction']}`, readonly [string, string]>> = {
  'split from': ['was split off from', ''],
  'split to': ['partly continued in', ''],
  'absorb from': ['includes', ''],
  'absorb to': ['merged into', ''],
  'propose from': ['possibly continues', ', a different sender; not confirmed'],
  'propose to': ['possibly continued in', ', a different sender; not confirmed'],
  'fixup from': ['is a fixup for', ''],
  'fixup to': ['has a fixup in', ''],
}

/** How other series relate to this one. Renders nothing when there are none. */
export function Relations({ series }: { readonly series: SeriesDocument }) {
  const more = series.relationCount - series.relations.length
  const { postedInto } = series
  if (series.relationCount === 0 && postedInto === null) return null
  return (
    <ul className="around-list" aria-label="Related series">
      {postedInto === null ? null : (
        <li>
          <PostedInto into={postedInto} />
        </li>
      )}
      {series.relations.map((relation) => (
        <li>{isTakenUp(relation) ? <TakenUp relation={relation} /> : <Relation relation={relation} />}</li>
      ))}
      {more === 0 ? null : <li className="around-quiet">and {figure(more)} more</li>}
    </ul>
  )
}

function isTakenUp({ kind, patch, evidence }: RelationView): boolean {
  return kind === 'absorb' && patch !== null && !evidence.includes('sender') && !evidence.includes('author')
}

function PostedInto({ into: { version, patch, other } }: { readonly into: PostedIntoView }) {
  return (
    <>
      {version} was posted in reply to{' '}
      <a href={messageHref(other.messageId)}>
        {patch === null ? '' : `patch ${patch} of `}
        {other.version}
      </a>{' '}
      of <a href={seriesHref(other.id)}>{visible(other.title)}</a> by <PersonName person={other.author} />
    </>
  )
}

/** A patch of somebody else that a series has, where both know its number: it was posted in reply to that series. */
function TakenUp({ relation: { direction, version, patch, other } }: { readonly relation: RelationView }) {
  if (patch === null) return null
  const place = (
    <a href={messageHref(patch.messageId)}>
      patch {patch.number} of {direction === 'to' ? other.version : version}
    </a>
  )
  return direction === 'to' ? (
    <>
      {version} was taken up as {place} of <a href={seriesHref(other.id)}>{visible(other.title)}</a> by{' '}
      <PersonName person={other.author} />
    </>
  ) : (
    <>
      {place} takes up <a href={seriesHref(other.id)}>{visible(other.title)}</a> by <PersonName person={other.author} />
    </>
  )
}

function Relation({ relation: { kind, direction, version, evidence, other } }: { readonly relation: RelationView }) {
  const [verb, doubt] = SENTENCES[`${kind} ${direction}`]
  const isFixup = kind === 'fixup' && !evidence.includes('sender')
  const byOther = kind === 'propose' || isFixup
  return (
    <>
      {version} {verb} {other.version} of <a href={seriesHref(other.id)}>{visible(other.title)}</a>
      {byOther ? ', posted by ' : ' by '}
      <PersonName person={other.author} />
      {/* With the address, because a stranger can use any name. */}
      {byOther && other.author.name !== '' ? (
        <>
          {' ('}
          <bdi>{visible(other.author.email)}</bdi>)
        </>
      ) : null}
      {isFixup ? ', a different sender' : doubt} <span className="around-quiet">({evidenceWords(evidence)})</span>
    </>
  )
}
