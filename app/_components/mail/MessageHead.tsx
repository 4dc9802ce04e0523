import type { MessageView, PersonView, SignatureView } from '../../../db/queries/views'
import { messageHref, rawHref, threadMboxHref } from '../../_model/href'
import { formatMinute, formatSkew } from '../../_model/time'
import { visible } from '../../_model/visible'
import { Time } from '../shell/Time'

const SHOWN_PEOPLE = 8

/** Who wrote to whom and when, what is odd about the mail, and where else it can be read. */
export function MessageHead({ message }: { readonly message: MessageView }) {
  // The line with the date says it already.
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
              received; the author's clock, {formatSkew(message.skewMinutes)}, said {formatMinute(message.date)}
            </span>
          )}
        </dd>
        <People name="To" people={message.to} />
        <People name="Cc" people={message.cc} />
        {message.inReplyTo === null ? null : (
          <>
            <dt>Answers</dt>
            <dd className="mail-id">
              {message.inReplyTo.known ? (
                <a href={messageHref(message.inReplyTo.messageId)}>{visible(message.inReplyTo.messageId)}</a>
              ) : (
                <>
                  {visible(message.inReplyTo.messageId)} <span className="mail-remark">(not on record)</span>
                </>
              )}
            </dd>
          </>
        )}
        {message.signatures.length === 0 ? null : (
          <>
            <dt>Signed</dt>
            <dd>
              {message.signatures.map(describeSignature).join(', ')}{' '}
              <span className="mail-remark">(present, not verified)</span>
            </dd>
          </>
        )}
        <dt>Message-ID</dt>
        <dd className="mail-id">{visible(message.messageId)}</dd>
      </dl>
      <ul className="mail-links">
        <li>
          <a href={rawHref(message.messageId)}>raw mail</a>
        </li>
        <li>
          <a href={threadMboxHref(message.messageId)}>mbox of the thread</a>
        </li>
        <li>
          <a href={message.archiveUrl} rel="nofollow noopener ugc">
            in the archive
          </a>
        </li>
      </ul>
      {issues.length === 0 ? null : (
        <ul className="mail-issues" aria-label="What is odd about this mail">
          {issues.map((issue) => (
            <li key={issue.code + issue.text}>{visible(issue.text)}</li>
          ))}
        </ul>
      )}
    </>
  )
}

/** Anybody can write a name: more than one address under it may be more than one person. */
function SameName({ emails }: { readonly emails: readonly string[] }) {
  if (emails.length === 0) return null
  return (
    <span className="mail-remark">
      {' '}
      same name as <bdi>{visible(emails.join(', '))}</bdi>, another address; nothing proves that it is one person
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
    <span key={person.email + person.name}>
      {index > 0 ? ', ' : ''}
      <Person person={person} />
    </span>
  ))
}

/** The name; where a mail gives none, the part of the address before the @: whole addresses are not spread. */
function Person({ person }: { readonly person: PersonView }) {
  return <bdi>{visible(person.name) || visible(person.email.split('@', 1).join(''))}</bdi>
}

function describeSignature({ kind, by }: SignatureView): string {
  return `${kind === 'dkim' ? 'DKIM' : 'developer signature'}${by === '' ? '' : ` of ${visible(by)}`}`
}
