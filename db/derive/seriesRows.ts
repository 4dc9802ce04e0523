import type { MailIssue } from '../../lib/derive/seriesIssues'
import type { DerivedPatch, DerivedSeries, DerivedVersion } from '../../lib/derive/types'
import { patchPaths, patchSize } from '../../lib/patch/patch'
import { queueOf } from '../../lib/review/queue'
import { pack } from '../mail/packedMail'
import type { Db } from '../open'
import { openInsert } from '../rows'
import { toRecheck } from './recheck'
import { type IdOf, openInsertReview } from './reviewRows'
import { openSeriesSearch } from './searchRows'

/** A derived series with what its rows need besides. */
export interface SeriesToWrite {
  readonly series: DerivedSeries
  readonly issues: readonly MailIssue[]
  /** See the column `series.chain`. */
  readonly chain: string
  /** The row ids of its mails by their keys. */
  readonly ids: ReadonlyMap<string, number>
  /** The row ids of mails outside of it that its state may name, by their keys. */
  readonly outside: ReadonlyMap<string, number>
  /** The row ids of its commits by their hashes. */
  readonly commits: ReadonlyMap<string, number>
}

/**
 * Prepares the statements that write a derived series. It replaces every series that one of its mails belonged to; their other mails
 * belong to no series until theirs is derived. The caller holds the transaction.
 */
export function openSeriesRows(db: Db): (written: SeriesToWrite) => void {
  const clear = openClear(db)
  const insertSeries = openInsertSeries(db)
  const setPlace = db.prepare<Record<string, number>>(
    'UPDATE places SET series = @series, version = @version, number = @number WHERE message = @message',
  )
  const insertIssue = openInsert(db, 'issues', 'message, code, text, stage')
  const sameKey = db
    .prepare<{ key: string }, number>(
      'SELECT places.message FROM series JOIN places ON places.series = series.id WHERE series.key = @key',
    )
    .pluck()
  return ({ series, issues, chain, ids, outside, commits }) => {
    clear([...ids.values()])
    // A mail may have got the key of another one, whose series is derived again as well.
    const taken = sameKey.all({ key: series.key })
    if (taken.length > 0) clear(taken)
    const id: IdOf = (key) => ids.get(key) ?? find(outside, key)
    const owner = insertSeries(series, chain, id, commits)
    for (const { key, version, number } of series.places)
      setPlace.run({ message: id(key), series: owner, version, number })
    for (const { mailKey, issue } of issues) {
      insertIssue({ message: id(mailKey), code: issue.code, text: issue.text, stage: 'series' })
    }
  }
}

function find(ids: ReadonlyMap<string, number>, key: string): number {
  const id = ids.get(key)
  if (id === undefined) throw new Error(`a derived row names ${key}, which its series does not know`)
  return id
}

/** Deletes the series of these mails and what was found wrong with them there. */
export function openClear(db: Db): (mails: readonly number[]) => void {
  const seriesOf = db
    .prepare<{ message: number }, number | null>('SELECT series FROM places WHERE message = @message')
    .pluck()
  const clearIssues = db.prepare<{ message: number }>(
    "DELETE FROM issues WHERE message = @message AND stage = 'series'",
  )
  const clearPlaces = db.prepare<{ series: number }>(
    'UPDATE places SET series = NULL, version = NULL, number = NULL WHERE series = @series',
  )
  const clearSeries = db.prepare<{ series: number }>('DELETE FROM series WHERE id = @series')
  const siblingsOf = db
    .prepare<{ series: number }, string>(
      'SELECT DISTINCT siblings.mailbox FROM siblings WHERE siblings.series = @series',
    )
    .pluck()
  const recheck = toRecheck(db)
  return (mails) => {
    const owners = new Set(mails.map((message) => seriesOf.get({ message })).filter((id) => typeof id === 'number'))
    for (const message of mails) clearIssues.run({ message })
    for (const series of owners) {
      for (const mailbox of siblingsOf.all({ series })) recheck.add(mailbox)
      clearPlaces.run({ series })
      clearSeries.run({ series })
    }
  }
}

function openInsertSeries(
  db: Db,
): (series: DerivedSeries, chain: string, id: IdOf, commits: ReadonlyMap<string, number>) => number {
  const insert = openInsert(
    db,
    'series',
    'key, title, author_name, author_email, lists, last_ms, messages, replies, patches, state, state_message, state_quote, state_tree, state_release, state_patches, state_commit, state_version, state_conflict, state_conflict_quote, state_basis, state_severity, state_counts, turn, turn_why, turn_people, turn_since_ms, turn_message, queue, backport, chain',
  )
  const insertVersion = openInsertVersion(db)
  const insertEvolution = openInsertEvolution(db)
  const insertReview = openInsertReview(db)
  const insertSearch = openSeriesSearch(db)
  return (series, chain, id, commits) => {
    const { state, turn } = series.review
    const owner = insert({
      key: series.key,
      title: series.title,
      author_name: series.author.name,
      author_email: series.author.email,
      lists: JSON.stringify(series.lists),
      last_ms: series.lastMs,
      messages: series.messages,
      replies: series.replies,
      patches: series.versions.reduce((sum, { patches }) => sum + patches.length, 0),
      state: state.kind,
      state_message: id(state.mailKey),
      state_quote: state.quote,
      state_tree: state.tree,
      state_release: state.release,
      state_patches: JSON.stringify(state.patches),
      state_commit: state.commit === null ? null : find(commits, state.commit.sha),
      state_version: state.version,
      state_conflict: state.conflict === null ? null : id(state.conflict.mailKey),
      state_conflict_quote: state.conflict?.quote ?? '',
      state_basis: state.basis ?? '',
      state_severity: state.severity,
      state_counts: JSON.stringify(state.counts),
      turn: turn.whose,
      turn_why: turn.why,
      turn_people: JSON.stringify(turn.people.map(({ name, emails }) => ({ name, emails }))),
      turn_since_ms: turn.sinceMs,
      turn_message: id(turn.mailKey),
      queue: queueOf({
        state: state.kind,
        whose: turn.whose,
        why: turn.why,
        missing: series.versions.at(-1)?.missingCount ?? 0,
        quiet: false,
        backport: series.backport.length > 0,
      }),
      backport: JSON.stringify(series.backport),
      chain,
    })
    for (const version of series.versions) insertVersion(owner, version, id)
    insertEvolution(owner, series)
    insertReview(owner, series, id)
    insertSearch(owner, series)
    return owner
  }
}

/** The matrix, each cell with its verdict, and what changed in the texts of each pair. */
function openInsertEvolution(db: Db): (series: number, derived: DerivedSeries) => void {
  const insertCell = openInsert(db, 'cells', 'series, track, version, number, change, verdict')
  const insertComparison = openInsert(
    db,
    'comparisons',
    'series, from_version, to_version, position, left_number, right_number, body',
  )
  return (series, { cells, comparisons }) => {
    for (const { track, version, number, verdict } of cells) {
      const { change, ...rest } = verdict ?? { change: 'first' }
      insertCell({ series, track, version, number, change, verdict: verdict === null ? null : JSON.stringify(rest) })
    }
    for (const [index, { from, to, left, right, changes }] of comparisons.entries()) {
      insertComparison({
        series,
        from_version: from,
        to_version: to,
        position: index + 1,
        left_number: left,
        right_number: right,
        body: pack(JSON.stringify(changes)),
      })
    }
  }
}

function openInsertVersion(db: Db): (series: number, version: DerivedVersion, id: IdOf) => void {
  const insert = openInsert(
    db,
    'versions',
    'series, position, version, label, key, rfc, resend, partial, total, missing, missing_count, head, cover, link_to, evidence',
  )
  const insertPatch = openInsertPatch(db)
  const insertCoverTag = openInsert(db, 'cover_tags', 'version, position, name, value, message')
  return (
    series,
    { position, label, urlKey, posting, partial, missing, missingCount, link, patches, coverTags },
    id,
  ) => {
    const version = insert({
      series,
      position,
      version: posting.version,
      label,
      key: urlKey,
      rfc: Number(posting.rfc),
      resend: Number(posting.resend),
      partial: Number(partial),
      total: posting.total,
      missing: JSON.stringify(missing),
      missing_count: missingCount,
      head: id(posting.head.key),
      cover: posting.cover === null ? null : id(posting.cover.key),
      link_to: link?.to ?? null,
      evidence: JSON.stringify(link?.evidence ?? []),
    })
    for (const patch of patches) insertPatch(version, patch, id)
    for (const [place, { name, value, mailKey }] of coverTags.entries()) {
      insertCoverTag({ version, position: place, name, value, message: id(mailKey) })
    }
  }
}

function openInsertPatch(db: Db): (version: number, patch: DerivedPatch, id: IdOf) => void {
  const insert = openInsert(
    db,
    'patches',
    'version, number, message, title, author_name, author_email, added, removed, files',
  )
  const insertTrailer = openInsert(db, 'trailers', 'patch, position, name, value, source, message')
  return (version, { number, mailKey, patch: { title, author, files }, trailers }, id) => {
    const patch = insert({
      version,
      number,
      message: id(mailKey),
      title,
      author_name: author.name,
      author_email: author.email,
      ...patchSize(files),
      files: JSON.stringify(patchPaths(files)),
    })
    for (const [position, { name, value, source, mailKey: from }] of trailers.entries()) {
      insertTrailer({ patch, position, name, value, source, message: id(from) })
    }
  }
}
