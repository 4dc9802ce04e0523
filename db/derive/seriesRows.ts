import type {
  DerivedCluster,
  DerivedPatch,
  DerivedRelation,
  DerivedSeries,
  DerivedVersion,
} from '../../lib/derive/types'
import { patchPaths, patchSize } from '../../lib/patch/patch'
import { pack } from '../mail/blob'
import type { Db } from '../open'
import { type IdOf, openInsertReview } from './reviewRows'
import { openSeriesSearch } from './searchRows'

/** Ids of messages by their keys. */
export type IdsByKey = ReadonlyMap<string, number>

export interface SeriesRows {
  /** Replaces everything that was derived from these mails. */
  readonly replace: (ids: readonly number[], derived: DerivedCluster, idsByKey: IdsByKey) => void
}

export function openSeriesRows(db: Db): SeriesRows {
  const clear = openClear(db)
  const insertSeries = openInsertSeries(db)
  const insertRelations = openInsertRelations(db)
  const insertPlace = db.prepare(
    `INSERT INTO places (message, thread, parent, ghost, order_ms, kind, series, version, number)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const insertIssue = db.prepare("INSERT INTO issues (message, code, text, line, stage) VALUES (?, ?, ?, ?, 'series')")
  return {
    replace(ids, { places, series, issues }, idsByKey) {
      clear(ids)
      const id = (key: string): number => idOf(idsByKey, key)
      const seriesIds = new Map(series.map((one) => [one.key, insertSeries(one, id)]))
      for (const place of places) {
        const parent = place.parent === null ? null : id(place.parent)
        const owner = place.series === null ? null : (seriesIds.get(place.series) ?? null)
        const { ghost, orderMs, kind, version, number } = place
        insertPlace.run(id(place.key), id(place.thread), parent, ghost, orderMs, kind, owner, version, number)
      }
      for (const one of series) insertRelations(seriesIds.get(one.key) ?? 0, one.relations, id)
      for (const { mailKey, issue } of issues) insertIssue.run(id(mailKey), issue.code, issue.text, issue.line ?? null)
    },
  }
}

function idOf(idsByKey: IdsByKey, key: string): number {
  const id = idsByKey.get(key)
  if (id === undefined) throw new Error(`derived rows name mail ${key}, which is not in the cluster`)
  return id
}

function openClear(db: Db): (ids: readonly number[]) => void {
  const seriesOf = db.prepare<[number], number | null>('SELECT series FROM places WHERE message = ?').pluck()
  const clearPlaces = db.prepare<[number]>('DELETE FROM places WHERE series = ?')
  const clearPlace = db.prepare<[number]>('DELETE FROM places WHERE message = ?')
  const clearIssues = db.prepare<[number]>("DELETE FROM issues WHERE message = ? AND stage = 'series'")
  const clearSeries = db.prepare<[number]>('DELETE FROM series WHERE id = ?')
  return (ids) => {
    const series = new Set(ids.map((id) => seriesOf.get(id)).filter((id) => typeof id === 'number'))
    for (const id of ids) {
      clearPlace.run(id)
      clearIssues.run(id)
    }
    for (const id of series) {
      clearPlaces.run(id)
      clearSeries.run(id)
    }
  }
}

function openInsertSeries(db: Db): (series: DerivedSeries, id: IdOf) => number {
  const insert = db.prepare(
    `INSERT INTO series (key, title, author_name, author_email, lists, first_ms, last_ms, messages, replies, reviewers,
                         state, state_message, state_quote, state_tree, state_release, state_patches,
                         turn, turn_why, turn_since_ms, turn_message)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const insertCell = db.prepare(
    `INSERT INTO cells (series, track, version, number, change, facts, added, removed, note)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const insertComparison = db.prepare(
    `INSERT INTO comparisons (series, from_version, to_version, position, left_number, right_number, verdict, body)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const insertVersion = openInsertVersion(db)
  const insertReview = openInsertReview(db)
  const insertSearch = openSeriesSearch(db)
  return (series, id) => {
    const { key, title, author, lists, firstMs, lastMs, messages, replies, reviewers } = series
    const { state, turn } = series.review
    const row = insert.run(
      key,
      title,
      author.name,
      author.email,
      JSON.stringify(lists),
      firstMs,
      lastMs,
      messages,
      replies,
      reviewers,
      state.kind,
      id(state.mailKey),
      state.quote,
      state.tree,
      state.release,
      JSON.stringify(state.patches),
      turn.whose,
      turn.why,
      turn.sinceMs,
      id(turn.mailKey),
    )
    const owner = Number(row.lastInsertRowid)
    for (const version of series.versions) insertVersion(owner, version, id)
    for (const { track, version, number, change, facts, added, removed, note } of series.cells) {
      insertCell.run(owner, track, version, number, change, JSON.stringify(facts), added, removed, note)
    }
    for (const [index, { from, to, left, right, verdict, changes }] of series.comparisons.entries()) {
      const body = pack(JSON.stringify(changes))
      insertComparison.run(owner, from, to, index + 1, left, right, JSON.stringify(verdict), body)
    }
    insertReview(owner, series, id)
    insertSearch(owner, series)
    return owner
  }
}

function openInsertVersion(db: Db): (series: number, version: DerivedVersion, id: IdOf) => void {
  const insert = db.prepare(
    `INSERT INTO versions (series, position, version, label, key, rfc, resend, partial, total, missing, head, cover,
                           joined_by, link_to, evidence)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const insertPatch = openInsertPatch(db)
  return (series, { position, label, urlKey, posting, partial, missing, link, patches }, id) => {
    const row = insert.run(
      series,
      position,
      posting.version,
      label,
      urlKey,
      posting.rfc ? 1 : 0,
      posting.resend ? 1 : 0,
      partial ? 1 : 0,
      posting.total,
      JSON.stringify(missing),
      id(posting.head.key),
      posting.cover === null ? null : id(posting.cover.key),
      posting.joinedBy,
      link?.to ?? null,
      JSON.stringify(link?.evidence ?? []),
    )
    for (const patch of patches) insertPatch(Number(row.lastInsertRowid), patch, id)
  }
}

function openInsertRelations(db: Db): (series: number, relations: readonly DerivedRelation[], id: IdOf) => void {
  const insert = db.prepare(
    `INSERT INTO relations (version, kind, other, evidence)
     SELECT id, ?, ?, ? FROM versions WHERE series = ? AND position = ?`,
  )
  return (series, relations, id) => {
    for (const { version, kind, otherKey, evidence } of relations) {
      insert.run(kind, id(otherKey), JSON.stringify(evidence), series, version)
    }
  }
}

function openInsertPatch(db: Db): (version: number, patch: DerivedPatch, id: IdOf) => void {
  const insert = db.prepare(
    `INSERT INTO patches (version, number, message, title, author_name, author_email, added, removed, files)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const insertTrailer = db.prepare(
    'INSERT INTO trailers (patch, position, name, value, source, message) VALUES (?, ?, ?, ?, ?, ?)',
  )
  return (version, { number, mailKey, patch, trailers }, id) => {
    const { title, author, files } = patch
    const { added, removed } = patchSize(files)
    const paths = JSON.stringify(patchPaths(files))
    const row = insert.run(version, number, id(mailKey), title, author.name, author.email, added, removed, paths)
    for (const [position, trailer] of trailers.entries()) {
      insertTrailer.run(row.lastInsertRowid, position, trailer.name, trailer.value, trailer.source, id(trailer.mailKey))
    }
  }
}
