import type { SeriesDocument } from '../../db/queries/views'
import { auditFindings, mailIssues } from './findings'
import { openRemarks } from './verdict'

/** A section of the series page; what has nothing to say is named in one line at the end instead. */
export interface SeriesChapter {
  readonly id:
    | 'versions'
    | 'evolution'
    | 'reviewers'
    | 'remarks'
    | 'changelog'
    | 'timeline'
    | 'reports'
    | 'audit'
    | 'around'
    | 'issues'
  readonly title: string
  /** How much it has, '' when that says nothing. */
  readonly size: string
  /** How its absence is said; '' for a section that is always there. */
  readonly absence: string
  readonly empty: boolean
}

/** The sections of a series page in their order, the empty ones too. */
export function seriesChapters(series: SeriesDocument): SeriesChapter[] {
  const { versions, tracks, positions, changelog, audit, reports, dependencies, fixes, closes, relations } = series
  const around = dependencies.length + fixes.length + closes.length + relations.length
  const announced = changelog.length + audit.filter(({ kind }) => kind === 'unannounced-change').length
  const open = openRemarks(series).length
  const chapter = (id: SeriesChapter['id'], title: string, size: number, absence: string): SeriesChapter => ({
    id,
    title,
    size: size === 0 ? '' : `${size}`,
    absence,
    empty: absence !== '' && size === 0,
  })
  return [
    chapter('versions', 'Versions', versions.length, ''),
    chapter('evolution', versions.length > 1 ? 'Evolution' : 'Patches', tracks.length, ''),
    chapter('reviewers', 'Reviewers', new Set(series.standings.map(({ person }) => person)).size, 'no reviewers'),
    {
      ...chapter('remarks', 'Remarks', series.remarks.length, 'no remarks'),
      size: open === 0 ? '' : `${open} open`,
    },
    chapter('changelog', 'Changelog', announced, 'no changelog'),
    { ...chapter('timeline', 'Timeline', positions.length + reports.length, 'no replies'), size: '' },
    chapter('reports', 'Reports of machines', reports.length, 'no reports of machines'),
    chapter('audit', 'Audit', auditFindings(series).length, 'no doubts about tags'),
    chapter('around', 'Around', around, 'no other series around it'),
    chapter('issues', 'How it was read', mailIssues(series).length, 'nothing wrong with its mails'),
  ]
}
