import { at } from '../at'
import { firstIndex } from '../firstIndex'
import { greetsOthers, speaksToOther } from './addressee'
import { findOwnSentences } from './boilerplate'
import { type Conversation, isForAuthor, openConverses } from './converse'
import { findCue, matchesAny } from './cueTable'
import { linesNear } from './linesNear'
import type { Position } from './positions'
import { linesBelowCode, type OwnLine, type ReplyLine } from './quote'
import {
  asksForReview,
  authorCues,
  findDeed,
  seconds,
  settles,
  strikesTag,
  takesBack,
  withdrawsObjection,
  withdrawsTag,
} from './rules/answer'
import { findListed, saysApplied, saysDropped, saysOwnApplied } from './rules/apply'
import { CONDITIONS, PLAYED_DOWN } from './rules/cues/condition'
import { findBlame, findRefusal, findRegression } from './rules/object'
import { asksQuestion, isAlwaysForAuthor, pointsBack, requestsChange } from './rules/request'
import { scopeOfTag } from './scope'
import type { Sentence } from './sentence'
import { scopeOfSentence } from './sentenceScope'
import { findTags, type ReviewTag, reviewName, tagKinds } from './tag'
import type { Cue, Rule, Scope, Speaker, Statement } from './types'

/** What the rules need to know of one reply. */
export interface RuleInput extends Conversation {
  readonly body: string
  /** The sentences of `text.own`. */
  readonly sentences: readonly Sentence[]
  readonly speaker: Speaker
  /** The reply answers the cover letter, so it is about the whole series. */
  readonly onCover: boolean
  /** The reply answers another reviewer's diff, so its tags are about that. */
  readonly onFix: boolean
}

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
  const statements = [...tagged, ...said]
  // A form letter alone is not an answer.
  if (statements.length === 0 && (form.size === 0 || sentences.length > 0))
    statements.push(restStatement(sentences, reply))
  return statements.slice(0, MAX_STATEMENTS).sort((a, b) => a.line - b.line)
}

/** More than any reply has. Tags come first. Bounds the work of later stages on hostile mail. */
const MAX_STATEMENTS = 200

function statement(
  position: Position,
  rule: Rule,
  { text, line }: OwnLine,
  scope: Scope,
  cues: readonly Cue[] = [],
): Statement {
  return { position, rule, sentence: text, line, scope, cues, tag: null }
}

/** The rules `approves` and `conditions`. A combined tag (Reviewed-and-tested-by) gives two statements. */
function approvals(tag: ReviewTag, words: string, prose: readonly OwnLine[], reply: RuleInput): Statement[] {
  const scope = scopeOfTag(tag, wordsBefore(tag, words), prose, reply.onCover && !reply.onFix)
  const common = { line: tag.line, scope, cues: [], tag }
  return tagKinds(tag.name).map((kind): Statement => {
    // "Apart from patch 3" leaves a patch out and sets no condition.
    const plain = kind === 'tested' || scope.kind === 'except'
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

function refusal(tag: ReviewTag, sentence: string, reply: RuleInput): Statement {
  return { position: 'nak', rule: 'refuses', sentence, line: tag.line, scope: hereOrSeries(reply), cues: [], tag }
}

/** Sentences of one mail that are looked for among its quotes; an author says once that a series was applied. */
const MAX_LOOKED = 20

/** The rule `answers`, and `applies` for an author who is also the maintainer. Between two quotes, "applied" may answer a suggestion. */
function authorStatements(sentences: readonly Sentence[], reply: RuleInput): Statement[] {
  let looked = 0
  const isQuoted = (text: string): boolean => ++looked > MAX_LOOKED || reply.body.includes(`> ${text}`)
  const ends = endBlocks(reply.text.lines)
  const said = sentences.flatMap((sentence) => {
    const { text, line } = sentence
    if (saysOwnApplied(text) && (ends(line) || NAMED.test(text)) && !isQuoted(text))
      return [statement('applied', 'applies', sentence, hereOrSeries(reply))]
    const cues = authorCues(text)
    return cues.length === 0 ? [] : [statement('author', 'answers', sentence, hereOrSeries(reply), cues)]
  })
  const silent =
    said.some(({ position }) => position === 'author') || (sentences.length === 0 && reply.text.form.size > 0)
  const rest = silent ? [] : [restStatement(sentences, reply)]
  return [...rest, ...said]
}

/** The tree or the patch. <20230309210201.GA451333@pevik>. */
const NAMED =
  /\b(?:to|for|in|into)\b.*(?:\b(?:tree|branch|next|fixes|linux|-rc\d)\b|\S\/\S)|\b(?:this|the|both) (?:patch(?:es|set)?|series)\b/i

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

function reviewerStatements(
  sentences: readonly Sentence[],
  belowCode: ReadonlySet<number>,
  reply: RuleInput,
): Statement[] {
  const explicit: Statement[] = []
  const comments: Statement[] = []
  const converses = openConverses(reply)
  // Up to this line the sender speaks to another reviewer by name.
  let asideTo = -1
  const greeted = reply.parentSpeaker === 'reviewer' ? NO_LINES : linesForOthers(reply)
  let thanks: boolean | undefined
  // "Dropped, it breaks the build": nobody has the patch any more, so nothing has to be repaired in a tree.
  const dropped = sentences.some(({ text }) => saysDropped(text))
  const isAskedIn = ({ line }: Sentence, last: Statement | undefined): boolean =>
    last?.position === 'asks' && paragraphEnd(last.line, reply.text.own) >= line
  const isThankYou = (): boolean => {
    thanks ??= findListed(reply.text.own.map(({ text }) => text)).length > 0
    return thanks
  }
  for (const sentence of sentences) {
    const { text, line } = sentence
    const answers = converses(line)
    const scope = (reply.onCover ? scopeOfSentence(text) : undefined) ?? hereOrSeries(reply)
    const broken = dropped ? undefined : findRegression(text)
    const cues = reviewerCues(text, broken !== undefined)
    if (answers && reply.quoted[line] === 'reviewer' && seconds(text)) cues.push('seconds')
    if (strikesTag(text) && isBelowOwnTag(sentence.line, reply)) cues.push('withdraws-tag')
    if (sentence.line > asideTo && speaksToOther(text, reply.names))
      asideTo = paragraphEnd(sentence.line, reply.text.own)
    const deed = findDeed(text)
    if (deed !== undefined) {
      const from = deed === 'done' ? 0 : blockStart(line, reply.text.lines)
      for (const [index, one] of comments.entries())
        if (one.line >= from) comments[index] = { ...one, cues: [...one.cues, 'aside'] }
    }
    const aside: Cue[] = sentence.line <= asideTo || greeted.has(line) || deed !== undefined ? ['aside'] : []
    const comment = (position: Position, rule: Rule) =>
      comments.push(statement(position, rule, sentence, scope, [...cues, ...aside]))
    // "I withdraw my NAK."
    const refused = cues.includes('concedes') ? undefined : findRefusal(text)
    const blame = findBlame(text, belowCode.has(sentence.line))
    if (saysApplied(text)) {
      explicit.push(statement('applied', 'applies', sentence, scope))
      // Below it stands a form letter: what happens to patches in this tree, whom to Cc, what to send next.
      if (isThankYou()) break
    } else if (refused === 'nak' || (refused !== undefined && !answers))
      explicit.push(statement(refused, 'refuses', sentence, scope))
    else if ((answers && isAlwaysForAuthor(text)) || (dropped && saysDropped(text)))
      comment('requests-changes', 'requests')
    else if (answers && !isForAuthor(text, aside.length > 0, reply)) {
      if (cues.length > 0 || comments.length === 0) comment('discusses', 'converses')
    } else if (broken !== undefined) comment(blame === 'objects' ? blame : broken, 'regresses')
    else if (blame !== undefined) comment(blame, blame === 'objects' ? 'objects' : 'requests')
    else if (cues.some((cue) => SETTLING.has(cue))) {
      // "You mean that this function will do it? Makes sense to me!" <CAADnVQLKnG4yrDKEn5mBN8NSuD59ZdFQ0NvGq4U=V815b4Kftg@mail.gmail.com>
      while (cues.includes('concedes') && isAskedIn(sentence, comments.at(-1))) comments.pop()
      comment('discusses', 'discusses')
    } else if (asksForReview(text)) comment('discusses', 'discusses')
    else if (pointsBack(text) && comments.at(-1)?.position === 'asks') comment('asks', 'asks')
    else if (requestsChange(text)) comment('requests-changes', 'requests')
    else if (asksQuestion(text)) comment('asks', 'asks')
    else if (cues.length > 0) comment('discusses', 'discusses')
  }
  return [...explicit, ...comments]
}

const NO_LINES: ReadonlySet<number> = new Set()

/** The lines below a greeting to others, up to the next quote or greeting. */
function linesForOthers({ text: { lines }, names }: RuleInput): ReadonlySet<number> {
  const forOthers = new Set<number>()
  let greeted = false
  for (const { source, text, line } of lines) {
    if (source === 'quote') greeted = false
    else if (source === 'own' && greetsOthers(text, names)) greeted = true
    if (greeted) forOthers.add(line)
  }
  return forOthers
}

/** The first line below the last quote above a line of the body. */
function blockStart(line: number, lines: readonly ReplyLine[]): number {
  let from = line
  while (from > 0 && lines[from - 1]?.source !== 'quote') from--
  return from
}

/** The last line of the paragraph that has this line of the body. */
function paragraphEnd(line: number, own: readonly OwnLine[]): number {
  let end = line
  for (let next = firstIndex(own, (one) => one.line > line); next < own.length; next++) {
    const { line: number, text } = at(own, next)
    if (number !== end + 1 || text.trim() === '') break
    end = number
  }
  return end
}

/** Whether the last line quoted above a line of the body is a review tag of the sender. */
function isBelowOwnTag(line: number, { text: { lines }, from }: RuleInput): boolean {
  let above = line - 1
  while (above >= 0 && at(lines, above).text.trim() === '') above--
  const quoted = lines[above]
  if (quoted?.source !== 'quote') return false
  const text = quoted.text.replace(/^(?:\s{0,3}[>|])+ ?/, '')
  return findTags([{ text, line: above }], from, reviewName).some(({ fits }) => fits)
}

/** What a sentence says that takes something back instead of asking for something. */
const SETTLING: ReadonlySet<Cue> = new Set(['concedes', 'withdraws-tag', 'withdraws-objection', 'takes-back'])

function reviewerCues(text: string, regresses: boolean): Cue[] {
  const cues: Cue[] = []
  const allowed = withdrawsObjection(text)
  if (allowed || settles(text)) cues.push('concedes')
  if (allowed) cues.push('withdraws-objection')
  if (withdrawsTag(text)) cues.push('withdraws-tag')
  if (takesBack(text)) cues.push('takes-back')
  if (regresses) cues.push('regression')
  return cues
}

function restStatement(sentences: readonly Sentence[], reply: RuleInput): Statement {
  const first = sentences[0] ?? { text: '', line: 0 }
  if (reply.speaker === 'author') return statement('author', 'answers', first, hereOrSeries(reply))
  return statement(
    'discusses',
    openConverses(reply)(first.line) ? 'converses' : 'discusses',
    first,
    hereOrSeries(reply),
  )
}

function hereOrSeries(reply: RuleInput): Scope {
  return { kind: reply.onCover ? 'series' : 'here' }
}
