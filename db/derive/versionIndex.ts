import { LRUCache } from 'lru-cache'
import type { MessageId } from '../../lib/mail/types'
import { assembleVersion, findAbove } from '../../lib/series/assembleVersions'
import type { VersionIndex } from '../../lib/series/candidates'
import { assembleFacts, mailsOf, settleVersion, type VersionFacts } from '../../lib/series/facts'
import { hashKey, threadKey } from '../../lib/series/keys'
import type { Sketch } from '../../lib/series/sketch'
import type { SeriesMail, Version } from '../../lib/series/types'
import type { Db } from '../open'
import { mailsWithId } from '../rows'
import { HEADER_COLUMNS, PLACE_COLUMNS, type PlacedRow, toSeriesMail } from './mailRows'
import { type SketchRow, unpackSketch } from './sketchRows'

/** How many versions are kept in memory while an import is linked, the longest series at least, as long as they are small. */
const KEPT = 2_500
/** What they may hold together: so many lines, and as many again for the mails. */
const KEPT_LINES = 4_000_000

type PostingRow = PlacedRow & SketchRow

interface Member {
  readonly mail: SeriesMail
  readonly sketch: Sketch
}

/**
 * The versions that are stored. Reads are kept in memory: open another one after `places.head`, `edges` or `sketches` change.
 * A cover or patch whose version is not assembled yet is not in it.
 */
export function openVersionIndex(db: Db): VersionIndex {
  const selectMembers = db.prepare<{ head: number }, PostingRow>(
    `SELECT ${HEADER_COLUMNS}, ${PLACE_COLUMNS}, sketches.facts, sketches.lines
     FROM places JOIN messages ON messages.id = places.message JOIN sketches ON sketches.message = places.message
     WHERE places.head = @head`,
  )
  const selectHead = db
    .prepare<{ id: number }, number | null>('SELECT places.head FROM places WHERE places.message = @id')
    .pluck()
  const selectHolders = db
    .prepare<{ key: number }, number>(
      `SELECT DISTINCT places.head FROM edges JOIN places ON places.message = edges.message
       WHERE edges.key = @key AND places.head IS NOT NULL`,
    )
    .pluck()
  const selectInTime = db
    .prepare<{ key: number }, number>(
      `SELECT own.head FROM (
         SELECT DISTINCT places.head FROM edges JOIN places ON places.message = edges.message
         WHERE edges.key = @key AND places.head IS NOT NULL) AS own
       JOIN places ON places.message = own.head JOIN messages ON messages.id = own.head
       ORDER BY places.order_ms, messages.key`,
    )
    .pluck()
  const selectNamed = db
    .prepare<{ id: MessageId }, number>(
      `SELECT places.head FROM messages JOIN places ON places.message = messages.id
       WHERE messages.id IN ${mailsWithId('@id')} AND places.head IS NOT NULL ORDER BY messages.key`,
    )
    .pluck()
  const selectUnseen = db
    .prepare<{ key: number; id: MessageId }, number>(
      `SELECT DISTINCT places.head FROM edges JOIN places ON places.message = edges.message
       WHERE edges.key = @key AND places.ghost = @id AND places.head IS NOT NULL`,
    )
    .pluck()
  const selectReplies = db
    .prepare<{ id: number }, number>(
      'SELECT DISTINCT places.head FROM places WHERE places.above = @id AND places.head IS NOT NULL',
    )
    .pluck()
  // A reply that belongs to a posting by a notice says nothing about who owns it. CROSS JOIN keeps this order of the tables: by itself SQLite reads all such mentions of the archive for each version.
  const selectOwners = db
    .prepare<{ head: number }, string>(
      `SELECT DISTINCT mentions.value FROM places AS posting
       CROSS JOIN places AS reply ON reply.posting = posting.message AND reply.above = posting.message
       CROSS JOIN mentions ON mentions.message = reply.message AND mentions.kind = 'owns'
       WHERE posting.head = @head`,
    )
    .pluck()
  const selectOwned = db
    .prepare<{ mailbox: string }, number>(
      `SELECT DISTINCT posting.head FROM mentions JOIN places AS reply ON reply.message = mentions.message
       JOIN places AS posting ON posting.message = reply.above
       WHERE mentions.kind = 'owns' AND mentions.value = @mailbox AND posting.head IS NOT NULL`,
    )
    .pluck()
  const members = new LRUCache<number, readonly Member[]>({
    max: KEPT,
    maxSize: KEPT_LINES,
    sizeCalculation: (all) =>
      sizeOf(
        all.length,
        all.reduce((sum, { sketch }) => sum + sketch.lines.length, 0),
      ),
  })
  const facts = new LRUCache<number, VersionFacts>({
    max: KEPT,
    maxSize: KEPT_LINES,
    sizeCalculation: ({ messageIds, fingerprint }) => sizeOf(messageIds.length, fingerprint.length),
  })
  const held = new LRUCache<string, readonly number[]>({
    max: 4 * KEPT,
    maxSize: KEPT_LINES,
    sizeCalculation: (heads) => Math.min(heads.length + 1, KEPT_LINES),
  })

  const membersOf = (head: number): readonly Member[] =>
    remember(members, head, () =>
      selectMembers.all({ head }).map((row) => {
        const mail = toSeriesMail(row)
        return { mail, sketch: unpackSketch(row, mail) }
      }),
    )
  const versionOf = (head: number): Version | undefined => {
    const mails = membersOf(head).map(({ mail }) => mail)
    if (mails.length === 0) return undefined
    const above = findAbove(mails)
    return assembleVersion(mails, above === null ? null : (selectHead.get({ id: above }) ?? null))
  }
  const holders = (key: string): readonly number[] =>
    remember(held, key, () => {
      const hash = hashKey(key)
      const found = selectHolders.all({ key: hash })
      // Only a long list is cut, and only then their order in time matters.
      return found.length < 2 ? found : selectInTime.all({ key: hash })
    })
  const sketchOf = (id: number): Sketch => {
    const head = selectHead.get({ id })
    const member = head == null ? undefined : membersOf(head).find(({ mail }) => mail.id === id)
    if (member === undefined) throw new Error(`mail ${id} is not part of a version`)
    return member.sketch
  }
  const factsOf = (head: number): VersionFacts | undefined => {
    const known = facts.get(head)
    if (known !== undefined) return known
    const version = versionOf(head)
    if (version === undefined) return undefined
    const sketches = new Map(membersOf(head).map(({ mail, sketch }) => [mail.id, sketch]))
    const found = assembleFacts(
      settleVersion(version, versionOf, holders, sketchOf),
      (id) => sketchIn(sketches, id),
      ({ head: own }) => selectOwners.all({ head: own.id }),
    )
    facts.set(head, found)
    return found
  }
  return {
    factsOf,
    sketchOf,
    holders,
    named(id) {
      const seen = selectNamed.all({ id })
      const unseen = seen.length > 0 ? [] : selectUnseen.all({ key: hashKey(threadKey(id)), id })
      return [...seen, ...unseen.filter((head) => factsOf(head)?.messageIds.includes(id) === true)]
    },
    ownedBy: (mailbox) => selectOwned.all({ mailbox }),
    replies({ version }) {
      const heads = new Set(mailsOf(version).flatMap(({ id }) => selectReplies.all({ id })))
      heads.delete(version.head.id)
      return [...heads].filter((head) => versionOf(head)?.repliesTo === version.head.id)
    },
  }
}

/** The size of a version for its cache, in lines; a mail is as large as some 200. The largest versions are kept too. */
function sizeOf(mails: number, lines: number): number {
  return Math.min(200 * mails + lines + 1, KEPT_LINES / 4)
}

function sketchIn(sketches: ReadonlyMap<number, Sketch>, id: number): Sketch {
  const sketch = sketches.get(id)
  if (sketch === undefined) throw new Error(`mail ${id} has no sketch`)
  return sketch
}

function remember<K extends number | string, V extends object>(cache: LRUCache<K, V>, key: K, read: () => V): V {
  const known = cache.get(key)
  if (known !== undefined) return known
  const value = read()
  cache.set(key, value)
  return value
}
