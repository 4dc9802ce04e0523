import type { ClaimView, PersonView, SeriesDocument } from '../../../db/queries/views'
import { count } from '../../_model/pageWords'
import { visible } from '../../_model/visible'
import { PersonName } from '../shell/PersonName'
import { Quote } from '../shell/Quote'
import { Row } from './Row'

/** Further claims are only counted: the thread has them. */
const MAX_CLAIMS = 2

const CLAIMED: Readonly<Record<Exclude<ClaimView['kind'], 'nak'>, readonly [says: string, right: string]>> = {
  applied: ['was applied', 'apply patches'],
  superseded: ['was superseded', 'decide about patches'],
}

/** Statements that the series was applied or replaced, by people who may not decide it. They are shown and change nothing. */
export function Claims({ series }: { readonly series: SeriesDocument }) {
  const claims = series.claims.flatMap(({ kind, ...claim }) => (kind === 'nak' ? [] : [{ ...claim, kind }]))
  if (claims.length === 0) return null
  return (
    <Row name="Claimed">
      {claims.slice(0, MAX_CLAIMS).map(({ kind, person, messageId, quote, ...place }) => (
        <p className="summary-said">
          <StrangerName person={person} /> says {aboutWords(series, place)} {CLAIMED[kind][0]}, but is not known to{' '}
          {CLAIMED[kind][1]} here: <Quote quote={quote} messageId={messageId} />
        </p>
      ))}
      {claims.length > MAX_CLAIMS ? <p>{count(claims.length - MAX_CLAIMS, 'more such claim')} in the thread</p> : null}
    </Row>
  )
}

/** What a claim is about: `patch 4 of v1`, `v1`, or `it` for a series of one patch and the newest version as a whole. */
function aboutWords({ versions }: SeriesDocument, { position, patch }: Pick<ClaimView, 'position' | 'patch'>): string {
  const version = position === null ? undefined : versions[position - 1]
  if (version === undefined) return 'it'
  const isNewest = position === versions.length
  if (patch !== null && version.total > 1) return isNewest ? `patch ${patch}` : `patch ${patch} of ${version.label}`
  return isNewest ? 'it' : version.label
}

/** The name with the address, because a stranger can use any name. */
function StrangerName({ person }: { readonly person: PersonView }) {
  return (
    <>
      <PersonName person={person} />
      {person.name === '' ? null : (
        <>
          {' ('}
          <bdi>{visible(person.email) || 'known by name alone'}</bdi>)
        </>
      )}
    </>
  )
}
