import { at } from '../at'
import { matchesAny } from './cueTable'
import type { ReviewedReply } from './input'
import { makeStatement } from './ruleInput'
import { CORRECTS } from './rules/cues/strike'
import type { ReviewTag } from './tag'
import type { Statement } from './types'

/** Own lines that are searched for words of a correction. */
const MAX_LINES = 20

interface Corrected extends Pick<ReviewedReply, 'key' | 'parent' | 'text'> {
  readonly person: number
  readonly statements: readonly Statement[]
}

/**
 * The replies without the tags that their sender corrected in answer to the own mail. A tag is corrected by one of the same kind with another address or
 * name ("Sorry, wrong email -- should be:" <Y1xr0IYUf8lx+hHl@Asurada-Nvidia>, <166a5360-8862-b0ef-3ac9-6c73f1f26bbb@linux.ibm.com>), and by one of another
 * kind below words that say so ("Sorry, I meant"). Linear.
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
  if (given.some((one) => one.name === tag.name))
    return given.every(({ person }) => person.name !== tag.person.name || person.email !== tag.person.email)
  const instead = text.own.slice(0, MAX_LINES).some((line) => matchesAny(CORRECTS, line.text))
  return instead && given.length === 1 && tagsOf(former.statements).length === 1
}

function tagsOf(statements: readonly Statement[]): ReviewTag[] {
  return [...new Set(statements.flatMap(({ tag }) => tag ?? []))]
}

/** What is left of a mail that gave nothing but the tag. */
function toTalk({ sentence, line, scope }: Statement): Statement {
  return makeStatement('discusses', 'discusses', { text: sentence, line }, scope)
}
