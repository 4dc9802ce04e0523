import { at } from '../at'
import type { PatchStep } from './input'

/** One patch followed through the versions. */
export interface ReviewTrack {
  /** Number of the patch by position of the version. */
  readonly numbers: ReadonlyMap<number, number>
  /** Positions of the versions in which the code differs from the version before. */
  readonly codeChangedIn: ReadonlySet<number>
  /** Those of them in which more changed than white space or what a rebase made necessary: older review tags predate them. */
  readonly reallyChangedIn: ReadonlySet<number>
  /** Key of the patch mail by position of the version. A partial reroll has the mails of the patches that it takes over. */
  readonly mailKeys: ReadonlyMap<number, string>
}

/** The patches of a version, by number and mail. */
export interface NumberedVersion {
  readonly position: number
  readonly patches: readonly { readonly number: number; readonly mailKey: string }[]
}

/** Whether two versions have the same mail of a patch: the newer one takes it over, with the tags that it got. */
export function isTakenOver({ mailKeys }: Pick<ReviewTrack, 'mailKeys'>, from: number, to: number): boolean {
  return from !== to && mailKeys.has(from) && mailKeys.get(from) === mailKeys.get(to)
}

/** Joins steps into tracks. A patch that no step leads to starts a track of its own. The order of the input does not matter. */
export function joinTracks(versions: readonly NumberedVersion[], steps: readonly PatchStep[]): ReviewTrack[] {
  const tracks: {
    numbers: Map<number, number>
    codeChangedIn: Set<number>
    reallyChangedIn: Set<number>
    mailKeys: Map<number, string>
  }[] = []
  const startTrack = () => ({
    numbers: new Map(),
    codeChangedIn: new Set<number>(),
    reallyChangedIn: new Set<number>(),
    mailKeys: new Map(),
  })
  const bySeat = new Map<string, number>()
  const leading = new Map(
    steps.flatMap((step) =>
      step.left === null || step.right === null ? [] : [[`${step.to}/${step.right}`, step] as const],
    ),
  )
  for (const { position, patches } of [...versions].sort((a, b) => a.position - b.position)) {
    for (const { number, mailKey } of [...patches].sort((a, b) => a.number - b.number)) {
      const step = leading.get(`${position}/${number}`)
      const known = step === undefined ? undefined : bySeat.get(`${step.from}/${step.left}`)
      const index = known ?? tracks.push(startTrack()) - 1
      const track = at(tracks, index)
      track.numbers.set(position, number)
      track.mailKeys.set(position, mailKey)
      if (known !== undefined && step?.code === true) track.codeChangedIn.add(position)
      if (known !== undefined && step?.real === true) track.reallyChangedIn.add(position)
      bySeat.set(`${position}/${number}`, index)
    }
  }
  return tracks
}
