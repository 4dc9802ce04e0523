import type { RemarkNote } from '../../_model/code/sources'
import { messageHref } from '../../_model/href'
import { fateWords, positionWords } from '../../_model/reviewWords'
import { visible } from '../../_model/visible'
import { PersonLink } from '../shell/PersonName'
import { Time } from '../shell/Time'

/** Longer comments are folded after this many characters and cut after MAX_TEXT; the mail has all of it. */
const MAX_SHOWN = 900
const MAX_TEXT = 6_000

/** A review comment: who made it, when, on which version, and what became of it. With `quoted`, the lines it answers are shown, too. */
export function Remark({ note, quoted }: { readonly note: RemarkNote; readonly quoted: boolean }) {
  const { remark, version, id } = note
  return (
    <article className="remark" id={id} data-item="">
      <p className="remark-head">
        <PersonLink person={remark.person} /> on {version.label},{' '}
        <a href={`#${id}`} className="remark-self">
          <Time iso={remark.received} />
        </a>{' '}
        <a href={messageHref(remark.messageId)}>mail</a>
        <Outcome note={note} />
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
        <summary>show all</summary>
        <p className="remark-text">
          {visible(text.slice(cut, MAX_TEXT).replace(/^\n/, ''))}
          {text.length > MAX_TEXT ? ' … (cut here; the mail has all of it)' : ''}
        </p>
      </details>
    </>
  )
}

/** What the comment asks for and what became of it; of one that asks for nothing, whether a later version changed what it quotes. */
function Outcome({ note: { remark } }: { readonly note: RemarkNote }) {
  const { asked, changedIn } = remark
  if (asked === null && changedIn === null) return null
  const words = asked === null ? `quoted code changed in ${changedIn}` : `${positionWords(asked)}: ${fateWords(asked)}`
  return <span className="remark-fate">{words}</span>
}
