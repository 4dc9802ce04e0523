import { at } from '../at'
import { findArchiveLinks } from '../mail/archiveLink'
import type { MessageId } from '../mail/types'
import { matchesAny } from './cueTable'
import type { OwnLine } from './quote'
import type { ReadReply } from './replies'
import { FAILS, WORKS, WORKS_NOT } from './rules/cues/fixed'

/** A link to a fix, and the mail that has it. */
interface LinkedFix {
  readonly link: MessageId
  /** Index of that mail in the replies. */
  readonly index: number
}

/**
 * For each mail the link to a fix in the first mail below it that has one. Goes through the replies from the last to the first, so that what is
 * below a mail is known before the mail itself. Linear.
 */
export function findFixes(replies: readonly ReadReply[]): Map<string, LinkedFix> {
  const below = new Map<string, LinkedFix>()
  for (let index = replies.length - 1; index >= 0; index--) {
    const { key, parent, text } = at(replies, index)
    const own = findFix(text.own)
    const found = own === undefined ? below.get(key) : { link: own, index }
    const known = below.get(parent ?? '')
    if (parent !== null && found !== undefined && (known === undefined || found.index < known.index))
      below.set(parent, found)
  }
  return below
}

/** The first archive link of a mail that has the word "fix" on its line or up to three lines above. */
function findFix(lines: readonly OwnLine[]): MessageId | undefined {
  for (const [index, line] of lines.entries()) {
    const link = findArchiveLinks(line.text)[0]
    if (link === undefined) continue
    if (lines.slice(Math.max(0, index - 3), index + 1).some((other) => /\bfix/i.test(other.text))) return link
  }
  return undefined
}

/**
 * The mail in which whoever reported a regression says, below the mail that links to a fix, that it works, or gives a tag. `report` is the key of the report.
 * Undefined when no fix is linked below it, or the last word of the reporter is that it does not work. Linear.
 */
export function findWorkingFix(replies: readonly ReadReply[], report: string): ReadReply | undefined {
  const fix = findFixes(replies).get(report)
  const reporter = replies.find(({ key }) => key === report)?.person
  if (fix === undefined || reporter === undefined || at(replies, fix.index).person === reporter) return undefined
  const thread = new Set([at(replies, fix.index).key])
  let found: ReadReply | undefined
  for (const reply of replies.slice(fix.index + 1)) {
    if (reply.parent === null || !thread.has(reply.parent)) continue
    thread.add(reply.key)
    if (reply.person !== reporter) continue
    if (saysWorks(reply)) found = reply
    else if (saysFails(reply)) found = undefined
  }
  return found
}

function saysWorks({ sentences, statements }: ReadReply): boolean {
  if (statements.some(({ position, tag }) => tag !== null && (position === 'tested' || position === 'approves')))
    return true
  return sentences.some(({ code, text }) => !code && matchesAny(WORKS, text) && !matchesAny(WORKS_NOT, text))
}

function saysFails({ sentences, statements }: ReadReply): boolean {
  if (statements.some(({ cues }) => cues.includes('regression'))) return true
  return sentences.some(({ code, text }) => !code && matchesAny(FAILS, text))
}
