import type { RelationView, SeriesDocument } from '../../../db/queries/views'
import { seriesHref } from '../../_model/href'
import { visible } from '../../_model/visible'
import { evidenceWords } from '../../_model/words'

const SENTENCES: Readonly<Record<`${RelationView['kind']} ${RelationView['direction']}`, readonly [string, string]>> = {
  'split from': ['was split off', ''],
  'split to': ['went on in part as', ''],
  'absorb from': ['takes in', ''],
  'absorb to': ['was taken into', ''],
  'propose from': ['was posted by somebody else than', '; nobody has confirmed that it continues it'],
  'propose to': ['may go on as', ', not the submitter; nobody has confirmed it'],
}

/** What other series this one has to do with; nothing when there are none. */
export function Relations({ series }: { readonly series: SeriesDocument }) {
  if (series.relations.length === 0) return null
  return (
    <ul className="around-list" aria-label="Related series">
      {series.relations.map((relation) => (
        <li key={`${relation.version} ${relation.other.messageId}`}>
          <Relation relation={relation} />
        </li>
      ))}
    </ul>
  )
}

function Relation({ relation: { kind, direction, version, evidence, other } }: { readonly relation: RelationView }) {
  const [verb, doubt] = SENTENCES[`${kind} ${direction}`]
  return (
    <>
      {version} {verb} {other.version} of <a href={seriesHref(other.id)}>{visible(other.title)}</a>
      {kind === 'propose' ? ', posted by ' : ' by '}
      <bdi>{visible(other.author.name) || visible(other.author.email)}</bdi>
      {/* A stranger may write any name. */}
      {kind === 'propose' && other.author.name !== '' ? (
        <>
          {' ('}
          <bdi>{visible(other.author.email)}</bdi>)
        </>
      ) : null}
      {doubt} <span className="around-quiet">({evidenceWords(evidence)})</span>
    </>
  )
}
