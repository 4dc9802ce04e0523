import { at } from '../at'
import { authorStatements } from './authorStatements'
import { findOwnSentences } from './boilerplate'
import { withNits, withOptional } from './optional'
import { linesBelowCode } from './quote'
import { reviewerStatements } from './reviewerStatements'
import { type RuleInput, restStatement } from './ruleInput'
import { withdrawsTag } from './rules/answer'
import type { ReviewTag } from './tag'
import { approvals, refusal } from './tagStatements'
import type { Statement } from './types'
import { findUnread } from './unread'

/**
 * What a reply says, as statements in the order of its lines, by the rules of docs/positions.md. For each sentence the first rule that
 * matches wins; tags and refusals always count. A reviewer's mail that says nothing else gives one `discusses`, an author's mail one `author`,
 * a bot's mail nothing. Only lines that the sender wrote are read.
 */
export function findStatements(reply: RuleInput): Statement[] {
  if (reply.speaker === 'bot') return []
  const { own, tags, naks, lines, form } = reply.text
  const tagLines = new Set([...tags, ...naks].map(({ line }) => line))
  const prose = tagLines.size === 0 ? own : own.filter(({ line }) => !tagLines.has(line))
  // "-Reviewed-by: ..." looks like a line of a diff.
  const sentences = (tagLines.size === 0 ? reply.sentences : findOwnSentences(prose, form)).filter(
    ({ code, text }) => !code || withdrawsTag(text),
  )
  const lineOf = (tag: ReviewTag) => at(lines, tag.line).text.trim().replace(/\s+/g, ' ')
  const tagged = [
    ...tags.slice(0, MAX_STATEMENTS).flatMap((tag) => approvals(tag, lineOf(tag), prose, reply)),
    ...naks.slice(0, MAX_STATEMENTS).map((tag) => refusal(tag, lineOf(tag), reply)),
  ]
  const said =
    reply.speaker === 'author'
      ? authorStatements(sentences, reply)
      : reviewerStatements(sentences, linesBelowCode(lines), reply)
  const unread = reply.speaker === 'reviewer' ? findUnread(sentences, said, reply) : []
  const statements = [...tagged, ...said, ...unread]
  // A form letter alone is not an answer.
  if (statements.length === 0 && (form.size === 0 || sentences.length > 0))
    statements.push(restStatement(sentences, reply))
  const sorted = statements.slice(0, MAX_STATEMENTS).sort((a, b) => a.line - b.line)
  return withNits(withOptional(sorted, prose), reply.speaker === 'reviewer' ? sentences : [])
}

/** More than any reply has. Tags come first. Bounds the work of later stages on hostile mail. */
const MAX_STATEMENTS = 200
