/** Addresses of the pages. A Message-ID may hold any character, `/` and `%` too, so it is always one encoded segment. */

const PLAIN = /^[\w.!~*'()-]+@[\w.!~*'()-]+$/

/** An id as a segment. Browsers resolve `..` however it is encoded; pages read an id in angle brackets like one without. */
function segmentOf(id: string): string {
  const at = id.indexOf('@')
  // Nearly every id: only its @ has to be written in another way.
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

/** A patch as one version has it, each line with the version it stands since. */
export function patchHref(id: string, key: string, number: number): string {
  return `${seriesHref(id)}/patch/${encodeURIComponent(key)}/${number}`
}

/** A version as an mbox for `git am`; the newest one when no key is given. */
export function mboxHref(id: string, key?: string): string {
  return `${seriesHref(id)}/mbox${key === undefined ? '' : `?version=${encodeURIComponent(key)}`}`
}

/** What a person said in all series. */
export function personHref(email: string): string {
  return `/people/${segmentOf(email)}`
}

/** A mail in its thread. */
export function messageHref(id: string): string {
  return `/message/${segmentOf(id)}`
}

/** The mail as it was received. */
export function rawHref(id: string): string {
  return `${messageHref(id)}/raw`
}

/** The thread of a mail as a gzipped mbox. */
export function threadMboxHref(id: string): string {
  return `${messageHref(id)}/t.mbox.gz`
}

/** A file that came with a mail, by its place from 1. */
export function fileHref(id: string, place: number): string {
  return `${messageHref(id)}/file/${place}`
}

/** The mail on lore.kernel.org, which finds the list by itself. */
export function loreHref(id: string): string {
  return `https://lore.kernel.org/r/${encodeURIComponent(id)}`
}

/** The series that touch a file or folder; all top folders without one. */
export function pathHref(path: string): string {
  return `/path${path
    .split('/')
    .map((part) => (part === '' ? '' : `/${encodeURIComponent(part)}`))
    .join('')}`
}

/** The series of a mailing list. */
export function mailingListHref(list: string): string {
  return `/list/${segmentOf(list)}`
}

/** The search for a query, or its feed. */
export function searchHref(query: string, path = '/search'): string {
  return `${path}?q=${encodeURIComponent(query)}`
}

/** The series as JSON. */
export function seriesApiHref(id: string): string {
  return `/api/series/${segmentOf(id)}`
}

/** What happens in a series, as Atom. */
export function seriesFeedHref(id: string): string {
  return `${seriesHref(id)}/atom`
}
