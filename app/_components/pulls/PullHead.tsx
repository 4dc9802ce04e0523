import type { ComponentChildren } from 'preact'
import type { PullDocument, PullTryView } from '../../../db/queries/views'
import { messageHref, pullHref, seriesHref } from '../../_model/href'
import { visible } from '../../_model/visible'
import { CommitLink, Committed } from '../commits/CommitParts'
import { PersonLink } from '../shell/PersonName'
import { Time } from '../shell/Time'
import { PullStateMark, STATE_WORDS } from './PullStateMark'

/** The title of a pull request, who sent it and when, and a table of what it asks for and what became of it. */
export function PullHead({ pull }: { readonly pull: PullDocument }) {
  const { proof } = pull
  return (
    <>
      <header>
        <h1>{visible(pull.title) || '(no title)'}</h1>
        <p className="series-facts">
          <span className="series-author">
            <PersonLink person={pull.from} />
          </span>
          <a href={messageHref(pull.id)}>
            mail of <Time iso={pull.date} />
          </a>
        </p>
      </header>
      <dl className="pulls-facts">
        <Fact name="State">
          <PullStateMark state={pull.state} /> {STATE_WORDS[pull.state]}
          {pull.state !== 'superseded' || pull.supersededBy === null ? null : (
            <>
              {' '}
              by <Try pull={pull.supersededBy} />
            </>
          )}
          {pull.commit === null ? null : (
            <>
              {' '}
              as <CommitLink sha={pull.commit.sha} /> in <Committed commit={pull.commit} />
            </>
          )}
          {proof === null ? null : (
            <>
              {pull.state === 'superseded' ? '; ' : ': '}
              <q>
                <bdi>{visible(proof.quote)}</bdi>
              </q>{' '}
              <a href={messageHref(proof.messageId)}>
                <bdi>{visible(proof.from.name || proof.from.email)}</bdi>, <Time iso={proof.date} />
              </a>
            </>
          )}
        </Fact>
        {pull.supersedes === null ? null : (
          <Fact name="Supersedes">
            <Try pull={pull.supersedes} />
          </Fact>
        )}
        <Code name="Repository" text={pull.url} />
        <Code name="Branch or tag" text={pull.ref} />
        <Code name="Base commit" text={pull.base} />
        <Code name="Newest commit" text={pull.head} />
        {pull.ownSeries === null ? null : (
          <Fact name="Review">
            <a href={seriesHref(pull.ownSeries)}>its patches as a series</a>
          </Fact>
        )}
      </dl>
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

function Code({ name, text }: { readonly name: string; readonly text: string | null }) {
  return text === null ? null : (
    <Fact name={name}>
      <code>{visible(text)}</code>
    </Fact>
  )
}

function Try({ pull }: { readonly pull: PullTryView }) {
  return (
    <a href={pullHref(pull.id)}>
      {visible(pull.title) || '(no title)'}, <Time iso={pull.date} />
    </a>
  )
}
