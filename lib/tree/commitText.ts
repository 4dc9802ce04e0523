import { findArchiveLinks } from '../mail/archiveLink'
import { parseMessageIds } from '../mail/header'
import type { MessageId } from '../mail/types'
import { splitLines } from '../text'
import type { CommitMarks } from './types'

/** Only the start of a longer message is read; the longest of linux are merges that list a thousand commits. */
const MAX_MESSAGE = 200_000
const MAX_LINE = 2_000
/** Marks of one kind that are read of one commit. */
const MAX_MARKS = 50

/** What is read of a commit message. */
export interface CommitText {
  /** As git prints it with `%s`: the lines up to the first blank one, joined. */
  readonly title: string
  readonly marks: CommitMarks
}

/** Reads the title of a commit message, and what it says about mails and other commits. Linear; never fails. */
export function parseCommitMessage(message: string): CommitText {
  const lines = splitLines(message.slice(0, MAX_MESSAGE)).map((line) => line.slice(0, MAX_LINE).trimEnd())
  const start = lines.findIndex((line) => line !== '')
  const from = start < 0 ? lines.length : start
  const blank = lines.indexOf('', from)
  const end = blank < 0 ? lines.length : blank
  const title = lines
    .slice(from, end)
    .map((line) => line.trim())
    .join(' ')
  return { title, marks: findMarks(lines.slice(end)) }
}

function findMarks(lines: readonly string[]): CommitMarks {
  const text = lines.join('\n')
  return {
    links: firstOf(lines.flatMap(findLinks)),
    fixes: firstOf(lines.flatMap((line) => hashesOf(FIXES.exec(line)?.[1]))),
    reverts: firstOf([...text.matchAll(REVERTS)].flatMap(([, hashes]) => hashesOf(hashes))),
    origins: firstOf(
      lines.flatMap((line) => ORIGINS.flatMap((form) => form.exec(line)?.[1] ?? [])).map((hash) => hash.toLowerCase()),
    ),
  }
}

/**
 * Trailers that name the mail of a patch: `Link:` and what b4, `git am -m`, QEMU, PostgreSQL (`Discussion:`) and others write. `Closes:`,
 * `BugLink:` and the like name reports.
 */
const LINK = /^\s{0,8}(?:link|message-?id|msg-?id|patchwork(?:-link|-url)?|discussion|archived-at|lore)\s?:\s*(\S.*)$/i
const MESSAGE_ID = /^\s{0,8}(?:message|msg)-?id\s?:/i

function findLinks(line: string): MessageId[] {
  const value = LINK.exec(line)?.[1]
  if (value === undefined) return []
  const links = findArchiveLinks(value)
  return links.length > 0 || !MESSAGE_ID.test(line) ? links : parseMessageIds(value)
}

const HASH = '[0-9a-f]{7,64}(?![0-9a-z])'
/** Several hashes in a row, each perhaps with its title. */
const HASHES = `${HASH}(?:[ \\t]{0,3}\\("[^\\n]{0,200}?"\\))?(?:[,;&\\s]{1,4}(?:and\\s{1,2})?(?:commit\\s{1,2})?${HASH}){0,20}`

/** `Fixes: 123456789abc ("title")`, and `Fix:` as some people write it. */
const FIXES = new RegExp(`^\\s{0,4}fix(?:e?s)?:\\s{0,4}(?:commits?\\s{1,2})?(${HASHES})`, 'i')

/**
 * `This reverts commit <hash>.` as `git revert` writes it, and the ways in which people change it. `This partially reverts` is no revert. A
 * revert of a merge goes on with `, reversing changes made to <hash>`, which is not reverted.
 */
const REVERTS = new RegExp(
  `^ {0,3}(?:(?:this|the)(?: (?:commit|patch|change))? reverts?|reverts?:|revert)\\s{1,2}(?:the )?(?:upstream )?(?:commits?:?\\s{1,2})?(${HASHES})`,
  'gim',
)

/** How a backport names the commit that it was made from. */
const ORIGINS: readonly RegExp[] = [
  // git cherry-pick -x; Ubuntu writes "backported from".
  new RegExp(`^\\s{0,4}\\(?(?:cherry[- ]picked|backported) from (?:commit )?(${HASH})`, 'i'),
  // The stable trees of linux, DPDK and others.
  new RegExp(`^\\s{0,4}\\[\\s{0,2}(?:upstream commit|commit) (${HASH})(?: upstream)?\\s{0,2}\\]`, 'i'),
  new RegExp(`^\\s{0,4}(?:upstream commit|commit) (${HASH})(?: upstream| from upstream)\\b`, 'i'),
  new RegExp(`^\\s{0,4}upstream commit:? (${HASH})`, 'i'),
  new RegExp(`^\\s{0,4}upstream (${HASH}) commit\\b`, 'i'),
  // Distributions.
  new RegExp(`^\\s{0,4}(?:git-commit|upstream-commit|backport-of):\\s{0,4}(${HASH})`, 'i'),
  new RegExp(`^\\s{0,4}(?:this is a )?backport of (?:upstream )?commit (${HASH})`, 'i'),
]

function hashesOf(text: string | undefined): string[] {
  if (text === undefined) return []
  // The titles may have words that look like hashes.
  const bare = text.replace(/\("[^\n]*?"\)/g, ' ')
  return [...bare.matchAll(new RegExp(`(?<![0-9a-z])${HASH}`, 'gi'))].map(([hash]) => hash.toLowerCase())
}

function firstOf<T>(items: readonly T[]): T[] {
  return [...new Set(items)].slice(0, MAX_MARKS)
}

/** The title of the commit that a title of the form `Revert "title"` or `Reapply "title"` reverts or applies again; undefined for any other. */
export function revertedTitle(
  title: string,
): { readonly kind: 'revert' | 'reapply'; readonly title: string } | undefined {
  const [, word, inner] = /^(?:[^\s"]{1,60}: )?(revert|reapply):? "(.+)"\.?$/i.exec(title.trim()) ?? []
  if (word === undefined || inner === undefined) return undefined
  return { kind: word.toLowerCase() === 'revert' ? 'revert' : 'reapply', title: inner }
}
