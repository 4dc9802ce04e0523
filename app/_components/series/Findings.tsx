import type { FindingView, SeriesDocument } from '../../../db/queries/views'
import { messageHref } from '../../_model/href'
import { count } from '../../_model/pageWords'
import { auditFindings } from '../../_model/seriesSummary'
import { visible } from '../../_model/visible'
import { PersonName } from '../shell/PersonName'

const KIND_WORDS: Readonly<Record<FindingView['kind'], string>> = {
  'lost-tag': 'Tag dropped',
  'unproved-tag': 'Tag not backed by a mail',
  mismatch: 'Tag given on someone else’s behalf',
  'unclear-scope': 'Scope of a tag not understood',
  'stale-tag': 'Tag predates the code',
  'open-remark': 'Open comment',
  'unannounced-change': 'Not named in the changelog',
}
const SHOWN = 8
const MAX_FINDINGS = 120

/** What the audit found about review tags; a long list is folded. Renders nothing when there are no findings. */
export function Findings({ series }: { readonly series: SeriesDocument }) {
  const findings = auditFindings(series)
  if (findings.length === 0) return null
  const shown = findings.length <= SHOWN + 2 ? findings : findings.slice(0, SHOWN)
  const rest = findings.slice(shown.length, MAX_FINDINGS)
  return (
    <>
      <List findings={shown} />
      {rest.length === 0 ? null : (
        <details className="findings-more">
          <summary>{count(findings.length - shown.length, 'more finding')}</summary>
          <List findings={rest} />
        </details>
      )}
    </>
  )
}

function List({ findings }: { readonly findings: readonly FindingView[] }) {
  return (
    <ul className="findings">
      {findings.map(({ kind, label, patch, person, messageId, text }) => (
        <li>
          <strong>{KIND_WORDS[kind]}</strong>, {label}
          {patch === null ? '' : ` patch ${patch}`}
          {person === null ? null : (
            <>
              , <PersonName person={person} />
              {kind === 'mismatch' ? ` <${visible(person.email)}>` : ''}
            </>
          )}
          : {visible(text)} {messageId === null ? null : <a href={messageHref(messageId)}>mail</a>}
        </li>
      ))}
    </ul>
  )
}
