import type { OutcomeView, SeriesRow } from '../../../db/queries/views'
import { findBlocker } from '../../_model/blocker'
import { stateParts } from '../../_model/stateWords'
import { formatDay } from '../../_model/time'
import { visible } from '../../_model/visible'
import { Letters } from '../marks/Mark'
import { StateMark } from './StateMark'

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

/** What a series is blocked by: the person with their strongest mark, linked to the mail; `asked` are the words of what its author has to change or answer. What became of it, when it waits for nobody. */
export function BlockedBy({ row, asked }: { readonly row: SeriesRow; readonly asked: string }) {
  const blocker = findBlocker(row)
  if (blocker === undefined) return <Outcome row={row} />
  const { said, who, what, notes, href, title } = blocker
  return (
    <>
      <a href={href} title={title === '' ? undefined : visible(title)}>
        {said === null ? null : (
          <>
            <span className="rows-mark">
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
      {asked === '' ? null : (
        <span className="rows-asked">
          {' · '}
          <q>
            <bdi>{visible(asked)}</bdi>
          </q>
        </span>
      )}
    </>
  )
}

/** What became of a series, linked to the mail or commit that says so. The day is in the tooltip, since the row has the days that have passed. */
function Outcome({ row }: { readonly row: SeriesRow }) {
  if (row.backport.length > 0) return <>for {visible(row.backport.join(', '))}</>
  return (
    <>
      <StateMark kind={row.state.kind} />{' '}
      {stateParts(row).map(({ words, proof }, index) => (
        <>
          {index === 0 ? '' : '; '}
          {proof === null ? (
            visible(words)
          ) : (
            <a href={proof.href} title={`${proof.what} ${formatDay(proof.date)}`}>
              {visible(words)} <bdi>{visible(proof.who)}</bdi>
            </a>
          )}
        </>
      ))}
    </>
  )
}
