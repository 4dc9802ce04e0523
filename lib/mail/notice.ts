import { findArchiveLinks } from './archiveLink'
import type { MessageId } from './types'

/** The report of a maintainer's script that a patch was taken. */
export interface Notice {
  /** Where it went: `x86/core`, `usb-next`, `mm-unstable`. */
  readonly tree: string
  /** Title of the patch, without brackets. */
  readonly title: string
  /** Message-IDs in its `Link:` lines: the posting that the patch was taken from. */
  readonly links: readonly MessageId[]
}

/** Subjects with tree and title, as written by tip-bot and by the scripts of Greg Kroah-Hartman and Mark Brown. */
const TIP = /^\[tip: (?<tree>[^\]\s]{1,60})\]\s*(?<title>.{1,300})$/i
const ADDED = /^patch "(?<title>[^"]{1,300})" (?:has been )?added to (?:the )?(?<tree>\S{1,80})/i
const APPLIED = /^applied "(?<title>[^"]{1,300})" to the (?<tree>\S{1,80}) tree/i
/** Andrew Morton's script names a file in the subject, and the title in the text: `[merged mm-stable] x.patch removed from -mm tree`. */
const MM = /^(?:\+ \S{1,200}\.patch added to (?<added>\S{1,80}) branch|\[merged (?<merged>mm-\S{1,80})\] )/i
const MM_TITLE = /^\s{0,20}Subject: (\S.{0,300})$/m
const STABLE = /^\d+\.\d+(?:\.\d+)?-stable/
const LINK_LINE = /^\s{0,4}Link:\s{0,4}(https?:\/\/\S{1,400})/
/** More links than any commit message has. */
const MAX_LINKS = 20

/**
 * Reads a notice from the subject and text of a mail. Undefined for any other mail, and for a notice about a stable queue, since a
 * backport does not apply the series. Linear in the text.
 */
export function parseNotice(subject: string, body: string): Notice | undefined {
  const found = (TIP.exec(subject) ?? ADDED.exec(subject) ?? APPLIED.exec(subject))?.groups
  const mm = found === undefined ? MM.exec(subject)?.groups : undefined
  const tree = found?.tree ?? mm?.added ?? mm?.merged
  const title = found?.title ?? (mm === undefined ? undefined : MM_TITLE.exec(body)?.[1])
  if (tree === undefined || title === undefined || STABLE.test(tree)) return undefined
  return { tree, title: title.trim(), links: findLinks(body) }
}

function findLinks(body: string): MessageId[] {
  const links = body.split('\n').flatMap((line) => LINK_LINE.exec(line)?.[1] ?? [])
  return links.slice(0, MAX_LINKS).flatMap((link) => findArchiveLinks(link))
}
