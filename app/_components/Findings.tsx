import type { FindingView, SeriesDocument } from '../../db/queries/views'
import { messageHref } from '../_model/href'
import { visible } from '../_model/visible'
import styles from './findings.module.css'
import { Section } from './Page'

/** Shown elsewhere: what nobody announced stands in the changelog, stale tags and open remarks with their reviewers. */
const ELSEWHERE: readonly FindingView['kind'][] = ['unannounced-change', 'stale-tag', 'open-remark']

const KIND_WORDS: Readonly<Record<FindingView['kind'], string>> = {
  'lost-tag': 'Tag lost',
  'unproved-tag': 'Tag without a mail',
  mismatch: 'Tag in another name',
  'stale-tag': 'Stale tag',
  'open-remark': 'Open remark',
  'unannounced-change': 'Not announced',
}

/** What the audit found about tags; nothing when all is well. */
export function Findings({ series }: { readonly series: SeriesDocument }) {
  const findings = series.audit.filter(({ kind }) => !ELSEWHERE.includes(kind))
  if (findings.length === 0) return null
  return (
    <Section id="audit" title="Audit" note="tags that the mail does not bear out">
      <ul className={styles.findings}>
        {findings.map(({ kind, label, patch, person, messageId, text }) => (
          <li key={`${kind} ${label} ${patch} ${person?.email} ${text}`}>
            <strong>{KIND_WORDS[kind]}</strong>, {label}
            {patch === null ? '' : ` patch ${patch}`}
            {person === null ? null : (
              <>
                , <bdi>{visible(person.name) || visible(person.email)}</bdi>
              </>
            )}
            : {visible(text)} {messageId === null ? null : <a href={messageHref(messageId)}>mail</a>}
          </li>
        ))}
      </ul>
    </Section>
  )
}
