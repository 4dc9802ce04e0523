import { normaliseTitle } from '../mail/subject'

/** The patches of a version as mails name them when they say what was applied. */
export interface PatchTitles {
  readonly numbers: ReadonlySet<number>
  /** The normalised title of each number. */
  readonly titleOf: ReadonlyMap<number, string>
  /** The numbers of each normalised title, ascending. Two patches may have one title. */
  readonly numbersOf: ReadonlyMap<string, readonly number[]>
}

/** Indexes the titles of a version, once for all replies. `patches` are its numbers with their titles. */
export function indexTitles(patches: readonly { readonly number: number; readonly title: string }[]): PatchTitles {
  const titled = patches.map(({ number, title }) => [number, normaliseTitle(title)] as const).sort(([a], [b]) => a - b)
  const numbersOf = new Map<string, number[]>()
  for (const [number, title] of titled) numbersOf.set(title, [...(numbersOf.get(title) ?? []), number])
  return { numbers: new Set(titled.map(([number]) => number)), titleOf: new Map(titled), numbersOf }
}

/** A patch in a list of what was applied. */
export interface ListedPatch {
  /** Its number there; 0 when it has none. */
  readonly number: number
  readonly title: string
}

/**
 * Finds the numbers of listed patches. A number of the list counts when the patch of the version with that number has the listed title; else the title decides, and each of several
 * patches with one title is found once. A title that the version does not have was changed by whoever applied it, so that its number counts, unless another
 * entry of the list is that patch. Ascending. Linear in the list.
 */
export function findNumbers(listed: readonly ListedPatch[], titles: PatchTitles): number[] {
  const found = new Set<number>()
  const rest = listed.filter(({ number, title }) => {
    const agrees = titles.titleOf.get(number) === normaliseTitle(title)
    if (agrees) found.add(number)
    return !agrees
  })
  const renamed = rest.filter(({ title }) => {
    const same = titles.numbersOf.get(normaliseTitle(title)) ?? []
    const next = same.find((number) => !found.has(number))
    if (next !== undefined) found.add(next)
    return same.length === 0
  })
  for (const { number } of renamed) if (titles.numbers.has(number)) found.add(number)
  return [...found].sort((a, b) => a - b)
}
