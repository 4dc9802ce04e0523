import type { SeriesDocument, SeriesRemarkView, TrackCell, VersionView } from '../../db/queries/views'

/** Objections and refusals that nobody withdrew, each person's newest first. */
export function standingObjections({ remarks }: Pick<SeriesDocument, 'remarks'>): SeriesRemarkView[] {
  return remarks.filter(({ position, status }) => (position === 'nak' || position === 'objects') && isWaiting(status))
}

/** What was asked for and waits for an answer or a change. */
export function openRemarks({ remarks }: Pick<SeriesDocument, 'remarks'>): SeriesRemarkView[] {
  return remarks.filter(({ status }) => isWaiting(status))
}

function isWaiting(status: SeriesRemarkView['status']): boolean {
  return status === 'open' || status === 'promised'
}

/** What changed from the version before: `code changed in 6 of 15, 1 new`; '' for the first version. */
export function stepWords(series: Pick<SeriesDocument, 'tracks'>, version: VersionView): string {
  const cells: TrackCell[] = []
  for (const track of series.tracks) {
    for (const cell of track.cells) if (cell.versionKey === version.key) cells.push(cell)
  }
  if (cells.every(({ change }) => change === 'first')) return ''
  const of = (change: string) => cells.filter((cell) => cell.change === change).length
  return [
    of('code') === 0 ? 'no code changed' : `code changed in ${of('code')} of ${version.patches.length}`,
    ...(of('new') > 0 ? [`${of('new')} new`] : []),
    ...(of('dropped') > 0 ? [`${of('dropped')} dropped`] : []),
  ].join(', ')
}

/** `on patch 3`, `on patches 3 and 4`, `on the series`: where a remark stands, by the numbers of the newest version. */
export function remarkPlace({ patches, patch }: Pick<SeriesRemarkView, 'patches' | 'patch'>): string {
  if (patches.length === 0) return patch === null ? 'on the series' : `on patch ${patch}`
  return patches.length === 1 ? `on patch ${patches[0]}` : `on ${patches.length} patches`
}
