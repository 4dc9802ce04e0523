import type {
  DerivedCluster,
  DerivedPatch,
  DerivedRelation,
  DerivedSeries,
  DerivedVersion,
} from '../../lib/derive/types'
import { patchPaths, patchSize } from '../../lib/patch/patch'
import { pack } from '../mail/packedMail'
import type { Db } from '../open'
import { openInsert } from '../rows'
import { type IdOf, openInsertReview } from './reviewRows'
import { openSeriesSearch } from './searchRows'

export interface SeriesRows {
  /** Replaces everything that was derived from these mails. `idsByKey` gives the row id of each of them by its key. */
  readonly replace: (ids: readonly number[], derived: DerivedCluster, idsByKey: ReadonlyMap<string, number>) => void
}

/** Prepares the statements that write a derived cluster. The caller holds the transaction. */
export function openSeriesRows(db: Db): SeriesRows {
  const clear = openClear(db)
  const insertSeries = openInsertSeries(db)
  const insertRelation = openInsertRelation(db)
  const insertPlace = openInsert(
    db,
    'places',
    'message, thread, parent, ghost, order_ms, kind, series, version, number',
  )
  const insertIssue = openInsert(db, 'issues', 'message, code, text, stage')
  return {
    replace(ids, { places, series, issues }, idsByKey) {
      clear(ids)
      const id: IdOf = (key) => find(idsByKey, key)
      const seriesIds = new Map(series.map((one) => [one.key, insertSeries(one, id)]))
      for (const { key, thread, parent, ghost, orderMs, kind, series: owner, version, number } of places) {
        insertPlace({
          message: id(key),
          thread: id(thread),
          parent: parent === null ? null : id(parent),
          ghost,
          order_ms: orderMs,
          kind,
          series: owner === null ? null : find(seriesIds, owner),
          version,
          number,
        })
      }
      for (const { key, relations } of series) {
        for (const relation of relations) insertRelation(find(seriesIds, key), relation, id)
      }
      for (const { mailKey, issue } of issues) {
        insertIssue({ message: id(mailKey), code: issue.code, text: issue.text, stage: 'series' })
      }
    },
  }
}

function find(ids: ReadonlyMap<string, number>, key: string): number {
  const id = ids.get(key)
  if (id === undefined) throw new Error(`a derived row names ${key}, which is not in its cluster`)
  return id
}

function openClear(db: Db): (ids: readonly number[]) => void {
  const seriesOf = db
    .prepare<{ message: number }, number | null>('SELECT series FROM places WHERE message = @message')
    .pluck()
  const clearPlace = db.prepare<{ message: number }>('DELETE FROM places WHERE message = @message')
  const clearIssues = db.prepare<{ message: number }>(
    "DELETE FROM issues WHERE message = @message AND stage = 'series'",
  )
  const clearPlaces = db.prepare<{ series: number }>('DELETE FROM places WHERE series = @series')
  const clearSeries = db.prepare<{ series: number }>('DELETE FROM series WHERE id = @series')
  return (ids) => {
    const owners = new Set(ids.map((message) => seriesOf.get({ message })).filter((id) => typeof id === 'number'))
    for (const message of ids) {
      clearPlace.run({ message })
      clearIssues.run({ message })
    }
    for (const series of owners) {
      clearPlaces.run({ series })
      clearSeries.run({ series })
    }
  }
}

function openInsertSeries(db: Db): (series: DerivedSeries, id: IdOf) => number {
  const insert = openInsert(
    db,
    'series',
    'key, title, author_name, author_email, lists, last_ms, messages, replies, state, state_message, state_quote, state_tree, state_release, state_patches, turn, turn_why, turn_since_ms, turn_message',
  )
  const insertVersion = openInsertVersion(db)
  const insertEvolution = openInsertEvolution(db)
  const insertReview = openInsertReview(db)
  const insertSearch = openSeriesSearch(db)
  return (series, id) => {
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
      state: state.kind,
      state_message: id(state.mailKey),
      state_quote: state.quote,
      state_tree: state.tree,
      state_release: state.release,
      state_patches: JSON.stringify(state.patches),
      turn: turn.whose,
      turn_why: turn.why,
      turn_since_ms: turn.sinceMs,
      turn_message: id(turn.mailKey),
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

function openInsertRelation(db: Db): (series: number, relation: DerivedRelation, id: IdOf) => void {
  const insert = db.prepare<Readonly<Record<string, string | number>>>(
    `INSERT INTO relations (version, kind, other, evidence)
     SELECT versions.id, @kind, @other, @evidence FROM versions
     WHERE versions.series = @series AND versions.position = @position`,
  )
  return (series, { version, kind, otherKey, evidence }, id) => {
    insert.run({ series, position: version, kind, other: id(otherKey), evidence: JSON.stringify(evidence) })
  }
}
