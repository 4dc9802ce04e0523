import type { OutcomeView, SeriesRow } from '../../../db/queries/views'
import { findBlocker } from '../../_model/blocker'
import { visible } from '../../_model/visible'
import { Letters } from '../marks/Mark'
import { StateMark, StatePhrase } from './StateMark'

/** A blocker is drawn as open, whether or not the author answered it. */
const OPEN: OutcomeView = {
  status: 'open',
  answered: false,
  answeredBy: null,
  changedIn: null,
  messageOnly: false,
  announcedIn: null,
  mergedOver: false,
}

/** What a series is blocked by: the person with their strongest mark, linked to the mail. What became of it, when it waits for nobody. */
export function BlockedBy({ row }: { readonly row: SeriesRow }) {
  const blocker = findBlocker(row)
  if (blocker === undefined) return <Outcome row={row} />
  const { said, who, what, notes, href, title } = blocker
  return (
    <>
      <a href={href} title={title === '' ? undefined : visible(title)}>
        {said === null ? null : (
          <>
            <span className="queue-mark">
              <Letters said={{ ...said, outcome: OPEN, since: null }} />
            </span>{' '}
          </>
        )}
        {who === '' ? visible(what) : <bdi>{visible(who)}</bdi>}
      </a>
      {who === '' ? '' : ` ${what}`}
      {notes.map((note) => (
        <>
          {' · '}
          {note.href === null ? note.words : <a href={note.href}>{note.words}</a>}
        </>
      ))}
    </>
  )
}

function Outcome({ row }: { readonly row: SeriesRow }) {
  return row.backport.length > 0 ? (
    <>for {visible(row.backport.join(', '))}</>
  ) : (
    <>
      <StateMark kind={row.state.kind} /> <StatePhrase series={row} />
    </>
  )
}
