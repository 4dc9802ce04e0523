import { compareCounterparts } from '../../../lib/evolution/compare'
import { describeNotes } from '../../../lib/evolution/note'
import type { Patch } from '../../../lib/patch/types'
import { patchNumber } from '../../../lib/patchNumber'
import { isOpenStatus } from '../../../lib/review/states'
import { isNamed } from '../../../lib/tree/commitKeys'
import { isReverting, openBackportReverts } from '../../../lib/tree/reverts'
import type { TieKey } from '../../../lib/tree/types'
import { loadPatch } from '../../mail/storedPatch'
import type { Db } from '../../open'
import { type CommitReader, findNamers, openCommits, type StoredCommit } from '../../tree/commitReader'
import { openApplied } from '../../tree/commitTexts'
import { isoTime } from '../format'
import { getReview } from '../review/seriesReview'
import { listVersions } from '../series/versionList'
import type {
  AnnotatedComparisonView,
  CommitDocument,
  CommitHeadView,
  DigView,
  DugView,
  NamerView,
  SeriesRemarkView,
  ShortNamerView,
  VersionView,
} from '../views'
import { type CommitViews, openCommitViews } from './commitHead'
import { addedTrailers, comparedLines } from './seriesCommits'

/** A hash as people write it: in full or shortened, to at least as many digits as git prints. */
const COMMIT_HASH = /^[0-9a-f]{7,64}$/

/** The commits whose hash starts so, at most 20. Empty for a text that cannot be a hash. */
export function findCommits(db: Db, hash: string): CommitHeadView[] {
  const wanted = hash.toLowerCase()
  if (!COMMIT_HASH.test(wanted)) return []
  const { head } = openCommitViews(db)
  return openCommits(db)
    .byHash(wanted)
    .map(({ commit }) => head(commit))
}

/** The commit with this whole hash, with the mails that it was made from; undefined when it is not stored. */
export function getCommit(db: Db, sha: string): CommitDocument | undefined {
  const commits = openCommits(db)
  const stored = commits.byHash(sha).find(({ commit }) => commit.sha === sha)
  if (stored === undefined) return undefined
  const { commit } = stored
  const views = openCommitViews(db)
  const applied = openApplied(db)(stored)
  return {
    ...views.head(commit),
    authored: isoTime(commit.authoredMs),
    merge: commit.parents > 1,
    sightings: views.sightings(commit),
    namers: listNamers(stored, commits, views),
    names: listNamed(stored, commits, views),
    mails: listTies(db, stored.id).map((row) => toDug(db, stored, row, applied)),
  }
}

/** From a commit to its review, in short. Undefined when no mail is known that it was made from. */
export function digCommit(db: Db, sha: string): DigView | undefined {
  const found = getCommit(db, sha)
  const mail = found?.mails[0]
  if (found === undefined || mail === undefined) return undefined
  const { title, tree, branch, role, committer, committed, release, gone, names, namers } = found
  const { messageId, seriesId: series, version, patch, by, changed, compared, trailersAdded, tags, open } = mail
  return {
    ...{ sha, title, tree, branch, role, committer, committed, release, gone },
    ...{ messageId, series, version, patch, by, changed, compared, trailersAdded, tags },
    names: names.map(toShort),
    namers: namers.map(toShort),
    open: open.map(({ person, label, quote, messageId }) => ({ person, label, quote, messageId })),
  }
}

function toShort({ kind, sha, title, tree, branch, release, reverted }: NamerView): ShortNamerView {
  return { kind, sha, title, tree, branch, release, reverted }
}

interface TieRow {
  readonly key: string
  readonly by: TieKey
  readonly added: number | null
  readonly removed: number | null
  readonly series: number
  readonly series_key: string
  readonly series_title: string
  readonly version: number
  readonly number: number
}

/** The patch mails that a commit is tied to, first the one that it was made from. */
function listTies(db: Db, commit: number): TieRow[] {
  return db
    .prepare<{ commit: number }, TieRow>(
      `SELECT messages.key, ties.key AS "by", ties.added, ties.removed, series.id AS series, series.key AS series_key,
              series.title AS series_title, places.version, places.number
       FROM ties JOIN messages ON messages.id = ties.message JOIN places ON places.message = ties.message
            JOIN series ON series.id = places.series
       WHERE ties."commit" = @commit ORDER BY ties.position`,
    )
    .all({ commit })
}

function toDug(db: Db, { commit }: StoredCommit, row: TieRow, applied: Patch | undefined): DugView {
  const versions = listVersions(db, row.series)
  const number = patchNumber(row.number)
  const version = versions[row.version - 1]
  const patch = version?.patches.find((one) => one.number === number)
  if (version === undefined || patch === undefined)
    throw new Error(`patch ${row.key} is not in version ${row.version} of its series`)
  const posted = loadPatch(db, row.key)
  return {
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
    trailersAdded: applied === undefined ? [] : addedTrailers(posted.trailers, applied.trailers),
    tags: patch.trailers.flatMap(({ name, value }) =>
      /^(?:reviewed|acked|tested)-by$/i.test(name) ? `${name}: ${value}` : [],
    ),
    open: openBefore(db, row, versions, isoTime(commit.committedMs)),
    comparison: applied === undefined ? null : toComparison(row, version, patch.title, number, posted, applied),
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

/** A comparison as pages show it, from the posted version to the commit. */
function toComparison(
  row: TieRow,
  version: VersionView,
  title: string,
  number: number,
  posted: Patch,
  applied: Patch,
): AnnotatedComparisonView {
  const comparison = compareCounterparts(posted, applied)
  const from = { version: version.version, label: version.label, key: version.key }
  const ref = { number, messageId: row.key }
  return {
    seriesId: row.series_key,
    title: row.series_title,
    from,
    to: { version: version.version, label: 'commit', key: 'commit' },
    versions: [from],
    number,
    patchTitle: title,
    old: ref,
    new: ref,
    comparison,
    note: describeNotes(comparison.verdict.notes),
    remarks: { from: [], to: [] },
    previous: null,
    next: null,
    placed: [],
    numbers: {},
  }
}

/** The commits that name one: as fixed, reverted, or their origin. */
function listNamers({ commit: named }: StoredCommit, commits: CommitReader, { head }: CommitViews): NamerView[] {
  const findRevert = openBackportReverts(findNamers([named], commits).map(({ commit }) => commit))
  return commits.namersOf(named).map(({ commit }): NamerView => {
    if (isReverting(commit, named)) return { ...head(commit), kind: 'reverts', reverted: null }
    const isOrigin = commit.marks.origins.some((hash) => isNamed(named.sha, hash))
    if (!isOrigin) return { ...head(commit), kind: 'fixes', reverted: null }
    const [revert] = commit.sightings.flatMap((on) => findRevert(commit, named, on) ?? [])
    return { ...head(commit), kind: 'backport', reverted: revert?.sha ?? null }
  })
}

/** The commits that one names: what it fixes, reverts, or was backported from. */
function listNamed({ commit }: StoredCommit, commits: CommitReader, views: CommitViews): NamerView[] {
  const kinds = [
    ['fixes', commit.marks.fixes],
    ['reverts', commit.marks.reverts],
    ['backport', commit.marks.origins],
  ] as const
  return kinds.flatMap(([kind, hashes]) =>
    hashes
      .flatMap((hash) => {
        const found = commits.byHash(hash)
        // A shortened hash that several commits have names none of them.
        return found.length === 1 ? found : []
      })
      .map((one) => ({ ...views.head(one.commit), kind, reverted: null })),
  )
}
