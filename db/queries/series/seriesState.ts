import { patchNumber } from '../../../lib/patchNumber'
import { type Basis, mailboxKey } from '../../../lib/review/basis'
import type { Severity, SeverityCounts } from '../../../lib/review/positions'
import { LIVELY_QUEUES, type Queue } from '../../../lib/review/queue'
import { QUIET_MS, type SeriesStateKind } from '../../../lib/review/states'
import { wholeQuote } from '../../../lib/review/wholeQuote'
import type { Db } from '../../open'
import { isoTime, person, readList } from '../format'
import { findWaitingPull } from '../pulls/waitingPull'
import { findAppliers } from '../review/appliers'
import { findNamed, nameOf } from '../review/maintainers'
import { getStateCommit } from '../tree/stateCommit'
import type { PersonDetail, StateView, TurnView } from '../views'
import { findOtherAddress } from './otherAddress'

/** The columns that stateOf and turnOf read. STATE_JOINS joins the mails that they name. */
export const STATE_COLUMNS = `series.id, series.author_name, series.author_email, series.state, state_mail.key AS state_message,
  state_mail.from_name AS state_name, state_mail.from_email AS state_email, state_place.order_ms AS state_ms, series.state_quote,
  (SELECT remarks.text FROM remarks WHERE remarks.series = series.id AND remarks.message = series.state_message
     AND instr(remarks.text, series.state_quote) > 0 LIMIT 1) AS state_text, series.state_tree, series.state_release,
  series.state_patches, series.state_commit, series.state_version, series.state_conflict, series.state_conflict_quote,
  series.state_basis, series.state_severity, series.state_counts, series.last_ms, series.queue, series.backport, series.turn, series.turn_why, series.turn_people, series.turn_since_ms, turn_mail.key AS turn_message`
export const STATE_JOINS = `LEFT JOIN messages AS state_mail ON state_mail.id = series.state_message
  LEFT JOIN places AS state_place ON state_place.message = series.state_message
  LEFT JOIN messages AS turn_mail ON turn_mail.id = series.turn_message`

export interface StateRow {
  readonly id: number
  readonly author_name: string
  readonly author_email: string
  readonly state: SeriesStateKind
  readonly state_message: string | null
  readonly state_name: string | null
  readonly state_email: string | null
  readonly state_ms: number | null
  readonly state_quote: string
  /** The comment that the quote is from. */
  readonly state_text: string | null
  readonly state_tree: string | null
  readonly state_release: string | null
  readonly state_patches: string
  readonly state_commit: number | null
  readonly state_version: number | null
  readonly state_conflict: number | null
  readonly state_conflict_quote: string
  readonly state_basis: Basis | ''
  readonly state_severity: Severity | null
  readonly state_counts: string
  readonly last_ms: number
  readonly queue: Queue
  readonly backport: string
  readonly turn: TurnView['whose']
  readonly turn_why: TurnView['why']
  readonly turn_people: string
  readonly turn_since_ms: number
  readonly turn_message: string | null
}

/** The queue of a series for readers: that of its row, or `quiet` when it has got no mail for QUIET_MS before the newest mail. */
export function groupOf({ queue, last_ms }: Pick<StateRow, 'queue' | 'last_ms'>, newestMs: number): Queue {
  return LIVELY_QUEUES.includes(queue) && newestMs - last_ms > QUIET_MS ? 'quiet' : queue
}

/** The state of a series as readers see it. */
export function stateOf(db: Db, row: StateRow, newestMs: number): StateView {
  return {
    kind: row.state,
    quietSince: groupOf(row, newestMs) === 'quiet' ? isoTime(row.last_ms) : null,
    messageId: row.state_message ?? '',
    ...(row.state_quote === '' || row.state_ms === null
      ? { by: null, received: null, quote: '' }
      : {
          by: person(row.state_name ?? '', row.state_email ?? ''),
          received: isoTime(row.state_ms),
          quote: row.state_quote.endsWith(':') ? wholeQuote(row.state_quote, row.state_text ?? '') : row.state_quote,
        }),
    applied: row.state === 'regression-reported' ? findApplication(db, row.id) : null,
    pull: row.state === 'applied' && row.state_commit === null ? findWaitingPull(db, row.id, newestMs) : null,
    ...followTree(db, row),
    basis: row.state_basis === '' ? null : row.state_basis,
    otherAddress: findOtherAddress(db, row.id, row.state_email ?? '', row.state_basis),
    severity: row.state_severity,
    comments: JSON.parse(row.state_counts) as SeverityCounts,
    patches: readList<number>(row.state_patches).map(patchNumber),
  }
}

/** What the trees say of the state. */
function followTree(
  db: Db,
  row: StateRow,
): Pick<StateView, 'source' | 'commit' | 'landed' | 'version' | 'conflict' | 'tree' | 'release'> {
  const { id, state_commit, state_version: position } = row
  const commit = state_commit === null ? undefined : getStateCommit(db, id, state_commit, position)
  const applied = commit === undefined ? undefined : getVersion(db, id, position)
  if (commit === undefined || applied === undefined) {
    const unknown = { commit: null, landed: null, version: null, conflict: null }
    return { source: 'mail', ...unknown, tree: row.state_tree, release: row.state_release }
  }
  return {
    source: 'tree',
    commit: commit.sha,
    landed: { ...commit, label: applied.label },
    version: applied.version,
    conflict: row.state_conflict === null ? null : getConflict(db, row.state_conflict, row.state_conflict_quote),
    tree: `${commit.tree} ${commit.branch}`,
    release: commit.release,
  }
}

function getVersion(db: Db, id: number, position: number | null) {
  return db
    .prepare<{ id: number; position: number | null }, { readonly version: number; readonly label: string }>(
      'SELECT version, label FROM versions WHERE series = @id AND position = @position',
    )
    .get({ id, position })
}

function getConflict(db: Db, id: number, quote: string): StateView['conflict'] {
  const mail = db
    .prepare<{ id: number }, ApplicationRow>(
      `SELECT messages.key, messages.from_name, messages.from_email, places.order_ms
       FROM messages JOIN places ON places.message = messages.id WHERE messages.id = @id`,
    )
    .get({ id })
  if (mail === undefined) return null
  const { key, from_name, from_email, order_ms } = mail
  return { messageId: key, by: person(from_name, from_email), received: isoTime(order_ms), quote }
}

interface ApplicationRow {
  readonly key: string
  readonly from_name: string
  readonly from_email: string
  readonly order_ms: number
}

/** The newest mail by which patches of a series were applied; null when no imported mail says so. */
function findApplication(db: Db, series: number): StateView['applied'] {
  const row = db
    .prepare<{ series: number }, ApplicationRow>(
      `SELECT messages.key, messages.from_name, messages.from_email, places.order_ms
       FROM positions JOIN messages ON messages.id = positions.message JOIN places ON places.message = positions.message
       WHERE positions.series = @series AND positions.position = 'applied' AND positions.fits = 1
       ORDER BY positions.ordinal DESC LIMIT 1`,
    )
    .get({ series })
  if (row === undefined) return null
  return { messageId: row.key, by: person(row.from_name, row.from_email), received: isoTime(row.order_ms) }
}

/** Whom a series is waiting on. */
export function turnOf(db: Db, row: StateRow): TurnView {
  const people = readList<PersonDetail>(row.turn_people)
  const unnamed = row.turn === 'maintainer' && people.length === 0
  const { people: found, sentIn } = unnamed
    ? findAppliers(db, row.id, row.author_email)
    : { people: people.map((one) => named(db, one)), sentIn: null }
  return {
    whose: row.turn,
    people: found,
    sentIn,
    usually:
      unnamed && sentIn === null && found.length > 0 && !found.some(openIsNamed(db, row.id)) && !isAuthor(found, row),
    why: row.turn_why,
    since: isoTime(row.turn_since_ms),
    messageId: row.turn_message ?? '',
  }
}

/** Whether the one who is to apply a series is its author, who offered it. */
function isAuthor(people: readonly PersonDetail[], { author_email }: StateRow): boolean {
  return people.some(({ emails }) => emails.includes(author_email))
}

/** Prepares to check whether the operator named somebody for a list or the files of a series. */
function openIsNamed(db: Db, series: number): (one: PersonDetail) => boolean {
  const names = findNamed(db, series)
  return ({ emails }) => emails.some((email) => names.has(mailboxKey(email)))
}

/** The person with a name, where a mail names only the address and they wrote under a name themselves. */
function named(db: Db, one: PersonDetail): PersonDetail {
  const [email = ''] = one.emails
  return one.name === '' && email !== '' ? { ...one, name: nameOf(db, email) } : one
}
