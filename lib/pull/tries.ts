import { DAY_MS } from '../isoTime'
import { normaliseTitle } from '../mail/subject'

/** A pull request as its sender's others are compared with it. */
export interface Try {
  readonly key: string
  readonly title: string
  readonly url: string | null
  readonly ref: string | null
  readonly base: string | null
  readonly head: string | null
  readonly version: number
  readonly titles: readonly string[]
  readonly receivedMs: number
  /** The mail that it answers. */
  readonly answers: string | null
  readonly pulled: boolean
  readonly withdrawn: boolean
}

/** A second try follows within days; the next request of the same branch is a new one. */
const WINDOW_MS = 14 * DAY_MS
/** So many later requests of one sender are compared. */
export const MAX_LATER = 20
const TAG = /^(?:refs\/)?tags\//

/**
 * The next try of a request by the same sender, which supersedes it. `later`: the requests of this sender that follow, in the order of
 * time; at most MAX_LATER are looked at. A request that was pulled needs no other try, and one that was withdrawn is none.
 */
export function findNextTry<T extends Try>(older: Try, later: Iterable<T>): T | undefined {
  let looked = 0
  let replaced = false
  if (older.pulled) return undefined
  for (const newer of later) {
    if (looked++ === MAX_LATER || newer.receivedMs - older.receivedMs > WINDOW_MS) return undefined
    if (isSecondTry(newer, older) || (!replaced && isCounted(newer, older))) return newer
    // A new request under the title: a v2 that follows is its second try.
    replaced ||= titleOf(newer) === titleOf(older)
  }
  return undefined
}

/** A higher number under the same title. */
function isCounted(newer: Try, older: Try): boolean {
  return !newer.withdrawn && newer.version > older.version && titleOf(newer) === titleOf(older)
}

/**
 * The same tag or commit again; an answer to the first; or at least half of the patches of the
 * first, since "Netfilter fixes for net" is the title of each week's request.
 */
function isSecondTry(newer: Try, older: Try): boolean {
  if (newer.withdrawn) return false
  if (newer.head !== null && newer.head === older.head && newer.url === older.url) return true
  if (newer.ref !== null && TAG.test(newer.ref) && newer.ref === older.ref && newer.url === older.url) return true
  if (newer.answers === older.key) return true
  const again = new Set(newer.titles)
  return older.titles.length > 0 && older.titles.filter((title) => again.has(title)).length * 2 >= older.titles.length
}

/**
 * The next request for the same branch of the same repository, if it shows that the older one was pulled: git lists what the other side lacks, and it lists none of the
 * patches of the older one, on another base. <20210418210415.4719-1-pablo@netfilter.org> shows it of <20210406122133.1644-1-pablo@netfilter.org>. A tag is
 * made for one request, so tags show nothing. `later`: as for findNextTry.
 */
export function findFollowing<T extends Try>(older: Try, later: Iterable<T>): T | undefined {
  if (older.url === null || older.base === null || older.titles.length === 0 || older.withdrawn) return undefined
  if (older.ref !== null && TAG.test(older.ref)) return undefined
  const titles = new Set(older.titles)
  let looked = 0
  for (const newer of later) {
    if (looked++ === MAX_LATER) return undefined
    if (newer.withdrawn || newer.url !== older.url || newer.ref !== older.ref) continue
    const moved = newer.base !== null && newer.base !== older.base && newer.titles.length > 0
    return moved && !newer.titles.some((title) => titles.has(title)) ? newer : undefined
  }
  return undefined
}

/** Without what counts the tries. */
function titleOf({ title }: Try): string {
  return normaliseTitle(title.replace(/[ ,(-]*\b(?:v|take[ -]?)\d{1,2}\)?$/i, ''))
}
