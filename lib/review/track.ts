import { at } from '../at'
import type { PatchStep } from './input'

/** One patch followed through the versions. */
export interface ReviewTrack {
  /** Number of the patch by position of the version. */
  readonly numbers: ReadonlyMap<number, number>
  /** Positions of the versions in which the code differs from the version before. */
  readonly codeChangedIn: ReadonlySet<number>
}

/** The patch numbers of each version. */
export interface NumberedVersion {
  readonly position: number
  readonly numbers: readonly number[]
}

/** Joins steps into tracks. A patch that no step leads to starts a track of its own. The order of the input does not matter. */
export function joinTracks(versions: readonly NumberedVersion[], steps: readonly PatchStep[]): ReviewTrack[] {
  const tracks: { numbers: Map<number, number>; codeChangedIn: Set<number> }[] = []
  const bySeat = new Map<string, number>()
  const leading = new Map(
    steps.flatMap((step) =>
      step.left === null || step.right === null ? [] : [[`${step.to}/${step.right}`, step] as const],
    ),
  )
  for (const { position, numbers } of [...versions].sort((a, b) => a.position - b.position)) {
    for (const number of [...numbers].sort((a, b) => a - b)) {
      const step = leading.get(`${position}/${number}`)
      const known = step === undefined ? undefined : bySeat.get(`${step.from}/${step.left}`)
      const index = known ?? tracks.push({ numbers: new Map(), codeChangedIn: new Set() }) - 1
      const track = at(tracks, index)
      track.numbers.set(position, number)
      if (known !== undefined && step?.code === true) track.codeChangedIn.add(position)
      bySeat.set(`${position}/${number}`, index)
    }
  }
  return tracks
}
