import { formatQuery, isArchive, ROUTES, type Route, SITE } from '../../app/_handlers/routes'
import type { BadAddress } from '../../app/_model/badAddress'
import { checkMessageId } from '../../app/_model/messageIdParam'
import { type ArchiveAddress, readArchivePath } from './archiveAddress'

interface PageAddress {
  readonly kind: 'page'
  readonly route: Route
  /** The same for all targets that lead to this page: path and known query parameters in one order and one encoding. */
  readonly target: string
}

/** What the server does with a request target before any page sees it. */
export type Address =
  | PageAddress
  | { readonly kind: 'redirect'; readonly location: string }
  /** Answered 400, with the reason. */
  | { readonly kind: 'bad'; readonly why: BadAddress }
  /** Answered 404. */
  | { readonly kind: 'unknown' }

/** Longest target of a page. */
export const MAX_TARGET_BYTES = 4096

const PATTERNS = Object.keys(ROUTES)
  .map(toRoute)
  .filter((route) => !isArchive(route))
  .map((route) => ({ route, parts: splitPath(route) }))
/** The first parts of the addresses of pages. */
export const PAGES: ReadonlySet<string> = new Set(PATTERNS.map(({ parts: [first = ''] }) => first))

/** What people type for the pages with these addresses. */
const MEANT: ReadonlyMap<string, string> = new Map([
  ['queue', '/'],
  ['series', '/'],
  ['lists', '/list'],
  ['paths', '/path'],
  ['person', '/people'],
  ['pull', '/pulls'],
])

/**
 * Reads a request target. It is bad when it is over 4 kB, cannot be decoded, or has `.` or `..` between slashes, and unknown when
 * no route matches; a short name such as `/lists` is redirected to the page that it means. A Message-ID whose slashes are not encoded, as
 * people paste it from lore, and superfluous slashes are redirected to the address they mean; the addresses of a public-inbox are answered
 * as one answers them.
 */
export function readAddress(target: string): Address {
  if (Buffer.byteLength(target) > MAX_TARGET_BYTES) return { kind: 'bad', why: 'long' }
  if (!target.startsWith('/')) return { kind: 'bad', why: 'absolute' }
  const mark = target.indexOf('?')
  const [path, query] = mark === -1 ? [target, ''] : [target.slice(0, mark), target.slice(mark)]
  const segments = decodeSegments(path.slice(1).split('/'))
  if (segments === undefined) return { kind: 'bad', why: 'percent' }
  // Browsers resolve these themselves.
  if (segments.some((segment) => segment === '.' || segment === '..')) return { kind: 'bad', why: 'dots' }
  const location = joinSlashes(segments)
  if (location !== undefined) return { kind: 'redirect', location: location + query }
  const parts = segments.filter((segment) => segment !== '')
  const found = PATTERNS.find((pattern) => matches(pattern.parts, parts))
  if (found === undefined) {
    const meant = parts.length === 1 ? MEANT.get(parts[0] ?? '') : undefined
    if (meant !== undefined) return { kind: 'redirect', location: meant + query }
    const archive = readArchivePath(segments, PAGES)
    if (archive !== undefined) return archivePage(archive, query)
    return `/${[...parts, '[id]'].join('/')}` in ROUTES ? { kind: 'bad', why: 'incomplete' } : { kind: 'unknown' }
  }
  const encoded = `/${parts.map((part, index) => encodePart(part, found.parts[index])).join('/')}`
  if (parts.length < segments.length && path !== '/') return { kind: 'redirect', location: encoded + query }
  const asked = new URLSearchParams(query)
  asked.delete(SITE)
  return { kind: 'page', route: found.route, target: encoded + formatQuery(found.route, asked) }
}

/** Adds the address of the site to the target of a page that needs it, if that address is known. */
export function addSite(page: PageAddress, site: string | undefined): PageAddress {
  const names: readonly string[] = ROUTES[page.route]
  if (site === undefined || !names.includes(SITE)) return page
  return { ...page, target: page.target + formatQuery(page.route, new URLSearchParams({ [SITE]: site })) }
}

function archivePage({ route, parts }: ArchiveAddress, query: string): Address {
  const names = splitPath(route)
  const encoded = parts.map((part, index) => `/${encodePart(part, names[index])}`).join('')
  return { kind: 'page', route, target: encoded + formatQuery(route, new URLSearchParams(query)) }
}

/** Undefined if a segment cannot be decoded. */
export function decodeSegments(segments: readonly string[]): readonly string[] | undefined {
  try {
    return segments.map(decodeURIComponent)
  } catch {
    return undefined
  }
}

function splitPath(path: string): string[] {
  return path.split('/').filter((part) => part !== '')
}

function toRoute(path: string): Route {
  if (!isRoute(path)) throw new Error(`${path} is not a route`)
  return path
}

function isRoute(path: string): path is Route {
  return path in ROUTES
}

function matches(pattern: readonly string[], parts: readonly string[]): boolean {
  const last = pattern.at(-1)
  if (last?.includes('...') === true) {
    const least = last.startsWith('[[') ? pattern.length - 1 : pattern.length
    return parts.length >= least && matches(pattern.slice(0, -1), parts.slice(0, pattern.length - 1))
  }
  return (
    parts.length === pattern.length && pattern.every((part, index) => part.startsWith('[') || part === parts[index])
  )
}

/** Encodes the dots of a parameter, because some endings of a path (`.rsc`, `.json`) have a special meaning to Next. */
function encodePart(part: string, pattern: string | undefined): string {
  const encoded = encodeURIComponent(part)
  return part === pattern ? encoded : encoded.replaceAll('.', '%2E')
}

/** What may follow the ID of a mail in an address. */
const MAIL_FILES: readonly string[] = ['raw', 't.mbox.gz']

/** The segments after the id: `raw`, `t.mbox.gz`, `file/1`. */
function mailTail(rest: readonly string[]): readonly string[] {
  if (rest.length > 2 && rest.at(-2) === 'file' && /^\d{1,5}$/.test(rest.at(-1) ?? '')) return rest.slice(-2)
  return rest.length > 1 && MAIL_FILES.includes(rest.at(-1) ?? '') ? rest.slice(-1) : []
}

/** `/message/a/b@c/raw` -> `/message/a%2Fb%40c/raw`; undefined when the id is one segment already. */
function joinSlashes([route, ...rest]: readonly string[]): string | undefined {
  if (route !== 'message' && route !== 'r') return undefined
  const tail = route === 'message' ? mailTail(rest) : []
  const parts = rest
    .slice(0, rest.length - tail.length)
    .filter((part, index, all) => part !== '' || index < all.length - 1)
  if (parts.length < 2 || checkMessageId(parts.join('/')) === undefined) return undefined
  return `/${route}/${[encodeURIComponent(parts.join('/')), ...tail].join('/')}`
}
