import type { SeriesDocument, SeriesRemarkView } from '../../db/queries/views'
import { isApplied } from '../../lib/review/states'
import { auditFindings, mailIssues, openRemarks } from './seriesSummary'
import { isSinglePatch } from './singlePatch'
import { isGone } from './tracks'

/** A section of the series page. The ids are anchors in addresses. */
export interface SeriesChapter {
  readonly id: 'evolution' | 'versions' | 'remarks' | 'older' | 'commits' | 'around' | 'reports' | 'timeline' | 'known'
  readonly title: string
  /** The number beside the link to the section; '' if a number would say nothing. */
  readonly size: string
  /** Whether only its heading is shown until a reader opens it. */
  readonly folded: boolean
}

/** A timeline of fewer mails says no more than the rest of the page. */
const MIN_EVENTS = 5

/** The sections of a series page that have something to show, in their order. A single patch has no picture of one row. */
export function seriesChapters(series: SeriesDocument): SeriesChapter[] {
  const { versions, tracks, positions, reports, dependencies, fixes, closes, relations, postedInto } = series
  const copies = series.backports.count + series.backportOf.length
  const related =
    dependencies.length + fixes.length + closes.length + relations.length + copies + (postedInto === null ? 0 : 1)
  const older = series.remarks.filter(({ versionKey }) => versionKey !== versions.at(-1)?.key).length
  const events = new Set([...positions, ...reports].map(({ messageId }) => messageId)).size
  const chapter = (
    id: SeriesChapter['id'],
    title: string,
    count: number,
    { size = `${count}`, folded = false } = {},
  ): SeriesChapter[] => (count === 0 ? [] : [{ id, title, size, folded }])
  const single = isSinglePatch(series)
  return [
    ...(single
      ? chapter('versions', 'Versions', versions.length - 1, { size: `${versions.length}` })
      : chapter('evolution', versions.length > 1 ? 'Evolution' : 'Patches', Math.max(1, tracks.length), {
          size: `${tracks.filter((track) => !isGone(track)).length}`,
        })),
    ...(single
      ? chapter('older', 'Comments on older versions', older)
      : chapter('remarks', 'Review comments', series.remarks.length, { size: openSize(series) })),
    ...chapter('commits', 'Commits', series.commits.length),
    ...chapter('around', 'Related', related),
    ...chapter('reports', 'Bot reports', reports.length),
    ...chapter('timeline', 'Timeline', events < MIN_EVENTS ? 0 : events, { size: '', folded: true }),
    ...chapter('known', 'How Reroll knows', proofs(series), { size: '', folded: true }),
  ]
}

/** `4 open`; once the patches are applied `4 left open`, the same number that the head and the lists have; '' for none. */
function openSize(series: SeriesDocument): string {
  const open = openRemarks(series).length
  const over = isApplied(series.state.kind) || series.state.kind === 'reverted'
  return open === 0 ? '' : `${open} ${over ? 'left open' : 'open'}`
}

function proofs(series: SeriesDocument): number {
  const links = series.versions.filter(({ link }) => link !== null).length
  return links + auditFindings(series).length + series.strayReplies.length + mailIssues(series).length
}

/** Where comments are on the page of a series. Those on the newest version of a single patch are at their lines, those on older ones in a section. */
export function commentsAnchor(shown: { readonly single: boolean; readonly older: boolean }): string {
  if (!shown.single) return '#remarks'
  return shown.older ? '#older' : '#code'
}

/** Where these comments are on the page of their series. */
export function remarksAnchor(
  series: Pick<SeriesDocument, 'versions'>,
  remarks: readonly Pick<SeriesRemarkView, 'versionKey'>[],
): string {
  const newest = series.versions.at(-1)?.key
  const older = remarks.length > 0 && remarks.every(({ versionKey }) => versionKey !== newest)
  return commentsAnchor({ single: isSinglePatch(series), older })
}
