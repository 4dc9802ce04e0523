import type { SeriesDocument } from '../../db/queries/views'
import { auditFindings, mailIssues, openRemarks } from './seriesSummary'

/** A section of the series page. The ids are anchors in addresses. */
export interface SeriesChapter {
  readonly id:
    | 'versions'
    | 'evolution'
    | 'commits'
    | 'reviewers'
    | 'remarks'
    | 'changelog'
    | 'timeline'
    | 'reports'
    | 'audit'
    | 'around'
    | 'stray'
    | 'issues'
  readonly title: string
  /** The number beside the link to the section; '' if a number would say nothing. */
  readonly size: string
}

/** The sections of a series page that have something to show, in their order. */
export function seriesChapters(series: SeriesDocument): SeriesChapter[] {
  const { versions, tracks, positions, changelog, audit, reports, dependencies, fixes, closes, relations } = series
  const related = dependencies.length + fixes.length + closes.length + relations.length
  const announced = changelog.length + audit.filter(({ kind }) => kind === 'unannounced-change').length
  const reviewers = new Set(series.standings.map(({ person }) => person)).size
  const open = openRemarks(series).length
  const chapter = (id: SeriesChapter['id'], title: string, count: number, size = `${count}`): SeriesChapter[] =>
    count === 0 ? [] : [{ id, title, size }]
  return [
    ...chapter('versions', 'Versions', versions.length),
    { id: 'evolution', title: versions.length > 1 ? 'Evolution' : 'Patches', size: `${tracks.length}` },
    ...chapter('commits', 'Commits', series.commits.length),
    ...chapter('reviewers', 'Reviewers', reviewers),
    ...chapter('remarks', 'Review comments', series.remarks.length, open === 0 ? '' : `${open} open`),
    ...chapter('changelog', 'Changelog', announced),
    ...chapter('timeline', 'Timeline', positions.length + reports.length, ''),
    ...chapter('reports', 'Bot reports', reports.length),
    ...chapter('audit', 'Audit', auditFindings(series).length),
    ...chapter('around', 'Related', related),
    ...chapter('stray', 'Replies to missing mails', series.strayReplies.length),
    ...chapter('issues', 'Problems with the mails', mailIssues(series).length),
  ]
}
