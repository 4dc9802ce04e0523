import type { RelationView, SeriesDocument } from '../../../db/queries/views'
import { figure } from '../../../lib/text'
import { seriesHref } from '../../_model/href'
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
  if (series.relationCount === 0) return null
  return (
    <ul className="around-list" aria-label="Related series">
      {series.relations.map((relation) => (
        <li>
          <Relation relation={relation} />
        </li>
      ))}
      {more === 0 ? null : <li className="around-quiet">and {figure(more)} more</li>}
    </ul>
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
