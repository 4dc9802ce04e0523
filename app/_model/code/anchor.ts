import { createHash } from 'node:crypto'
import type { CodeLine } from '../../../lib/evolution/types'

const MAX_SLUG = 100

/** `v4`, `rfc1`: a version in an element id. */
function versionAnchor(key: string): string {
  return slug(/^\d/.test(key) ? `v${key}` : key)
}

/** The prefix of element ids of a file in a version: `v4-drivers-vfio-vfio_main.c`. */
export function fileAnchor(key: string, path: string): string {
  return `${versionAnchor(key)}-${slug(path)}`
}

/** `L123` for an added line, by its number after the patch; `O123` for other lines, by the number before it; null if it is unknown. */
export function lineAnchor({ kind, line }: CodeLine): string | null {
  return line === null ? null : `${kind === 'plus' ? 'L' : 'O'}${line}`
}

/** The anchor of a mail, as public-inbox has it in threads: `m` and the SHA-1 of the Message-ID in hex. A review comment adds its line in the body. */
export function mailAnchor(messageId: string, line?: number): string {
  const digest = createHash('sha1').update(messageId).digest('hex')
  return `m${digest}${line === undefined ? '' : `-${line}`}`
}

/** Keeps letters, digits, `.` and `_`, and turns everything else into dashes, so that an id needs no encoding in addresses. */
function slug(text: string): string {
  return text.replace(/[^A-Za-z0-9._]+/g, '-').slice(0, MAX_SLUG)
}

/** Makes ids unique on a page: the second use of a name gets a `-2` appended. */
export function createIds(): (wanted: string) => string {
  const taken = new Map<string, number>()
  return (wanted) => {
    const count = (taken.get(wanted) ?? 0) + 1
    taken.set(wanted, count)
    return count === 1 ? wanted : `${wanted}-${count}`
  }
}
