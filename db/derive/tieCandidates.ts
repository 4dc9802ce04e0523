import { DAY_MS } from '../../lib/isoTime'
import type { MessageId } from '../../lib/mail/types'
import { hashKey } from '../../lib/series/keys'
import { linkKey, patchMailKeys } from '../../lib/tree/commitKeys'
import type { PatchMail, TiableCommit } from '../../lib/tree/tieEvidence'
import { loadPatch } from '../mail/storedPatch'
import type { Db } from '../open'
import { mailsWithId } from '../rows'
import type { StoredCommit } from '../tree/commitReader'
import { HEADER_COLUMNS, PLACE_COLUMNS, type PlacedRow, toSeriesMail } from './mailRows'
import { type SketchRow, unpackLines, unpackSketch } from './sketchRows'

/** Mails that may have changed which patch a commit was made from. */
export interface TouchedMails {
  /** Mails that came, or have another place than before. */
  readonly moved: ReadonlySet<number>
  /** Heads of versions that are new, have other mails than before, or whose series has other versions. */
  readonly heads: ReadonlySet<number>
}

/** The commits that may have to be tied to other mails because of these mails: those tied to one of them or of its version, those with a key of one, and those that link to one. */
export function findNear(db: Db, { moved, heads }: TouchedMails): Set<number> {
  const selectTied = db
    .prepare<{ id: number }, number>('SELECT ties."commit" FROM ties WHERE ties.message = @id')
    .pluck()
  const selectKeyed = db
    .prepare<{ id: number }, number>(
      `SELECT commit_keys."commit" FROM edges JOIN commit_keys ON commit_keys.key = edges.key WHERE edges.message = @id`,
    )
    .pluck()
  const selectByKey = db
    .prepare<{ key: number }, number>('SELECT commit_keys."commit" FROM commit_keys WHERE commit_keys.key = @key')
    .pluck()
  const selectIds = db
    .prepare<{ id: number }, MessageId>(
      `SELECT messages.message_id FROM messages WHERE messages.id = @id
       UNION SELECT mentions.value FROM mentions WHERE mentions.message = @id AND mentions.kind = 'outer'`,
    )
    .pluck()
  const selectMembers = db
    .prepare<{ head: number }, number>(
      `SELECT member.message FROM places AS posting JOIN places AS member ON member.posting = posting.message
       WHERE posting.head = @head`,
    )
    .pluck()
  const near = new Set<number>()
  const add = (commits: readonly number[]): void => {
    for (const commit of commits) near.add(commit)
  }
  const mails = new Set(moved)
  for (const head of heads) for (const member of selectMembers.all({ head })) mails.add(member)
  for (const id of mails) {
    add(selectTied.all({ id }))
    add(selectKeyed.all({ id }))
    for (const one of selectIds.all({ id })) add(selectByKey.all({ key: hashKey(linkKey(one)) }))
  }
  return near
}

/** Prepares reading what tieCommit compares of a commit. */
export function openTiable(db: Db): (stored: StoredCommit) => TiableCommit {
  const select = db.prepare<{ id: number }, { readonly patch_id: string | null; readonly lines: Buffer | null }>(
    'SELECT patch_id, lines FROM commits WHERE id = @id',
  )
  return ({ id, commit }) => {
    const row = select.get({ id })
    return { ...commit, patchId: row?.patch_id ?? null, lines: row?.lines == null ? [] : unpackLines(row.lines) }
  }
}

export interface Candidate extends PatchMail {
  /** The row id of the mail. */
  readonly id: number
}

interface CandidateRow extends PlacedRow, SketchRow {
  readonly sent_ms: number | null
  readonly head_key: string
  readonly series_key: string
  readonly pull: number
}

/**
 * Of the patch mails that share a key with a commit, this many by one sender are looked at, and so many in all: those from the author first,
 * then those that were posted last before it or soon after. A flood of mails under a common title must neither slow every import down nor
 * hide the mail of the author.
 */
const [MAX_OF_SENDER, MAX_KEYED] = [50, 500]
/** A maintainer may post what was committed so long ago. */
export const MAX_LATER_MS = 90 * DAY_MS

/** Prepares finding the patch mails that a commit may have been made from: those that share a key with it or that it links to, and the other patches of their versions. */
export function openCandidates(db: Db): (commit: StoredCommit, patchId: string | null) => Candidate[] {
  const selectKeyed = db.prepare<
    { id: number; latest: number; name: string; email: string },
    { readonly message: number; readonly sender: string }
  >(
    `SELECT DISTINCT edges.message, messages.from_email AS sender,
            messages.from_email = @email OR messages.from_name = @name AS own
     FROM commit_keys JOIN edges ON edges.key = commit_keys.key JOIN messages ON messages.id = edges.message
     WHERE commit_keys."commit" = @id AND messages.received_ms <= @latest
     ORDER BY own DESC, messages.received_ms DESC, messages.key`,
  )
  const selectLinked = db
    .prepare<{ link: string }, number>(
      `SELECT places.message FROM places WHERE places.message IN ${mailsWithId('@link')}`,
    )
    .pluck()
  const selectHead = db
    .prepare<{ id: number }, number | null>(
      `SELECT posting.head FROM places JOIN places AS posting ON posting.message = places.posting WHERE places.message = @id`,
    )
    .pluck()
  const selectVersion = db.prepare<{ head: number }, CandidateRow>(
    `SELECT ${HEADER_COLUMNS}, ${PLACE_COLUMNS}, sketches.facts, sketches.lines, messages.sent_ms, first.key AS head_key,
            coalesce(series.key, first.key) AS series_key,
            EXISTS (SELECT 1 FROM pulls WHERE pulls.message = places.head) AS pull
     FROM places JOIN messages ON messages.id = places.message JOIN sketches ON sketches.message = places.message
          JOIN messages AS first ON first.id = places.head LEFT JOIN series ON series.id = places.series
     WHERE places.head = @head AND places.kind = 'patch'`,
  )
  const hasKey = db
    .prepare<{ id: number; key: number }, 1>('SELECT 1 FROM edges WHERE edges.key = @key AND edges.message = @id')
    .pluck()
  const toCandidate = (row: CandidateRow, linked: PatchMail['linked'], patchId: string | null): Candidate => {
    const mail = toSeriesMail(row)
    const { title, author, lines } = unpackSketch(row, mail)
    const [key] = patchMailKeys([], patchId).map(hashKey)
    return {
      id: mail.id,
      key: mail.key,
      series: row.series_key,
      version: row.head_key,
      title: title ?? mail.tag.title,
      // Only the mail has the name of an author who did not send it.
      author: author === mail.from.email ? mail.from : loadPatch(db, mail.key).author,
      from: mail.from,
      sentMs: row.sent_ms,
      receivedMs: mail.receivedMs,
      patchId: key !== undefined && hasKey.get({ id: mail.id, key }) === 1 ? patchId : null,
      lines,
      pull: row.pull === 1,
      words: mail.tag.words,
      linked,
    }
  }
  return ({ id, commit }, patchId) => {
    const linked = new Set<number>()
    const linkedHeads = new Set<number>()
    const heads = new Set<number>()
    const keyed: number[] = []
    for (const link of commit.marks.links) {
      for (const mail of selectLinked.all({ link })) {
        linked.add(mail)
        const head = selectHead.get({ id: mail })
        if (head != null) linkedHeads.add(head)
      }
    }
    const bySender = new Map<string, number>()
    for (const { message, sender } of selectKeyed.iterate({
      id,
      latest: commit.committedMs + MAX_LATER_MS,
      ...commit.author,
    })) {
      const count = bySender.get(sender) ?? 0
      bySender.set(sender, count + 1)
      if (count >= MAX_OF_SENDER) continue
      keyed.push(message)
      if (keyed.length === MAX_KEYED) break
    }
    for (const message of keyed) {
      const head = selectHead.get({ id: message })
      if (head != null) heads.add(head)
    }
    return [...new Set([...linkedHeads, ...heads])].flatMap((head) =>
      selectVersion
        .all({ head })
        .map((row) =>
          toCandidate(row, linked.has(row.id) ? 'itself' : linkedHeads.has(head) ? 'version' : null, patchId),
        ),
    )
  }
}
