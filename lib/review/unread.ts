import { at } from '../at'
import type { Address } from '../mail/types'
import { matchesAny } from './cueTable'
import { linesBelowCode, type ReplyLine } from './quote'
import { hereOrSeries, makeStatement, type RuleInput } from './ruleInput'
import { findDeed } from './rules/answer'
import { CONTENT } from './rules/cues/content'
import { wantsNothing } from './rules/request'
import type { Sentence } from './sentence'
import type { Statement } from './types'

/** What the sender wrote between two quotes. Lines of the body, counted from 0: the first with words, and the one after the last. */
interface Block {
  readonly from: number
  readonly to: number
}

/**
 * The comments that no rule recognises by its words: in answer to a posting, what stands alone right below a quoted line of code is about that line, and who is content does not
 * write there ("Useless.", "This never returns an error."). One for each block without a statement. Not in a mail with a tag or that says that the patch was applied, where such
 * words are more often asides, and not for praise or what the reviewer knows or did.
 */
export function findUnread(sentences: readonly Sentence[], said: readonly Statement[], reply: RuleInput): Statement[] {
  const { lines, tags, naks } = reply.text
  if (!reply.toPosting || reply.onCover || tags.length > 0 || naks.length > 0) return []
  if (said.some(({ position }) => position === 'applied')) return []
  const deeds = sentences.flatMap(({ text, line }) => ({ line, deed: findDeed(text) }))
  if (deeds.some(({ deed }) => deed === 'done')) return []
  return blocksBelowCode(lines).flatMap(({ from, to }) => {
    const isIn = ({ line }: { readonly line: number }) => line >= from && line < to
    if (said.some(isIn) || deeds.some((one) => one.deed !== undefined && isIn(one))) return []
    const first = sentences.find((sentence) => isIn(sentence) && WORD.test(sentence.text))
    return first === undefined || isContent(first.text, reply.from)
      ? []
      : [makeStatement('requests-changes', 'requests', first, hereOrSeries(reply))]
  })
}

function isContent(text: string, from: Address): boolean {
  return wantsNothing(text) || matchesAny(CONTENT, text) || isName(text, from)
}

/** "*\/" and "..." say nothing. */
const WORD = /[A-Za-z]{2}/

/** Whether a line is the sender's name below the last comment. */
function isName(text: string, { name, email }: Address): boolean {
  const word = text.toLowerCase().replace(/\W+$/, '')
  return name.toLowerCase().split(/\W+/).includes(word) || email.toLowerCase().startsWith(`${word}@`)
}

/** The blocks right below a quoted line of code, with a blank line in between: without one, it may be the rest of a line that a program wrapped. Linear. */
function blocksBelowCode(lines: readonly ReplyLine[]): Block[] {
  const below = linesBelowCode(lines)
  const blocks: Block[] = []
  for (let next = 1; next < lines.length; next++) {
    const { source, text } = at(lines, next)
    if (source !== 'own' || text.trim() !== '' || at(lines, next - 1).source !== 'quote') continue
    let from = next
    while (from < lines.length && at(lines, from).source === 'own' && at(lines, from).text.trim() === '') from++
    let to = from
    while (to < lines.length && at(lines, to).source !== 'quote') to++
    if (to > from && below.has(from)) blocks.push({ from, to })
    next = to
  }
  return blocks
}
