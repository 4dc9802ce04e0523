import type { MessageView, PersonView, SignatureView } from '../../../db/queries/views'
import { canBeArchived } from '../../../lib/messageId'
import { messageHref, rawHref, threadMboxHref } from '../../_model/href'
import { nameWithoutDomain } from '../../_model/personNames'
import { formatMinute, formatSkew } from '../../_model/time'
import { visible } from '../../_model/visible'
import { Time } from '../shell/Time'

const SHOWN_PEOPLE = 8

/** Who wrote to whom and when, problems with the mail, and where else it can be read. */
export function MessageHead({ message }: { readonly message: MessageView }) {
  // A wrong clock is shown with the date.
  const issues = message.issues.filter((issue) => issue.code !== 'date-skew')
  return (
    <>
      <dl className="mail-headers">
        <dt>From</dt>
        <dd>
          <Person person={message.from} />
          {message.from.name === '' ? null : (
            <>
              {' <'}
              <bdi>{visible(message.from.email)}</bdi>
              {'>'}
            </>
          )}
          <SameName emails={message.sameName} />
        </dd>
        <dt>Date</dt>
        <dd>
          <Time iso={message.received} claimed={message.date} precise />
          {message.skewMinutes === null || message.date === null ? null : (
            <span className="mail-remark">
              {' '}
              received; Date: header is {formatMinute(message.date)}, {formatSkew(message.skewMinutes)}
            </span>
          )}
        </dd>
        <People name="To" people={message.to} />
        <People name="Cc" people={message.cc} />
        {message.inReplyTo === null ? null : (
          <>
            <dt>In-Reply-To</dt>
            <dd className="mail-id">
              {message.inReplyTo.known ? (
                <a href={messageHref(message.inReplyTo.messageId)}>{visible(message.inReplyTo.messageId)}</a>
              ) : (
                <>
                  {visible(message.inReplyTo.messageId)} <span className="mail-remark">(not imported here)</span>
                </>
              )}
            </dd>
          </>
        )}
        {message.signatures.length === 0 ? null : (
          <>
            <dt>Signatures</dt>
            <dd>{message.signatures.map(describeSignature).join('; ')}</dd>
          </>
        )}
        <dt>Message-ID</dt>
        <dd className="mail-id">{visible(message.messageId)}</dd>
      </dl>
      <ul className="mail-links">
        <li>
          <a href="#thread">thread</a>
        </li>
        <li>
          <a href={rawHref(message.messageId)}>raw mail</a>
        </li>
        <li>
          <a href={threadMboxHref(message.messageId)}>thread as mbox</a>
        </li>
        {canBeArchived(message.messageId) ? (
          <li>
            <a href={message.archiveUrl} rel="nofollow noopener ugc">
              archive
            </a>
          </li>
        ) : null}
      </ul>
      {issues.length === 0 ? null : (
        <ul className="mail-issues" aria-label="Problems with this mail">
          {issues.map((issue) => (
            <li>{visible(issue.text)}</li>
          ))}
        </ul>
      )}
    </>
  )
}

/** Anyone can use a name: several addresses under one name may be several people. */
function SameName({ emails }: { readonly emails: readonly string[] }) {
  if (emails.length === 0) return null
  return (
    <span className="mail-remark">
      {' '}
      <bdi>{visible(emails.join(', '))}</bdi> uses the same name and may be someone else
    </span>
  )
}

function People({ name, people }: { readonly name: string; readonly people: readonly PersonView[] }) {
  if (people.length === 0) return null
  const rest = people.slice(SHOWN_PEOPLE)
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <PersonList people={people.slice(0, SHOWN_PEOPLE)} />
        {rest.length === 0 ? null : (
          <details className="mail-more">
            <summary>and {rest.length} more</summary>
            <PersonList people={rest} />
          </details>
        )}
      </dd>
    </>
  )
}

function PersonList({ people }: { readonly people: readonly PersonView[] }) {
  return people.map((person, index) => (
    <span>
      {index > 0 ? ', ' : ''}
      <Person person={person} />
    </span>
  ))
}

function Person({ person }: { readonly person: PersonView }) {
  return <bdi>{nameWithoutDomain(person)}</bdi>
}

function describeSignature({ kind, by }: SignatureView): string {
  return `${kind === 'dkim' ? 'DKIM' : 'developer'}${by === '' ? '' : `: ${visible(by)}`}, not checked`
}
