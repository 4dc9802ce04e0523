import { at } from './at'

/**
 * Index of the first entry for which `holds` is true; the length of the list when there is none. Binary search, so the entries for which it is
 * true must come after all others.
 */
export function firstIndex<T>(list: ArrayLike<T>, holds: (entry: T) => boolean): number {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(at(list, middle))) high = middle
    else low = middle + 1
  }
  return low
}
