import type { RemarkView } from '../../../db/queries/views'
import type { RemarkNote } from '../../_model/code/sources'
import { messageHref, personHref } from '../../_model/href'
import { STATUS_WORDS } from '../../_model/reviewWords'
import { visible } from '../../_model/visible'
import { Time } from '../shell/Time'

/** Longer comments are folded after this many characters, and cut after MAX_TEXT: the mail is one click away. */
const MAX_SHOWN = 900
const MAX_TEXT = 6_000

/** A comment with who made it, when, on which version, and what became of it. `quoted` shows the lines it answers, where it does not stand below them. */
export function Remark({ note, quoted }: { readonly note: RemarkNote; readonly quoted: boolean }) {
  const { remark, version, id } = note
  const [email] = remark.person.emails
  const name = <bdi>{visible(remark.person.name) || visible(email ?? '')}</bdi>
  return (
    <article className="remark" id={id} data-item="">
      <p className="remark-head">
        {email === undefined ? name : <a href={personHref(email)}>{name}</a>} on {version.label},{' '}
        <a href={`#${id}`} className="remark-self">
          <Time iso={remark.received} />
        </a>{' '}
        <a href={messageHref(remark.messageId)}>mail</a>
        <Fate note={note} />
      </p>
      {quoted && remark.quoted.length > 0 ? (
        <pre className="remark-quoted">{remark.quoted.map((line) => `> ${visible(line)}\n`)}</pre>
      ) : null}
      <Text text={remark.text} />
    </article>
  )
}

function Text({ text }: { readonly text: string }) {
  if (text.length <= MAX_SHOWN) return <p className="remark-text">{visible(text)}</p>
  const end = text.lastIndexOf('\n', MAX_SHOWN)
  const cut = end > MAX_SHOWN / 2 ? end : MAX_SHOWN
  return (
    <>
      <p className="remark-text">{visible(text.slice(0, cut))}</p>
      <details className="remark-more">
        <summary>the rest of it</summary>
        <p className="remark-text">
          {visible(text.slice(cut, MAX_TEXT).replace(/^\n/, ''))}
          {text.length > MAX_TEXT ? ' … (cut here; the mail has it all)' : ''}
        </p>
      </details>
    </>
  )
}

/** What a mail vouches for is no remark: its tags have marks of their own. */
const REMARKS: readonly RemarkView['standings'][number]['position'][] = [
  'nak',
  'objects',
  'requests-changes',
  'asks',
  'approves-with-condition',
]

/** What became of it: the standings that its mail gave, and whether what it quotes reads otherwise now. */
function Fate({ note: { remark } }: { readonly note: RemarkNote }) {
  const standings = remark.standings.filter(({ position }) => REMARKS.includes(position))
  const words = [...new Set(standings.map(({ status }) => STATUS_WORDS[status]))]
  if (remark.changedIn !== null) words.push(`what it quotes changed in ${remark.changedIn}`)
  return words.length === 0 ? null : <span className="remark-fate">{words.join('; ')}</span>
}
