import { groupBy } from '../../../lib/groupBy'
import { findLanding, type LandedCommit } from '../../../lib/tree/landing'
import type { SeenCommit, TieKey } from '../../../lib/tree/types'
import { loadPatch } from '../../mail/storedPatch'
import type { Db } from '../../open'
import { openCommits, openLanded } from '../../tree/commitReader'
import { openApplied } from '../../tree/commitTexts'
import type { ChangedLines, CommitView, NamerView, VersionView } from '../views'
import { type CommitViews, openCommitViews } from './commitHead'

/** How a commit is tied to a mail, with the lines that only one of them changes; null when they were not compared. */
export interface TieLines {
  readonly by: TieKey
  readonly added: number | null
  readonly removed: number | null
}

interface TieRow extends TieLines {
  readonly message: number
  readonly key: string
  readonly commit: number
}

/** The commits that were made from patches of a series, by version and patch. A backport of one of them is listed with it. */
export function listCommits(db: Db, series: number, versions: readonly VersionView[]): CommitView[] {
  const rows = db
    .prepare<{ series: number }, TieRow>(
      `SELECT ties.message, messages.key, ties."commit", ties.key AS "by", ties.added, ties.removed
       FROM places JOIN ties ON ties.message = places.message JOIN messages ON messages.id = places.message
       WHERE places.series = @series`,
    )
    .all({ series })
  if (rows.length === 0) return []
  const commits = openCommits(db)
  const views = openCommitViews(db)
  const appliedOf = openApplied(db)
  const landed = openLanded(db, commits)(rows.map(({ message: id, key }) => ({ id, key })))
  const outlines = versions.map(({ patches }, index) => ({
    position: index + 1,
    patches: patches.map(({ number, messageId }) => ({ number, mailKey: messageId })),
  }))
  const all = findLanding(outlines, [], landed).commits
  const bySha = groupBy(all, ({ commit, position }) => `${commit.sha} ${position}`)
  return all.flatMap((own): CommitView[] => {
    const { commit, position, number, mailKey, key, revertedBy, fixedBy, backports } = own
    const id = landed.ids.get(commit.sha)
    const row = rows.find((one) => one.commit === id && one.key === mailKey)
    const version = versions[position - 1]
    if (id === undefined || row === undefined || version === undefined) return []
    const applied = appliedOf({ id, commit })
    return [
      {
        ...views.head(commit),
        version: version.version,
        versionKey: version.key,
        patch: number,
        messageId: mailKey,
        by: key,
        ...comparedLines(row),
        squashedWith: (bySha.get(`${commit.sha} ${position}`) ?? []).flatMap((one) => (one === own ? [] : one.number)),
        trailersAdded: applied === undefined ? [] : addedTrailers(loadPatch(db, mailKey).trailers, applied.trailers),
        reverted: revertedBy?.sha ?? null,
        fixes: fixedBy.map(({ sha }) => sha),
        backports: backports.map((one) => ({
          sha: one.commit.sha,
          branch: one.sighting.branch,
          release: one.commit.release,
          reverted: one.revertedBy?.sha ?? null,
        })),
        sightings: views.sightings(commit),
        namers: listNamers(own, views),
      },
    ]
  })
}

/** What happened to a commit since: its fixes, its revert and its backports. */
function listNamers({ revertedBy, fixedBy, backports }: LandedCommit, { head }: CommitViews): NamerView[] {
  const view = (commit: SeenCommit, kind: NamerView['kind'], reverted: string | null = null): NamerView => ({
    ...head(commit),
    kind,
    reverted,
  })
  // One commit may be on several branches.
  const copies = new Map(backports.map(({ commit, revertedBy }) => [commit.sha, { commit, revertedBy }]))
  return [
    ...(revertedBy === null ? [] : [view(revertedBy, 'reverts')]),
    ...fixedBy.map((commit) => view(commit, 'fixes')),
    ...[...copies.values()].map((copy) => view(copy.commit, 'backport', copy.revertedBy?.sha)),
  ]
}

/** What is known of the lines by which a commit differs from its mail: equal patch-ids mean equal diffs, even before they are compared. */
export function comparedLines({ by, added, removed }: TieLines): {
  readonly changed: ChangedLines | null
  readonly compared: boolean
} {
  if (added === null || removed === null) return { changed: null, compared: by === 'patch-id' }
  return { changed: added + removed === 0 ? null : { added, removed }, compared: true }
}

interface NamedTrailer {
  readonly name: string
  readonly value: string
}

/** Trailers that only the commit has, as written. */
export function addedTrailers(posted: readonly NamedTrailer[], applied: readonly NamedTrailer[]): string[] {
  const text = ({ name, value }: NamedTrailer) => `${name}: ${value}`
  const had = new Set(posted.map(text))
  return applied.map(text).filter((line) => !had.has(line))
}
