import type { BodyTag } from './foldTypes'
import { vouches } from './positions'
import type { ReviewEvent } from './types'

/** The patches of a version that each person tagged or spoke about so far. */
export interface Spoken {
  readonly hear: (event: ReviewEvent) => void
  /** The tracks that a person tagged there; for `rest` also those that they said anything else about. */
  readonly tracks: (
    kind: 'untagged' | 'rest',
    said: { readonly person: number; readonly position: number },
  ) => ReadonlySet<number>
}

const NONE: ReadonlySet<number> = new Set()

/** Starts with the tags that the versions were posted with. Linear in the events and the patches they name. */
export function openSpoken(bodyTags: readonly BodyTag[]): Spoken {
  const found = new Map<string, Set<number>>()
  const put = (kind: 'untagged' | 'rest', person: number, version: number, track: number) => {
    const key = `${kind} ${person} ${version}`
    const tracks = found.get(key)
    if (tracks === undefined) found.set(key, new Set([track]))
    else tracks.add(track)
  }
  const add = (tagged: boolean, person: number, version: number, track: number) => {
    if (tagged) put('untagged', person, version, track)
    put('rest', person, version, track)
  }
  for (const { person, version, track } of bodyTags) add(true, person, version, track)
  return {
    hear({ person, version, tracks, everywhere, counts, position }) {
      if (everywhere || !counts) return
      for (const track of tracks) add(vouches(position) !== null, person, version, track)
    },
    tracks: (kind, { person, position }) => found.get(`${kind} ${person} ${position}`) ?? NONE,
  }
}
