import { checkMessageId } from '../../app/_model/messageId'
import { isMessageId } from '../../lib/messageId'

/** What the server does with a request target before a page sees it. */
export type Address =
  | { readonly kind: 'page'; readonly target: string }
  | { readonly kind: 'redirect'; readonly location: string }
  | { readonly kind: 'bad' }
  | { readonly kind: 'hidden' }

export const MAX_TARGET_BYTES = 4096

/** First segments whose next segment is a Message-ID. */
const ID_ROUTES: readonly (readonly string[])[] = [['series'], ['message'], ['r'], ['api', 'series']]

/**
 * Judges a request target: `bad` (answered 400) when it is over 4 kB, cannot be decoded, or holds what cannot be a
 * Message-ID where one belongs; `hidden` (404) for addresses of the framework that no page uses. An id with slashes that
 * were not encoded, as people paste it from lore, is sent to its proper address.
 */
export function readAddress(target: string): Address {
  if (Buffer.byteLength(target) > MAX_TARGET_BYTES || !target.startsWith('/')) return { kind: 'bad' }
  const [path = '/', query] = splitOnce(target, '?')
  const segments = path.split('/').slice(1)
  const decoded: string[] = []
  for (const segment of segments) {
    const text = decode(segment)
    if (text === undefined) return { kind: 'bad' }
    decoded.push(text)
  }
  if (decoded[0] === '_next') return decoded[1] === 'static' ? { kind: 'page', target } : { kind: 'hidden' }
  if (decoded[0] === 'problem') return { kind: 'hidden' }
  const route = ID_ROUTES.find((names) => names.every((name, index) => decoded[index] === name))
  if (route === undefined) return readArchiveAddress(decoded) ?? { kind: 'page', target }
  // `/api/series` itself is the list; `/series` without an id is no address.
  if (decoded.length === route.length && route[0] === 'api') return { kind: 'page', target }
  const rest = decoded.slice(route.length)
  if (checkMessageId(rest[0] ?? '') === undefined) return { kind: 'bad' }
  const joined = joinSlashes(route, rest)
  if (joined !== undefined) return { kind: 'redirect', location: query === undefined ? joined : `${joined}?${query}` }
  return { kind: 'page', target }
}

/** What may follow the id of a mail. */
const MAIL_FILES: readonly string[] = ['raw', 't.mbox.gz']

/** The segments behind the id: `raw`, `t.mbox.gz`, `file/1`. */
function mailTail(rest: readonly string[]): readonly string[] {
  if (rest.length > 2 && rest.at(-2) === 'file' && /^\d{1,5}$/.test(rest.at(-1) ?? '')) return rest.slice(-2)
  return rest.length > 1 && MAIL_FILES.includes(rest.at(-1) ?? '') ? rest.slice(-1) : []
}

/** `/message/a/b@c/raw` -> `/message/a%2Fb%40c/raw`; undefined when the id is one segment already. */
function joinSlashes(route: readonly string[], rest: readonly string[]): string | undefined {
  if (route[0] !== 'message' && route[0] !== 'r') return undefined
  const tail = route[0] === 'message' ? mailTail(rest) : []
  const parts = rest
    .slice(0, rest.length - tail.length)
    .filter((part, index, all) => part !== '' || index < all.length - 1)
  if (parts.length < 2 || checkMessageId(parts.join('/')) === undefined) return undefined
  return `/${route[0]}/${[encodeURIComponent(parts.join('/')), ...tail].join('/')}`
}

/**
 * Addresses as public-inbox has them: `/<id>/`, `/all/<id>/T/`, `/<id>/raw`, `/<id>/t.mbox.gz` lead to the mail here, so that
 * replacing the host of a link is enough. Undefined for every other address.
 */
function readArchiveAddress(decoded: readonly string[]): Address | undefined {
  const [id = '', tail = '', ...more] = decoded[0] === 'all' ? decoded.slice(1) : decoded
  if (!isMessageId(id) || checkMessageId(id) === undefined || more.some((part) => part !== '')) return undefined
  const base = `/message/${encodeURIComponent(id)}`
  if (MAIL_FILES.includes(tail)) return { kind: 'redirect', location: `${base}/${tail}` }
  return ['', 't', 'T'].includes(tail) ? { kind: 'redirect', location: base } : undefined
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment)
  } catch {
    return undefined
  }
}

function splitOnce(text: string, mark: string): readonly [string, string?] {
  const at = text.indexOf(mark)
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}
