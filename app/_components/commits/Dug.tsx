import type { CommitDocument, DugView, PatchMailView, PulledView } from '../../../db/queries/views'
import { at } from '../../../lib/at'
import { createBudget } from '../../_model/code/layout'
import { changedWords, TIE_WORDS } from '../../_model/commitWords'
import { messageHref, patchHref, pullHref, seriesHref } from '../../_model/href'
import { asSentence, capitalise } from '../../_model/pageWords'
import { fateWords, positionWords } from '../../_model/reviewWords'
import { visible } from '../../_model/visible'
import { ComparisonBody } from '../compare/ComparisonBody'
import { Section } from '../shell/Page'
import { PersonName } from '../shell/PersonName'
import { Quote } from '../shell/Quote'
import { CommitLink } from './CommitParts'

/** The mails that a commit, or what it reverts, was made from, with its review; of its own surest one also what was changed when it was applied. */
export function Dug({ commit }: { readonly commit: CommitDocument }) {
  return (
    <>
      <OwnMails commit={commit} />
      <RevertedMails commit={commit} />
    </>
  )
}

function RevertedMails({ commit: { sha, reverts } }: { readonly commit: CommitDocument }) {
  if (!hasMails(reverts)) return null
  return (
    <Section id="reverted" title="Patch mail of what it reverts">
      {reverts.map(({ sha: reverted, title, revertedBy, mails }) => (
        <>
          <p>
            <CommitLink sha={reverted} /> {visible(title)}
            {revertedBy === sha ? null : (
              <>
                , reverted by <CommitLink sha={revertedBy} />
              </>
            )}
          </p>
          {mails.map((mail, index) => (
            <Mail mail={mail} lead={index === 0 ? '' : isSquashed(at(mails, 0), mail) ? 'Squashed with ' : ALSO} />
          ))}
        </>
      ))}
    </Section>
  )
}

function hasMails(reverts: CommitDocument['reverts']): boolean {
  return reverts.some(({ mails }) => mails.length > 0)
}

function OwnMails({ commit }: { readonly commit: CommitDocument }) {
  const [first, ...others] = commit.mails
  if (first === undefined && commit.pulled !== null) {
    return (
      <Section id="mail" title="Patch mail" note="in no series">
        <Pulled mail={commit.pulled} />
      </Section>
    )
  }
  if (first === undefined) {
    if (hasMails(commit.reverts)) return null
    return (
      <p className="comparison-empty">
        {commit.merge
          ? 'A merge has no patch of its own.'
          : 'No imported mail is known that this commit was made from.'}
      </p>
    )
  }
  return (
    <>
      <Section id="mail" title="Patch mail">
        <Mail mail={first} />
        {others.map((mail) => (
          <Mail mail={mail} lead={isSquashed(first, mail) ? 'Squashed with ' : ALSO} />
        ))}
      </Section>
      {first.open.length === 0 ? null : (
        <Section id="open" title="Still open when it was committed" note="review comments that are open to this day">
          <ul className="commits-namers">
            {first.open.map((remark) => (
              <li>
                <strong>
                  <PersonName person={remark.person} /> {positionWords(remark)}
                </strong>{' '}
                ({remark.label}, {fateWords(remark)}): <Quote quote={remark.quote} messageId={remark.messageId} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section id="applied" title="Posted against applied">
        <p>{comparedWords(first)}</p>
      </Section>
      {first.comparison === null ? null : (
        <ComparisonBody view={first.comparison} shown="interdiff" budget={createBudget()} />
      )}
    </>
  )
}

/** How the commit differs from its mail, or why that is not shown. */
function comparedWords(mail: DugView): string {
  const { comparison, squashedWith, changed } = mail
  if (comparison === null) {
    return squashedWith.length > 0
      ? `${capitalise(changedWords(mail))}. No comparison is shown, because the commit has more than this patch.`
      : 'The text of the commit has not been read yet, so it cannot be compared with the mail.'
  }
  const words = changed === null ? 'No lines changed' : changedWords(mail)
  return `${words}. ${visible(asSentence(comparison.note))}`.trim()
}

function Pulled({ mail }: { readonly mail: PulledView }) {
  const { patch, patchTitle, messageId, author, pull, by } = mail
  const words = changedWords({ ...mail, squashedWith: [] })
  return (
    <div className="commits-tied">
      <p>
        <a href={messageHref(messageId)}>{visible(patchTitle)}</a> by <PersonName person={author} />, patch {patch} of{' '}
        {pull === null ? (
          'a pull request'
        ) : (
          <>
            the pull request <a href={pullHref(pull.id)}>{visible(pull.title) || '(no title)'}</a>
          </>
        )}{' '}
        <span className="commits-quiet">(tied {TIE_WORDS[by]})</span>
      </p>
      {words === '' ? null : <p>Posted against applied: {asSentence(words)}</p>}
    </div>
  )
}

const ALSO = 'Also posted as '

/** Whether two mails are patches of one version that were committed as one. */
function isSquashed(first: PatchMailView, mail: PatchMailView): boolean {
  return (
    first.seriesId === mail.seriesId && first.versionKey === mail.versionKey && first.squashedWith.includes(mail.patch)
  )
}

function Mail({ mail, lead = '' }: { readonly mail: PatchMailView; readonly lead?: string }) {
  const { seriesId, seriesTitle, label, versionKey, patch, patchTitle, messageId, by, tags, author } = mail
  return (
    <div className="commits-tied">
      <p>
        {lead}
        <a href={messageHref(messageId)}>{visible(patchTitle)}</a> by <PersonName person={author} />,{' '}
        <a href={patchHref(seriesId, versionKey, patch)}>
          patch {patch} of {label}
        </a>{' '}
        in <a href={seriesHref(seriesId)}>{visible(seriesTitle) || '(no title)'}</a>{' '}
        <span className="commits-quiet">(tied {TIE_WORDS[by]})</span>
      </p>
      {tags.length === 0 ? null : <p className="commits-quiet">{visible(tags.join(' · '))}</p>}
    </div>
  )
}
