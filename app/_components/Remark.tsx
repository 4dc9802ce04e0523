import type { RemarkView } from '../../db/queries/views'
import { messageHref, personHref } from '../_model/href'
import { STATUS_WORDS } from '../_model/reviewWords'
import { visible } from '../_model/visible'
import styles from './remark.module.css'
import { Time } from './Time'

/** Longer comments are folded: the mail is one click away. */
const MAX_SHOWN = 700

/** A comment with who made it, when, and what became of it. `quoted` shows the lines it answers, where it does not stand below them. */
export function Remark({ remark, quoted }: { readonly remark: RemarkView; readonly quoted: boolean }) {
  const [email] = remark.person.emails
  const name = <bdi>{visible(remark.person.name) || visible(email ?? '')}</bdi>
  const text = remark.text.length > MAX_SHOWN ? `${remark.text.slice(0, MAX_SHOWN)}…` : remark.text
  return (
    <article className={styles.remark}>
      <p className={styles.head}>
        {email === undefined ? name : <a href={personHref(email)}>{name}</a>} <Time iso={remark.received} />{' '}
        <a href={messageHref(remark.messageId)}>mail</a>
        <Fate remark={remark} />
      </p>
      {quoted && remark.quoted.length > 0 ? (
        <pre className={styles.quoted}>{remark.quoted.map((line) => `> ${visible(line)}\n`)}</pre>
      ) : null}
      <p className={styles.text}>{visible(text)}</p>
    </article>
  )
}

/** What became of it: the standings that its mail gave, and whether what it quotes reads otherwise now. */
function Fate({ remark: { standings, changedIn } }: { readonly remark: RemarkView }) {
  const words = [...new Set(standings.map(({ status }) => STATUS_WORDS[status]))]
  if (changedIn !== null) words.push(`what it quotes changed in ${changedIn}`)
  return words.length === 0 ? null : <span className={styles.fate}> {words.join('; ')}</span>
}
