import { createHash } from 'node:crypto'
import type { CodeLine } from '../../../lib/evolution/types'

const MAX_SLUG = 100

/** `v4`, `rfc1`: a version in an element id. */
function versionAnchor(key: string): string {
  return slug(/^\d/.test(key) ? `v${key}` : key)
}

/** `v4-drivers-vfio-vfio_main.c`, what the ids of a file in a version begin with. */
export function fileAnchor(key: string, path: string): string {
  return `${versionAnchor(key)}-${slug(path)}`
}

/** `L123` for line 123 of the file after the patch, `O123` before it (removed and unchanged lines); null when the number is unknown. */
export function lineAnchor({ kind, line }: CodeLine): string | null {
  return line === null ? null : `${kind === 'plus' ? 'L' : 'O'}${line}`
}

/** `m` and the SHA-1 of the Message-ID in hex, the anchor of a mail in a thread of public-inbox; with the line of its body for a remark. */
export function mailAnchor(messageId: string, line?: number): string {
  const digest = createHash('sha1').update(messageId).digest('hex')
  return `m${digest}${line === undefined ? '' : `-${line}`}`
}

/** Letters, digits, `.` and `_` stay, everything else becomes a dash: an id goes into addresses as it is. */
function slug(text: string): string {
  return text.replace(/[^A-Za-z0-9._]+/g, '-').slice(0, MAX_SLUG)
}

/** Hands out ids that are unique on a page: the second taker of a name gets `-2` behind it. */
export function createIds(): (wanted: string) => string {
  const taken = new Map<string, number>()
  return (wanted) => {
    const count = (taken.get(wanted) ?? 0) + 1
    taken.set(wanted, count)
    return count === 1 ? wanted : `${wanted}-${count}`
  }
}
