import type { Basis } from '../../../lib/review/basis'
import { mailboxKey } from '../../../lib/review/basis'
import type { Db } from '../../open'
import type { StateView } from '../views'

/** The letter of `judged.standing` that stands for a basis, of those that an address has wherever it writes. */
const LETTERS: Partial<Readonly<Record<Basis, string>>> = {
  committer: 'c',
  configured: 'o',
  known: 'k',
  'addressed-known': 't',
}

/**
 * The other address of whoever decided a state, when it is that one that gives them the right to, with the name of the tree whose .mailmap says that both are one
 * person's. Null when they wrote from that address, or need none.
 */
export function findOtherAddress(db: Db, series: number, email: string, basis: Basis | ''): StateView['otherAddress'] {
  const letter = basis === '' ? undefined : LETTERS[basis]
  if (letter === undefined) return null
  const mailbox = mailboxKey(email)
  const selectStanding = db
    .prepare<{ series: number; mailbox: string }, string>(
      'SELECT judged.standing FROM judged WHERE judged.series = @series AND judged.mailbox = @mailbox',
    )
    .pluck()
  const selectTree = db
    .prepare<{ mailbox: string; other: string }, string>(
      `SELECT trees.name FROM mailmaps AS own JOIN mailmaps AS other ON other.tree = own.tree AND other.person = own.person
         JOIN trees ON trees.id = own.tree
       WHERE own.mailbox = @mailbox AND other.mailbox = @other ORDER BY trees.name LIMIT 1`,
    )
    .pluck()
  const standing = selectStanding.get({ series, mailbox })
  if (standing === undefined) return null
  const [letters = '', ...rest] = standing.split(' ')
  const place = (letters.split('/')[0] ?? '').split('+').findIndex((own) => own.includes(letter))
  const other = place < 1 ? undefined : rest[place - 1]
  if (other === undefined) return null
  return { email: other, mailmap: selectTree.get({ mailbox, other }) ?? null }
}
