import { groupBy } from '../groupBy'
import type { StoryVersion } from './types'

/** Something that was said about patches of a version. */
export interface Said {
  /** Position of the version. */
  readonly version: number
  /** Numbers there; `all` for what counts for each patch, `none` for what is about no patch in particular. */
  readonly patches: readonly number[] | 'all' | 'none'
}

/** Where the marks of a series are. */
export interface Placed<One extends Said> {
  /** What was said about one patch in one version, in its order. */
  readonly on: (version: number, number: number) => readonly One[]
  /** What was said about a version but is with none of its patches. */
  readonly onCover: (version: number) => readonly One[]
}

/** Marks on patches by what was said of whole versions; those of later versions stay with the version. Bounds the marks of 2,000 patches in 60 versions that many people tag. */
const MAX_REPEATED = 20_000
/** Marks on one patch in one version. */
const MAX_ON_PATCH = 100

/**
 * Places what was said with the patches that it is about. What counts for each patch is repeated on each, of the newest versions first, up to MAX_REPEATED times in all; beyond that it is
 * with its version. A patch gets at most MAX_ON_PATCH marks, the newest. Linear in what it gives.
 */
export function placeSaid<One extends Said>(said: readonly One[], versions: readonly StoryVersion[]): Placed<One> {
  const places = new Map<string, One[]>()
  const put = (key: string, one: One) => {
    const list = places.get(key)
    if (list === undefined) places.set(key, [one])
    else list.push(one)
  }
  let left = MAX_REPEATED
  const byVersion = groupBy(said, ({ version }) => version)
  for (const { position, patches } of [...versions].reverse()) {
    for (const one of byVersion.get(position) ?? []) {
      const isRepeated = one.patches === 'all' && patches.length > 0 && patches.length <= left
      if (isRepeated) left -= patches.length
      const numbers = isRepeated
        ? patches.map(({ number }) => number)
        : typeof one.patches === 'string'
          ? []
          : one.patches
      for (const number of new Set(numbers)) put(`${position}/${number}`, one)
      if (numbers.length === 0) put(`${position}`, one)
    }
  }
  return {
    on: (version, number) => (places.get(`${version}/${number}`) ?? []).slice(-MAX_ON_PATCH),
    onCover: (version) => (places.get(`${version}`) ?? []).slice(-MAX_ON_PATCH),
  }
}
