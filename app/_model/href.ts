/** Addresses of the pages. A Message-ID can contain any character, even `/` and `%`, so it is always one percent-encoded segment. */

const PLAIN = /^[\w.!~*'()-]+@[\w.!~*'()-]+$/

/** A Message-ID as a segment. `..` gets angle brackets, because browsers resolve it even when it is encoded. */
function segmentOf(id: string): string {
  const at = id.indexOf('@')
  // In nearly every ID only the @ has to be encoded.
  if (PLAIN.test(id)) return `${id.slice(0, at)}%40${id.slice(at + 1)}`
  return encodeURIComponent(id === '.' || id === '..' ? `<${id}>` : id)
}

/** The page of a series; `anchor` is an element id on it. */
export function seriesHref(id: string, anchor?: string): string {
  return `/series/${segmentOf(id)}${anchor === undefined ? '' : `#${anchor}`}`
}

/** What changed between two versions, in all patches or in one. */
export function diffHref(id: string, from: string, to: string, number?: number): string {
  const step = `${seriesHref(id)}/diff/${encodeURIComponent(from)}..${encodeURIComponent(to)}`
  return number === undefined ? step : `${step}/${number}`
}

/** A patch in one version, with review comments and the version that last changed each line. */
export function patchHref(id: string, key: string, number: number): string {
  return `${seriesHref(id)}/patch/${encodeURIComponent(key)}/${number}`
}

/** What changed in a series since the last review tag or comment of the person with this address. */
export function sinceHref(id: string, email: string): string {
  return `${seriesHref(id)}/since/${segmentOf(email)}`
}

/** A version as an mbox for `git am`; the newest version if no key is given. */
export function mboxHref(id: string, key?: string): string {
  return `${seriesHref(id)}/mbox${key === undefined ? '' : `?version=${encodeURIComponent(key)}`}`
}

/** The page of a person. */
export function personHref(email: string): string {
  return `/people/${segmentOf(email)}`
}

/** Whether a person can have a page: mail also names people by half an address. */
export function hasPersonPage(email: string): boolean {
  return /^[^\s@]+@[^\s@]+$/.test(email)
}

/** The people whose name or address has these words. */
export function peopleHref(query: string): string {
  return query === '' ? '/people' : `/people?q=${encodeURIComponent(query)}`
}

/** A mail in its thread. */
export function messageHref(id: string): string {
  return `/message/${segmentOf(id)}`
}

/** The id of how to reply on the page of a mail. */
export const REPLY_ANCHOR = 'reply'

/** How to reply to a mail, with all of its recipients: on the page of the mail, which knows them. */
export function replyHref(id: string): string {
  return `${messageHref(id)}#${REPLY_ANCHOR}`
}

/** A commit of a git tree. */
export function commitHref(sha: string): string {
  return `/commit/${sha}`
}

/** A pull request. */
export function pullHref(id: string): string {
  return `/pull/${segmentOf(id)}`
}

/** The mail as it was received. */
export function rawHref(id: string): string {
  return `${messageHref(id)}/raw`
}

/** The thread of a mail as a gzipped mbox. */
export function threadMboxHref(id: string): string {
  return `${messageHref(id)}/t.mbox.gz`
}

/** A file attached to a mail, by its place, counted from 1. */
export function fileHref(id: string, place: number): string {
  return `${messageHref(id)}/file/${place}`
}

/** The series that touch a file or directory; '' gives the top of the tree. */
export function pathHref(path: string): string {
  return `/path${path
    .split('/')
    .map((part) => (part === '' ? '' : `/${encodeURIComponent(part)}`))
    .join('')}`
}

/** Longest address of a page that the server answers is 4,096 bytes; this leaves room for filters. */
const MAX_PATH_HREF = 3000

/** Whether a file or directory can have a page: mail can name `..`, which browsers resolve and git refuses, and paths too long for an address. */
export function hasPathPage(path: string): boolean {
  return !path.split('/').some((part) => part === '.' || part === '..') && pathHref(path).length <= MAX_PATH_HREF
}

/** The series of a mailing list. */
export function mailingListHref(list: string): string {
  return `/list/${segmentOf(list)}`
}

/** What a search is limited to: a mailing list, by a name that it has in addresses, or a series, by its Message-ID. */
interface SearchWithin {
  readonly list?: string | undefined
  readonly series?: string | undefined
}

/** The search for a query, or its feed. */
export function searchHref(query: string, { list, series }: SearchWithin = {}, path = '/search'): string {
  const within = [list === undefined ? '' : `&list=${encodeURIComponent(list)}`]
  if (series !== undefined) within.push(`&series=${encodeURIComponent(series)}`)
  return `${path}?q=${encodeURIComponent(query)}${within.join('')}`
}

/** The feed of a search. */
export function searchFeedHref(query: string, within: Pick<SearchWithin, 'list'> = {}): string {
  return searchHref(query, within, '/search/atom')
}

/** The prefixes and operators of a search. */
export const SEARCH_HELP = '/all/_/text/help/'

/** The series as JSON. */
export function seriesApiHref(id: string): string {
  return `/api/series/${segmentOf(id)}`
}

/** The Atom feed of a series. */
export function seriesFeedHref(id: string): string {
  return `${seriesHref(id)}/atom`
}
