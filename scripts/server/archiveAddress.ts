import type { ArchiveRoute } from '../../app/_handlers/routes'
import { checkMessageId } from '../../app/_model/messageIdParam'
import { isMessageId } from '../../lib/messageId'

/** What an address of a public-inbox asks for: a route, and the parts of its path, decoded. */
export interface ArchiveAddress {
  readonly route: ArchiveRoute
  readonly parts: readonly string[]
}

/** The name that stands for all lists, as on lore. */
const ALL = 'all'

/** Names of lists; a public-inbox allows no others. The first character keeps `_next` out. */
const LIST = /^[a-z0-9][\w.+-]{0,199}$/i
/** First parts of addresses that are never a list: a list of this name is found under its whole List-Id. */
const RESERVED: ReadonlySet<string> = new Set(['assets', 'problem'])

/** What may follow the id of a mail. */
const MAIL_FILES = {
  raw: '/[list]/[id]/raw',
  't.atom': '/[list]/[id]/t.atom',
  't.mbox.gz': '/[list]/[id]/t.mbox.gz',
} as const
const LIST_FILES = {
  '_/text/help': '/[list]/help',
  'manifest.js.gz': '/[list]/manifest.js.gz',
  'new.atom': '/[list]/new.atom',
} as const

/**
 * Reads the path of a public-inbox: `/<list>/`, `/<list>/<id>/`, `/<list>/<id>/t.mbox.gz`, with `all` for every list, or without a list as on
 * lore (`/<id>/`). `reserved` are first parts that belong to other pages. Undefined for every other path. Whether the list and the mail are
 * here is not known yet.
 */
export function readArchivePath(
  segments: readonly string[],
  reserved: ReadonlySet<string>,
): ArchiveAddress | undefined {
  const parts = segments.at(-1) === '' ? segments.slice(0, -1) : segments
  const [first = ''] = parts
  if (parts.includes('')) return undefined
  if (isMessageId(first)) return readMail(ALL, parts)
  if (parts.join('/') === '_/text/help' || parts.join('/') === 'manifest.js.gz') return readListFile(ALL, parts)
  if (!LIST.test(first) || reserved.has(first) || RESERVED.has(first)) return undefined
  const [list, rest] = [first.toLowerCase(), parts.slice(1)]
  if (rest.length === 0) return { route: '/[list]', parts: [list] }
  return readListFile(list, rest) ?? readMail(list, rest)
}

function readListFile(list: string, rest: readonly string[]): ArchiveAddress | undefined {
  const name = rest.join('/')
  if (!isKey(LIST_FILES, name)) return undefined
  const route = LIST_FILES[name]
  return { route, parts: [list, route.slice('/[list]/'.length)] }
}

/** An id may have slashes before its `@`, as people paste it. An id without `@` counts only with a file: otherwise the page does not exist. */
function readMail(list: string, rest: readonly string[]): ArchiveAddress | undefined {
  const last = rest.length > 1 ? (rest.at(-1) ?? '') : ''
  const file = isKey(MAIL_FILES, last) ? last : undefined
  const ids = file !== undefined || last === 't' || last === 'T' ? rest.slice(0, -1) : rest
  const id = ids.join('/')
  const named = file !== undefined || ids.at(-1)?.includes('@') === true
  if (!named || checkMessageId(id) === undefined) return undefined
  if (file === undefined) return { route: '/[list]/[id]', parts: [list, id] }
  return { route: MAIL_FILES[file], parts: [list, id, file] }
}

function isKey<Names extends object>(names: Names, name: string): name is Extract<keyof Names, string> {
  return Object.hasOwn(names, name)
}
