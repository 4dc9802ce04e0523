import type { ComponentChildren } from 'preact'
import type { PullDocument, PullProofView, PullTryView } from '../../../db/queries/views'
import { messageHref, pullHref, seriesHref } from '../../_model/href'
import { count } from '../../_model/pageWords'
import { nameWithoutDomain } from '../../_model/personNames'
import { pullCommand } from '../../_model/shell'
import { visible } from '../../_model/visible'
import { CommitLink, Committed } from '../commits/CommitParts'
import { Command } from '../shell/Command'
import { LinkedText } from '../shell/LinkedText'
import { PersonLink } from '../shell/PersonName'
import { Time } from '../shell/Time'
import { PullStateMark, STATE_WORDS } from './PullStateMark'

/** The title of a pull request, who asks whom to pull how much, what became of it with its proof, and how to fetch it. */
export function PullHead({ pull }: { readonly pull: PullDocument }) {
  const authors = pull.shortlog.length
  return (
    <>
      <header>
        <h1>{visible(pull.title) || '(no title)'}</h1>
        <p className="series-facts">
          <span>
            <PersonLink person={pull.from} />{' '}
            {pull.to.length === 0 ? (
              'asks for a pull of'
            ) : (
              <>
                asks <Recipients pull={pull} /> to pull
              </>
            )}{' '}
            {count(pull.patches, 'patch', 'patches')}
            {authors < 2 ? '' : ` by ${authors} authors`}
          </span>
          <a href={messageHref(pull.id)}>
            mail of <Time iso={pull.date} />
          </a>
        </p>
      </header>
      <dl className="pulls-facts">
        <Fact name="State">
          <State pull={pull} />
        </Fact>
        {pull.supersedes === null ? null : (
          <Fact name="Supersedes">
            <Try pull={pull.supersedes} />
          </Fact>
        )}
        {pull.url === null ? null : (
          <Fact name="Command">
            <Command text={visible(pullCommand(pull.url, pull.ref))} />
          </Fact>
        )}
        {pull.base === null && pull.head === null ? null : (
          <Fact name="Commits">
            {pull.base === null ? null : <code title={`based on ${visible(pull.base)}`}>{visible(pull.base)}</code>}
            {pull.base === null || pull.head === null ? '' : ' .. '}
            {pull.head === null ? null : <code title={`newest: ${visible(pull.head)}`}>{visible(pull.head)}</code>}
          </Fact>
        )}
        {pull.ownSeries === null ? null : (
          <Fact name="Review">
            <a href={seriesHref(pull.ownSeries)}>its patches as a series</a>
          </Fact>
        )}
      </dl>
    </>
  )
}

/** More people are counted. */
const MAX_NAMED = 3

function Recipients({ pull: { to, known } }: { readonly pull: Pick<PullDocument, 'to' | 'known'> }) {
  const more = to.length - MAX_NAMED
  return (
    <>
      {to.slice(0, MAX_NAMED).map((person, index) => (
        <>
          {index === 0 ? '' : ', '}
          {known.includes(person.email) ? <PersonLink person={person} /> : <bdi>{nameWithoutDomain(person)}</bdi>}
        </>
      ))}
      {more > 0 ? ` and ${count(more, 'other')}` : ''}
    </>
  )
}

function State({ pull }: { readonly pull: PullDocument }) {
  const { state, proof, commit, supersededBy, days } = pull
  return (
    <>
      <strong className="pulls-state">
        <PullStateMark state={state} /> {STATE_WORDS[state]}
      </strong>
      {days === null || days === 0 ? null : `, waiting ${count(days, 'day')}`}
      {state !== 'superseded' || supersededBy === null ? null : (
        <>
          {' '}
          by <Try pull={supersededBy} />
        </>
      )}
      {proof === null ? null : (
        <>
          {state === 'superseded' ? '; ' : ' '}
          <a href={messageHref(proof.messageId)}>
            <Answerer proof={proof} />, <Time iso={proof.date} />
          </a>
          :{' '}
          <q>
            <bdi>
              <LinkedText text={proof.quote} />
            </bdi>
          </q>
        </>
      )}
      {commit === null ? null : (
        <>
          {proof === null ? ' ' : '; '}
          as <CommitLink sha={commit.sha} /> in <Committed commit={commit} />
        </>
      )}
      {state === 'requested' && proof === null && commit === null ? '. No answer is archived here.' : null}
    </>
  )
}

/** `by Ann Poe`; a bot only reports it: `into torvalds/linux.git (pr-tracker-bot)`. */
function Answerer({ proof: { from, byBot, tree } }: { readonly proof: PullProofView }) {
  const name = byBot ? nameWithoutDomain(from) : visible(from.name || from.email)
  return byBot ? (
    <>
      {tree === null ? '' : `into ${visible(tree)} `}(<bdi>{name}</bdi>)
    </>
  ) : (
    <>
      by <bdi>{name}</bdi>
    </>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Try({ pull }: { readonly pull: PullTryView }) {
  return (
    <a href={pullHref(pull.id)}>
      {visible(pull.title) || '(no title)'}, <Time iso={pull.date} />
    </a>
  )
}
