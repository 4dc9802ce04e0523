import { gunzipSync } from 'node:zlib'
import { readAtom } from '../support/atom'
import { type ReadElement, readHtml } from '../support/html'
import { MARKUP_TYPES, readDownload } from './downloads'

/** A response of the server. */
export interface Answer {
  readonly path: string
  readonly status: number
  readonly headers: Headers
  readonly bytes: Buffer
  /** The address of the site, in front of absolute redirects. */
  readonly site?: string
}

export interface Findings {
  /** Everything that is wrong with the response. */
  readonly bad: readonly string[]
  /** The addresses of this site that it links to, without fragments. */
  readonly links: readonly string[]
  /** The visible text. */
  readonly text: string
}

const OWN_SCRIPT = /^\/assets\/[0-9a-f]{16}\.js$/
const HIDDEN = /[\u202a-\u202e\u2066-\u2069\u200b\u0007]/
const EVENT = /^on/
/** Attributes with an address that a browser loads or opens. */
const ADDRESSES = new Set([
  'href',
  'src',
  'action',
  'formaction',
  'data',
  'srcset',
  'poster',
  'ping',
  'xlink:href',
  'cite',
])
/** Elements that run, embed or redirect. */
const FOREIGN = new Set([
  'iframe',
  'object',
  'embed',
  'base',
  'img',
  'image',
  'video',
  'audio',
  'frame',
  'applet',
  'math',
  'foreignobject',
  'style',
  'noscript',
  'template',
  'portal',
])

/** Checks a response for what every response must have and what its type must not contain. */
export function inspect(answer: Answer): Findings {
  const type = answer.headers.get('content-type') ?? ''
  const general = inspectHeaders(answer, type)
  if (type.startsWith('text/html')) {
    const page = inspectHtml(answer.bytes.toString('utf8'))
    return { ...page, bad: [...general, ...page.bad] }
  }
  return { bad: [...general, ...inspectFile(answer, type)], links: [], text: '' }
}

function inspectHeaders({ headers, status, site = '' }: Answer, type: string): string[] {
  const bad: string[] = []
  const policy = headers.get('content-security-policy') ?? ''
  if (!policy.startsWith("default-src 'none'; ") || /unsafe|\*|https?:/.test(policy)) bad.push(`policy ${policy}`)
  if (headers.get('x-content-type-options') !== 'nosniff') bad.push('no nosniff')
  if (headers.get('referrer-policy') !== 'no-referrer') bad.push('no referrer policy')
  for (const name of ['set-cookie', 'x-powered-by', 'x', 'refresh', 'link', 'access-control-allow-origin'])
    if (headers.has(name)) bad.push(`${name}: ${headers.get(name)}`)
  for (const [name, value] of headers) if (/[^\x20-\x7e]/.test(value)) bad.push(`${name} is not ASCII`)
  if (status === 200 && !/^(?:W\/)?"[\w-]+"$/.test(headers.get('etag') ?? '')) bad.push(`etag ${headers.get('etag')}`)
  if (type === '' && status < 300) bad.push('no type')
  const location = headers.get('location')?.replace(site, '')
  if (location !== undefined && !/^\/(?![/\\])/.test(location)) bad.push(`redirects to ${location}`)
  return bad
}

function inspectFile({ path, status, headers, bytes }: Answer, type: string): string[] {
  if (status >= 300 && status < 400) return []
  const bad: string[] = []
  const isSitemap = path.startsWith('/sitemap') && type.startsWith('application/xml')
  if (MARKUP_TYPES.test(type) && !isSitemap) bad.push(`type ${type}`)
  const disposition = headers.get('content-disposition')
  if (disposition !== null && !/^attachment; filename="[A-Za-z0-9_-][A-Za-z0-9._-]*"$/.test(disposition))
    bad.push(`disposition ${disposition}`)
  try {
    if (type.startsWith('application/json')) JSON.parse(bytes.toString('utf8'))
    else if (type.startsWith('application/atom+xml')) bad.push(...inspectFeed(bytes.toString('utf8')))
    else if (path.endsWith('/manifest.js.gz')) JSON.parse(gunzipSync(bytes).toString('utf8'))
    else if (isSitemap) bad.push(...inspectSitemap(bytes.toString('utf8')))
    else if (type === 'application/gzip') readDownload(gunzipSync(bytes))
    else if (type === 'application/mbox') readDownload(bytes)
    else if (type === 'application/octet-stream' && disposition === null) bad.push('shown instead of saved')
    else if (!/^(?:text\/plain; charset=utf-8|application\/octet-stream)$/.test(type)) bad.push(`type ${type}`)
  } catch (error) {
    bad.push(`cannot be parsed: ${String(error)}`)
  }
  return bad.map((one) => `${one} (${path})`)
}

/** A sitemap has nothing but addresses of this site and times. */
function inspectSitemap(xml: string): string[] {
  const rest = xml
    .replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n<(urlset|sitemapindex) xmlns="[\w:/.]+">/, '')
    .replace(/<\/?(?:urlset|sitemapindex|url|sitemap|loc|lastmod)>/g, ' ')
    .replace(/http:\/\/127\.0\.0\.1:\d+\/(?:[\w/%.!()*~-]|&#39;)*|\d{4}-\d\d-\d\dT[\d:.]+Z/g, '')
  return rest.trim() === '' ? [] : [`a sitemap with ${rest.trim().slice(0, 80)}`]
}

/** A feed is well-formed, links to this site only and has no invisible characters. */
function inspectFeed(xml: string): string[] {
  const feed = readAtom(xml)
  const bad = [feed, ...feed.entries]
    .filter(({ href }) => !/^\/(?![/\\])/.test(href))
    .map(({ href }) => `leads to ${href}`)
  if (HIDDEN.test(xml)) bad.push('contains invisible characters')
  if (/<!(?!\[CDATA)|<\?(?!xml )/.test(xml)) bad.push('holds a declaration')
  return bad
}

function inspectHtml(html: string): Findings {
  const { elements, text, comments } = readHtml(html)
  const bad = elements.flatMap(inspectElement)
  const links = elements.flatMap(({ attributes }) =>
    ['href', 'action', 'src'].flatMap((name) => attributes.get(name) ?? []),
  )
  if (comments > 0) bad.push(`${comments} comments`)
  if (HIDDEN.test(text)) bad.push('contains invisible characters')
  if (!/^<!doctype html>/i.test(html)) bad.push('no doctype')
  const own = links.filter((link) => link.startsWith('/')).map((link) => link.replace(/#.*$/s, ''))
  return { bad, links: [...new Set(own)], text }
}

function inspectElement({ name, attributes }: ReadElement): string[] {
  const bad: string[] = []
  const say = (what: string) => bad.push(`<${name}> ${what}`)
  if (FOREIGN.has(name)) say('is not allowed')
  if (name === 'script' && (!OWN_SCRIPT.test(attributes.get('src') ?? '') || attributes.size !== 2))
    say('is not our script')
  if (name !== 'input' && HIDDEN.test([...attributes.values()].join(' '))) say('contains invisible characters')
  if (name === 'meta' && attributes.has('http-equiv')) say('controls the browser')
  for (const [attribute, value] of attributes) {
    if (EVENT.test(attribute) || ['style', 'srcdoc', 'is', 'nonce'].includes(attribute)) say(`${attribute}=${value}`)
    if (!ADDRESSES.has(attribute)) continue
    const outside = name === 'a' && attribute === 'href' && /^https?:\/\//.test(value)
    const icon = name === 'link' && attributes.get('rel') === 'icon' && value.startsWith('data:image/svg+xml')
    if (outside && attributes.get('rel') !== 'nofollow noopener ugc') say(`links to another site without rel: ${value}`)
    if (!outside && !icon && !/^(?:\/(?![/\\])|#)/.test(value) && value !== '') say(`${attribute}=${value}`)
  }
  return bad
}
