import type {
  FindingView,
  IssueView,
  SeriesDocument,
  SeriesRemarkView,
  TrackCell,
  VersionView,
} from '../../db/queries/views'
import { blocks } from '../../lib/review/positions'
import { isOpenStatus } from '../../lib/review/states'
import { changeWords } from './pageWords'
import { nameNumbers } from './patchNumbers'

/** Objections and NAKs that nobody took back, each person's newest first. */
export function openObjections({ remarks }: Pick<SeriesDocument, 'remarks'>): SeriesRemarkView[] {
  return remarks.filter(({ position, status }) => blocks(position) && isOpenStatus(status))
}

/** Review comments that wait for an answer or for a promised change. */
export function openRemarks({ remarks }: Pick<SeriesDocument, 'remarks'>): SeriesRemarkView[] {
  return remarks.filter(({ status }) => isOpenStatus(status))
}

/** The version that a version is compared with; one without patches is set beside the version in front of it. */
export function versionBefore(versions: readonly VersionView[], version: VersionView): VersionView | undefined {
  const compared = versions.find(({ key }) => key === version.comparedWith)
  return compared ?? versions[versions.indexOf(version) - 1]
}

/** What changed since the version that it continues: `code changed in 6 of 15, 1 new`; '' for the first version. */
export function stepWords(series: Pick<SeriesDocument, 'tracks'>, version: VersionView): string {
  const cells = versionCells(series, version)
  if (cells.every(({ change }) => change === 'first')) return ''
  return changeWords(
    cells.map(({ change, applied }) => ({ change: applied ? 'applied' : change, size: 1 })),
    version.patches.length,
  )
}

/** The cells of the matrix that belong to a version, dropped patches among them. */
export function versionCells({ tracks }: Pick<SeriesDocument, 'tracks'>, { key }: VersionView): TrackCell[] {
  return tracks.flatMap(({ cells }) => cells.filter(({ versionKey }) => versionKey === key))
}

/**
 * What a review comment is about, by the numbers of the newest version, and the version it was made on if that is an older one: `on patch 3`, `on
 * patch 26 (25 of v11)`, `on patches 5, 6, v3`, `on the series`.
 */
export function remarkPlace(
  { patches, patch, label }: Pick<SeriesRemarkView, 'patches' | 'patch' | 'label'>,
  newest: string,
): string {
  const older = label === newest ? '' : `, ${label}`
  if (patches.length === 0) return patch === null ? `on the series${older}` : `on patch ${patch} of ${label}`
  const renumbered = older !== '' && patch !== null && !patches.includes(patch)
  return `on ${nameNumbers(patches)}${renumbered ? ` (${patch} of ${label})` : older}`
}

/** Shown in other sections: unannounced changes with the changelog, outdated tags and open comments with their reviewers. */
const SHOWN_ELSEWHERE: readonly FindingView['kind'][] = ['unannounced-change', 'stale-tag', 'open-remark']

/** What the audit found about review tags. */
export function auditFindings({ audit }: Pick<SeriesDocument, 'audit'>): FindingView[] {
  return audit.filter(({ kind }) => !SHOWN_ELSEWHERE.includes(kind))
}

/** What is wrong with the mails. A wrong clock is left out, since it is shown with the date of each version. */
export function mailIssues({ issues }: Pick<SeriesDocument, 'issues'>): IssueView[] {
  return issues.filter(({ code }) => code !== 'date-skew')
}

/** Problems of a mail for which `git am` may refuse its patch. */
const MAY_NOT_APPLY: readonly string[] = ['damaged-diff', 'base-conflict']

/** Patches of the newest version that may not apply, each with the first reason, without its details. */
export function mayNotApply({
  issues,
  versions,
}: Pick<SeriesDocument, 'issues' | 'versions'>): { readonly number: number; readonly why: string }[] {
  return (versions.at(-1)?.patches ?? []).flatMap(({ number, messageId }) => {
    const issue = issues.find((one) => one.messageId === messageId && MAY_NOT_APPLY.includes(one.code))
    return issue === undefined ? [] : [{ number, why: issue.text.replace(/: .*/s, '').replace(/\.$/, '') }]
  })
}

/** Open comments that were made before the patches were applied, and those made since; of an unknown time all are before. */
export function splitByMerge(series: Pick<SeriesDocument, 'remarks' | 'state'>): {
  readonly before: readonly SeriesRemarkView[]
  readonly since: readonly SeriesRemarkView[]
} {
  const { landed, applied, received } = series.state
  const merged = landed?.committed ?? applied?.received ?? received
  const open = openRemarks(series)
  const isSince = (remark: SeriesRemarkView) => merged !== null && remark.received > merged
  return { before: open.filter((remark) => !isSince(remark)), since: open.filter(isSince) }
}
