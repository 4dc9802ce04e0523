import { at } from '../at'
import type { ReviewedReply } from './input'
import { makeStatement } from './ruleInput'
import type { ReviewTag } from './tag'
import type { Statement } from './types'

/** "Sorry, I meant Acked-by:", "please use ... instead": the tag of another kind replaces the former one, too. */
const INSTEAD =
  /\b(?:should (?:have been|read)\b|should be[:\s]*$|I meant\b|meant to (?:say|send|give)\b|please use\b|instead\W*$)/i
/** Own lines that are read for it. */
const MAX_LINES = 20

interface Corrected extends Pick<ReviewedReply, 'key' | 'parent' | 'text'> {
  readonly person: number
  readonly statements: readonly Statement[]
}

/**
 * The replies without the tags that their sender corrected in answer to the own mail: a tag of the same kind with another address or name, such as
 * "Sorry, wrong email -- should be:" <Y1xr0IYUf8lx+hHl@Asurada-Nvidia>, <166a5360-8862-b0ef-3ac9-6c73f1f26bbb@linux.ibm.com>. Linear.
 */
export function withoutCorrectedTags<Reply extends Corrected>(replies: readonly Reply[]): Reply[] {
  const byKey = new Map(replies.map((reply) => [reply.key, reply]))
  const gone = new Set<Statement>()
  for (const reply of replies) {
    const former = byKey.get(reply.parent ?? '')
    if (former === undefined || former.person !== reply.person) continue
    for (const statement of former.statements) if (isCorrected(statement, former, reply)) gone.add(statement)
  }
  if (gone.size === 0) return [...replies]
  return replies.map((reply) => {
    const statements = reply.statements.filter((one) => !gone.has(one))
    if (statements.length === reply.statements.length) return reply
    return { ...reply, statements: statements.length > 0 ? statements : [toTalk(at(reply.statements, 0))] }
  })
}

function isCorrected({ tag }: Statement, former: Corrected, { statements, text }: Corrected): boolean {
  if (tag === null) return false
  const given = tagsOf(statements).filter(({ fits }) => fits)
  if (given.some((one) => one.name === tag.name)) return given.every((one) => one.value !== tag.value)
  const instead = text.own.slice(0, MAX_LINES).some((line) => INSTEAD.test(line.text))
  return instead && given.length === 1 && tagsOf(former.statements).length === 1
}

function tagsOf(statements: readonly Statement[]): ReviewTag[] {
  return [...new Set(statements.flatMap(({ tag }) => tag ?? []))]
}

/** What is left of a mail that gave nothing but the tag. */
function toTalk({ sentence, line, scope }: Statement): Statement {
  return makeStatement('discusses', 'discusses', { text: sentence, line }, scope)
}
