import { formerTitle } from '../mail/subject'
import { countShared } from '../patch/fingerprint'
import type { VersionFacts } from './facts'
import { isTelling } from './kind'

/** Whether the titles are the same, or differ in their area only and the code does not contradict it. */
export function sameTitle(newer: VersionFacts, older: VersionFacts): boolean {
  const [a, b] = [newer.version.head, older.version.head]
  if (a.titleKey === b.titleKey || isRenamed(newer, older)) return true
  if (a.bareTitleKey !== b.bareTitleKey) return false
  const bare = newer.fingerprint.length === 0 || older.fingerprint.length === 0
  return bare || countShared(newer.fingerprint, older.fingerprint) > 0
}

/** Whether the newer version says that its title was that of the older one. */
export function isRenamed(newer: VersionFacts, older: VersionFacts): boolean {
  return formerTitle(newer.version.head.tag.title) === older.version.head.titleKey
}

/** Whether the versions share half of the patch titles of the smaller and a third of those of the larger. */
export function sharesTitles(a: VersionFacts, b: VersionFacts): boolean {
  // A cover whose patches are not archived here resembles only a copy of itself: <20200421080102.22796-1-narmstrong@baylibre.com>.
  if (a.patchTitles.length === 0 || b.patchTitles.length === 0) {
    return a.coverText !== null && a.coverText === b.coverText && a.version.total === b.version.total
  }
  const [one, other] = [a.patchTitles.length, b.patchTitles.length]
  if (one * 3 < other) return false
  const shared = sharedTitles(a, b)
  return shared * 2 >= Math.min(one, other) && shared * 3 >= Math.max(one, other)
}

/** How many patch titles of the first version the second has. */
export function sharedTitles(a: VersionFacts, b: VersionFacts): number {
  const titles = new Set(b.patchTitles)
  return a.patchTitles.filter((title) => titles.has(title)).length
}

/** Whether two series have a patch title of four words or more in common. */
export function sharesTelling(a: VersionFacts, b: VersionFacts): boolean {
  const titles = new Set(b.patchTitles)
  return a.patchTitles.some((title) => isTelling(title) && titles.has(title))
}

/** The words that two titles have in common (`use-after-free` has three), as a fraction of those of the longer one; 0 when it is one word. */
export function sharedWords(a: string, b: string): number {
  const left = new Set(a.split(/[ -]/))
  // As in most versions of one patch.
  if (a === b) return left.size < 2 ? 0 : 1
  const right = new Set(b.split(/[ -]/))
  const shared = [...left].filter((word) => right.has(word)).length
  return shared < 2 ? 0 : shared / Math.max(left.size, right.size)
}

/** Whether one of the two is a single patch and the other a series that has its title. */
export function holdsOne(newer: VersionFacts, older: VersionFacts): boolean {
  return holdsPatch(newer, older) || holdsPatch(older, newer)
}

/** Whether the title of a single patch is that of one of the patches of a series. */
export function holdsPatch(series: VersionFacts, single: VersionFacts): boolean {
  const [title] = single.patchTitles
  if (title === undefined || single.patchTitles.length > 1 || series.patchTitles.length < 2) return false
  return isTelling(title) && series.patchTitles.includes(title)
}
