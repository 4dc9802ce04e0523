import type { Patch } from '../../../lib/patch/types'
import { patchNumber } from '../../../lib/patchNumber'
import { isOpenStatus } from '../../../lib/review/states'
import { loadPatch } from '../../mail/storedPatch'
import type { Db } from '../../open'
import type { StoredCommit } from '../../tree/commitReader'
import { openApplied } from '../../tree/commitTexts'
import { compareWithCommit } from '../compare/commitComparison'
import { isoTime } from '../format'
import { getReview } from '../review/seriesReview'
import { listVersions } from '../series/versionList'
import type { AnnotatedComparisonView, DugView, PatchMailView, SeriesRemarkView, VersionView } from '../views'
import { addedTrailers, comparedLines, type TieLines } from './seriesCommits'

interface TieRow extends TieLines {
  readonly key: string
  readonly series: number
  readonly series_key: string
  readonly series_title: string
  readonly version: number
  readonly number: number
}

/** The patch mails that a commit is tied to, first the one that it was made from, each with what was open then. */
export function listPatchMails(db: Db, stored: StoredCommit): PatchMailView[] {
  return listTied(db, stored).map(({ mail }) => mail)
}

/** The same, with how the commit differs from each. */
export function listCommitMails(db: Db, stored: StoredCommit): DugView[] {
  return listTied(db, stored).map(({ mail, compare }) => ({ ...mail, comparison: compare() }))
}

/** A mail that a commit was made from. The two are compared only on demand, because that takes time. */
interface TiedMail {
  readonly mail: PatchMailView
  /** Null when the text of the commit is not stored, or the patch was squashed with others. */
  readonly compare: () => AnnotatedComparisonView | null
}

function listTied(db: Db, stored: StoredCommit): TiedMail[] {
  const rows = db
    .prepare<{ commit: number }, TieRow>(
      `SELECT messages.key, ties.key AS "by", ties.added, ties.removed, series.id AS series, series.key AS series_key,
              series.title AS series_title, places.version, places.number
       FROM ties JOIN messages ON messages.id = ties.message JOIN places ON places.message = ties.message
            JOIN series ON series.id = places.series
       WHERE ties."commit" = @commit ORDER BY ties.position`,
    )
    .all({ commit: stored.id })
  const applied = openApplied(db)(stored)
  return rows.map((row) => toTied(db, stored, row, { squashedWith: squashedWith(row, rows), applied }))
}

/** Numbers of the other patches of the version that are tied to the same commit. */
function squashedWith({ series, version, number }: TieRow, ties: readonly TieRow[]): number[] {
  const others = ties.filter((one) => one.series === series && one.version === version && one.number !== number)
  return others.map((one) => patchNumber(one.number)).sort((a, b) => a - b)
}

interface Applied {
  readonly squashedWith: readonly number[]
  readonly applied: Patch | undefined
}

function toTied(db: Db, { commit }: StoredCommit, row: TieRow, { squashedWith, applied }: Applied): TiedMail {
  const versions = listVersions(db, row.series)
  const number = patchNumber(row.number)
  const version = versions[row.version - 1]
  const patch = version?.patches.find((one) => one.number === number)
  if (version === undefined || patch === undefined)
    throw new Error(`patch ${row.key} is not in version ${row.version} of its series`)
  const posted = loadPatch(db, row.key)
  const mail = {
    seriesId: row.series_key,
    seriesTitle: row.series_title,
    version: version.version,
    label: version.label,
    versionKey: version.key,
    patch: number,
    patchTitle: patch.title,
    author: patch.author,
    messageId: row.key,
    by: row.by,
    ...comparedLines(row),
    squashedWith,
    trailersAdded: applied === undefined ? [] : addedTrailers(posted.trailers, applied.trailers),
    tags: patch.trailers.flatMap(({ name, value }) =>
      /^(?:reviewed|acked|tested)-by$/i.test(name) ? `${name}: ${value}` : [],
    ),
    open: openBefore(db, row, versions, isoTime(commit.committedMs)),
  }
  return {
    mail,
    compare: () => {
      if (applied === undefined || squashedWith.length > 0) return null
      const place = { seriesId: row.series_key, title: row.series_title, version, number }
      const mail = { ...place, patchTitle: patch.title, messageId: row.key, patch: posted }
      return { ...compareWithCommit(mail, applied), placed: [], numbers: {} }
    },
  }
}

/** The review comments on a patch, or on the whole series, that were made before it was committed and are still open. */
function openBefore(db: Db, row: TieRow, versions: readonly VersionView[], committed: string): SeriesRemarkView[] {
  const remarks = getReview(db, row.series, versions).remarks.filter(
    ({ status, received }) => isOpenStatus(status) && received < committed,
  )
  if (remarks.length === 0) return []
  const newest = db
    .prepare<{ series: number; version: number; number: number; newest: number }, number>(
      `SELECT newest.number FROM cells AS own JOIN cells AS newest ON newest.series = own.series AND newest.track = own.track
       WHERE own.series = @series AND own.version = @version AND own.number = @number AND own.change <> 'dropped'
         AND newest.version = @newest AND newest.change <> 'dropped'`,
    )
    .pluck()
    .get({ series: row.series, version: row.version, number: row.number, newest: versions.length })
  const number = newest === undefined ? undefined : patchNumber(newest)
  return remarks.filter(({ patches }) => patches.length === 0 || (number !== undefined && patches.includes(number)))
}
