import { at } from '../at'
import { findCue, matchesAny } from './cueTable'
import { linesNear } from './linesNear'
import type { OwnLine } from './quote'
import { hereOrSeries, type RuleInput } from './ruleInput'
import { CONDITIONS, PLAYED_DOWN } from './rules/cues/condition'
import { scopeOfTag } from './scope'
import { type ReviewTag, tagKinds } from './tag'
import type { Statement } from './types'

/** The rules `approves` and `conditions`. A combined tag (Reviewed-and-tested-by) gives two statements. */
export function approvals(tag: ReviewTag, words: string, prose: readonly OwnLine[], reply: RuleInput): Statement[] {
  const scope = scopeOfTag(tag, wordsBefore(tag, words), prose, reply.onCover && !reply.onFix)
  const common = { line: tag.line, scope, cues: [], tag }
  return tagKinds(tag.name).map((kind): Statement => {
    // "Apart from patch 3" leaves a patch out and sets no condition.
    const plain = kind === 'tested' || scope.kind === 'except' || scope.kind === 'untagged'
    const condition = plain ? undefined : (findNoteCondition(tag) ?? findCondition(tag, prose))
    if (condition === undefined) return { ...common, position: kind, rule: 'approves', sentence: words }
    // As the mail has them: "Acked-by: Ann" / "A tiny nit:".
    const sentence = condition.line > tag.line ? `${words} ${condition.text}` : `${condition.text} ${words}`
    return { ...common, position: 'approves-with-condition', rule: 'conditions', sentence }
  })
}

/** The words in front of a tag on its line: "Patches 1-3: Reviewed-by: ...". */
function wordsBefore(tag: ReviewTag, words: string): string {
  const [first = ''] = tag.name.split('-')
  return words.slice(0, Math.max(0, words.toLowerCase().lastIndexOf(first.toLowerCase())))
}

/** A condition counts within this many lines above and below a tag. */
const LINES_BEFORE = 4
const LINES_AFTER = 2

/** The rule `conditions`: the line near a tag that makes the approval depend on something; undefined for a plain approval. */
function findCondition(tag: ReviewTag, lines: readonly OwnLine[]): OwnLine | undefined {
  const near = linesNear(lines, tag.line - LINES_BEFORE, tag.line + LINES_AFTER)
  // A condition may be wrapped ("with the comment / fixed"), but the end of a line also ends "with that:".
  const joined = near.map(({ text }) => text.trim()).join('\n')
  const flat = joined.replace(/\n/g, ' ')
  if (matchesAny(PLAYED_DOWN, flat)) return undefined
  for (const condition of CONDITIONS) {
    const found = findCue([condition], joined) ?? findCue([condition], flat)
    if (found === undefined || /\bthanks? for\b/i.test(found[0])) continue
    const start = found[0].trim().slice(0, 12)
    const line = near.find(({ text }) => text.includes(start)) ?? at(near, 0)
    return { ...line, text: line.text.includes(start) ? line.text.trim() : found[0].trim().slice(0, 200) }
  }
  return undefined
}

/** <BN9PR11MB52760B405E5F68C2155492078CF79@BN9PR11MB5276.namprd11.prod.outlook.com>: "Reviewed-by: ..., with one nit". */
function findNoteCondition({ line, person: { note } }: ReviewTag): OwnLine | undefined {
  return /^(?:with|but|after|once|if|modulo)\b/i.test(note) ? { text: note, line } : undefined
}

/** The rule `refuses`, for a tag. */
export function refusal(tag: ReviewTag, sentence: string, reply: RuleInput): Statement {
  return { position: 'nak', rule: 'refuses', sentence, line: tag.line, scope: hereOrSeries(reply), cues: [], tag }
}
