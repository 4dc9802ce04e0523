import type { ReplyLine } from './quote'
import { hereOrSeries, makeStatement, type RuleInput, restStatement } from './ruleInput'
import { authorCues, isUnable } from './rules/answer'
import { saysOwnApplied } from './rules/apply'
import type { Sentence } from './sentence'
import type { Cue, Statement } from './types'

/** Sentences of one mail that are looked for among its quotes; an author says once that a series was applied. */
const MAX_LOOKED = 20

/** The rule `answers`, and `applies` for an author who is also the maintainer. Between two quotes, "applied" may answer a suggestion. */
export function authorStatements(sentences: readonly Sentence[], reply: RuleInput): Statement[] {
  let looked = 0
  const isQuoted = (text: string): boolean => ++looked > MAX_LOOKED || reply.body.includes(`> ${text}`)
  const ends = endBlocks(reply.text.lines)
  const unable = sentences.filter(({ code, text }) => !code && isUnable(text)).map(({ line }) => line)
  // "I totally agree. However, this was out of reach for me."
  const withoutAbility = (cues: readonly Cue[], line: number): readonly Cue[] =>
    unable.some((one) => one >= line && isOneBlock(line, one, reply.text.lines))
      ? cues.map((cue) => (cue === 'concedes' ? 'declines' : cue))
      : cues
  const said = sentences.flatMap((sentence) => {
    const { text, line } = sentence
    if (saysOwnApplied(text) && (ends(line) || NAMED.test(text)) && !isQuoted(text))
      return [makeStatement('applied', 'applies', sentence, hereOrSeries(reply))]
    const cues = withoutAbility(authorCues(text), line)
    return cues.length === 0 ? [] : [makeStatement('author', 'answers', sentence, hereOrSeries(reply), cues)]
  })
  const silent =
    said.some(({ position }) => position === 'author') || (sentences.length === 0 && reply.text.form.size > 0)
  const rest = silent ? [] : [restStatement(sentences, reply)]
  return [...rest, ...said]
}

/** The tree or the patch. <20230309210201.GA451333@pevik>. */
const NAMED =
  /\b(?:to|for|in|into)\b.*(?:\b(?:tree|branch|next|fixes|linux|-rc\d)\b|\S\/\S)|\b(?:this|the|both) (?:patch(?:es|set)?|series)\b/i

/** Whether nothing is quoted between two lines of the body. */
function isOneBlock(from: number, to: number, lines: readonly ReplyLine[]): boolean {
  return !lines.some(({ source, line }) => source === 'quote' && line > from && line < to)
}

/** Whether a line of the body is above the first quote or below the last one. */
function endBlocks(lines: readonly ReplyLine[]): (line: number) => boolean {
  const own = lines.filter(({ source, text }) => source === 'own' && text.trim() !== '')
  const first = own[0]?.line ?? 0
  const last = own.at(-1)?.line ?? 0
  const quoted = lines.flatMap(({ source, line }) => (source === 'quote' ? [line] : []))
  const end = quoted.find((line) => line > first) ?? Number.POSITIVE_INFINITY
  const begin = quoted.findLast((line) => line < last) ?? -1
  return (line) => line < end || line > begin
}
