import { matchesAny } from './cueTable'
import { linesNear } from './linesNear'
import type { OwnLine } from './quote'
import { TAG_HOLDS } from './rules/cues/condition'
import { ALL_NITS } from './rules/cues/nit'
import type { Sentence } from './sentence'
import { severityOf } from './severity'
import type { Statement } from './types'

/** Lines above a tag in which the words that lead to it begin. */
const LINES_BEFORE = 4
const MAX_LEAD = 200
const TAG_START = /\b[A-Z][a-z]+(?:-[a-z]+)*-by:/

/**
 * The statements of a reply, in the order of their lines. When the words before a tag say that it holds whether the requests above it are met or not, they
 * are added to these requests: "I'd maybe add a check. … with or without that additional check: Reviewed-by"
 * <44816a09-8567-b2be-84ef-ada621d1beb4@redhat.com>. This makes such a request a nit (severity.ts), and shows why it is one.
 */
export function withOptional(statements: readonly Statement[], prose: readonly OwnLine[]): Statement[] {
  const held = statements.findLast(
    (one) => one.position === 'approves' && one.tag?.fits === true && findLead(one, prose) !== undefined,
  )
  if (held === undefined) return [...statements]
  const words = `${findLead(held, prose)} ${held.tag?.name}`
  return statements.map((one) =>
    one.rule === 'requests' && one.line < held.line && severityOf(one.position, one.sentence) !== 'nit'
      ? { ...one, sentence: `${one.sentence} … ${words}` }
      : one,
  )
}

/**
 * The statements of a reply. When a sentence calls everything a nit that the mail asks for ("Apart from these nitpicks, patch LGTM"), it is added to each request, which makes
 * it a nit and shows why; not to what reports a defect.
 */
export function withNits(statements: readonly Statement[], sentences: readonly Sentence[]): Statement[] {
  const all = sentences.find(({ code, text }) => !code && text.length <= MAX_LEAD && matchesAny(ALL_NITS, text))
  if (all === undefined) return [...statements]
  return statements.map((one) =>
    one.rule === 'requests' && one.sentence !== all.text && severityOf(one.position, one.sentence) === 'request'
      ? { ...one, sentence: `${one.sentence} … ${all.text}` }
      : one,
  )
}

/** The words right before a tag by which it holds anyway; undefined when they say nothing of the kind. */
function findLead({ tag, line, sentence }: Statement, prose: readonly OwnLine[]): string | undefined {
  const above = linesNear(prose, line - LINES_BEFORE, line - 1).map(({ text }) => text.trim())
  const onLine = tag === null ? '' : sentence.slice(0, Math.max(0, sentence.search(TAG_START)))
  const flat = [...above, onLine].join(' ').replace(/\s+/g, ' ').trim()
  const last = (flat.split(/(?<=[.!?]) (?=\p{L})/u).at(-1) ?? '').slice(-MAX_LEAD)
  return matchesAny(TAG_HOLDS, last) ? last : undefined
}
