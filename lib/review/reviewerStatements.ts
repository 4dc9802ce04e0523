import { at } from '../at'
import { firstIndex } from '../firstIndex'
import { acceptedFrom } from './accepts'
import { asksOthers, callsAuthor, callsOthers, greetsOthers, speaksToOther } from './addressee'
import { isForAuthor, openConverses } from './converse'
import type { Position } from './positions'
import type { OwnLine, ReplyLine } from './quote'
import { hereOrSeries, makeStatement, type RuleInput } from './ruleInput'
import {
  asksForReview,
  findDeed,
  saysThanks,
  seconds,
  settles,
  strikesTag,
  takesBack,
  withdrawsObjection,
  withdrawsTag,
} from './rules/answer'
import { findListed, saysApplied, saysDropped } from './rules/apply'
import { findBlame, findRefusal, findRegression } from './rules/object'
import { asksQuestion, isAlwaysForAuthor, pointsBack, requestsChange } from './rules/request'
import type { Sentence } from './sentence'
import { scopeOfSentence } from './sentenceScope'
import { findTags, reviewName } from './tag'
import type { Cue, Rule, Statement } from './types'

/** The rules for the sentences of a reviewer, in the order in which they are tried. `belowCode`: lines right below a quoted line of code. */
export function reviewerStatements(
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
  for (const [index, written] of sentences.entries()) {
    const sentence = withTagQuestion(written, sentences[index - 1], reply.text.own)
    // "It should be dropped. Right?" <CAPDyKFqTWd4W5Ofk76CtC4X43dxBTNHtmY9YzN355-vpviLsPw@mail.gmail.com> asks for nothing else.
    if (sentence !== written && comments.at(-1)?.line === sentence.line) continue
    const { text, line } = sentence
    const answers = converses(line)
    const scope = (reply.onCover ? scopeOfSentence(text) : undefined) ?? hereOrSeries(reply)
    const broken = dropped ? undefined : findRegression(text)
    const cues = reviewerCues(text, broken !== undefined)
    // "Thanks!" as the whole answer to the author. <20220920090129.GD69891@lothringen>
    if (sentences.length === 1 && reply.parentSpeaker === 'author' && saysThanks(text)) cues.push('concedes')
    if (answers && reply.quoted[line] === 'reviewer' && seconds(text)) cues.push('seconds')
    if (strikesTag(text) && isBelowOwnTag(sentence.line, reply)) cues.push('withdraws-tag')
    if (sentence.line > asideTo && speaksToOther(text, reply.names)) {
      asideTo = paragraphEnd(sentence.line, reply.text.own)
      if (callsOthers(text, reply.names) && comments.at(-1)?.position === 'asks')
        setLast('aside', comments, asideTo, reply.text.own)
      const proposed = asksOthers(text, reply.names) ? comments.at(-1) : undefined
      if (proposed !== undefined && proposed.line >= blockStart(line, reply.text.lines))
        setLast('aside', comments, paragraphEnd(proposed.line, reply.text.own), reply.text.own)
    }
    const deed = findDeed(text)
    if (deed === 'later') {
      // "Check it, but that can be done later" says itself what can.
      if (!/\S but\b/i.test(text)) setLast('later', comments, paragraphEnd(line, reply.text.own), reply.text.own)
    } else if (deed !== undefined) {
      setAside(comments, deed === 'done' ? 0 : blockStart(line, reply.text.lines))
    }
    const accepted = reply.parentSpeaker === 'author' ? acceptedFrom(text, line, reply.text.lines) : undefined
    if (accepted !== undefined) setAside(comments, accepted)
    const aside: Cue[] = sentence.line <= asideTo || greeted.has(line) || deed !== undefined ? ['aside'] : []
    const comment = (position: Position, rule: Rule) =>
      comments.push(makeStatement(position, rule, sentence, scope, [...cues, ...aside]))
    // "I withdraw my NAK."
    const refused = cues.includes('concedes') ? undefined : findRefusal(text)
    const blame = findBlame(text, belowCode.has(sentence.line))
    if (saysApplied(text)) {
      explicit.push(makeStatement('applied', 'applies', sentence, scope))
      // Below it stands a form letter: what happens to patches in this tree, whom to Cc, what to send next.
      if (isThankYou()) break
    } else if (refused === 'nak' || (refused !== undefined && !answers))
      explicit.push(makeStatement(refused, 'refuses', sentence, scope))
    else if ((answers && isAlwaysForAuthor(text)) || (dropped && saysDropped(text)))
      comment('requests-changes', 'requests')
    else if (answers && !isForAuthor(text, aside.length > 0, reply) && !(reply.resumes && blame === 'objects')) {
      if (cues.length > 0 || comments.length === 0) comment('discusses', 'converses')
    } else if (broken !== undefined) comment(blame === 'objects' ? blame : broken, 'regresses')
    else if (blame !== undefined) comment(blame, blame === 'objects' ? 'objects' : 'requests')
    else if (cues.some((cue) => SETTLING.has(cue))) {
      // "You mean that this function will do it? Makes sense to me!" <CAADnVQLKnG4yrDKEn5mBN8NSuD59ZdFQ0NvGq4U=V815b4Kftg@mail.gmail.com>
      while (cues.includes('concedes') && isAskedIn(sentence, comments.at(-1))) comments.pop()
      comment('discusses', 'discusses')
    } else if (asksForReview(text)) comment('discusses', 'discusses')
    else if (callsAuthor(text, reply.names)) comment('asks', 'asks')
    else if (pointsBack(text) && comments.at(-1)?.position === 'asks') comment('asks', 'asks')
    else if (requestsChange(text)) comment('requests-changes', 'requests')
    else if (asksQuestion(text)) comment('asks', 'asks')
    else if (cues.length > 0) comment('discusses', 'discusses')
  }
  return [...explicit, ...comments]
}

const TAG_QUESTION =
  /^(?:right|correct|true|no|yes|agreed|ok(?:ay)?|isn't it|doesn't it|is that right|am I right) ?\?+$/i

/** "Right?" together with the sentence before it in the paragraph, since it says nothing by itself. */
function withTagQuestion(written: Sentence, before: Sentence | undefined, own: readonly OwnLine[]): Sentence {
  if (before === undefined || before.code || !TAG_QUESTION.test(written.text)) return written
  if (paragraphEnd(before.line, own) < written.line) return written
  return { ...before, text: `${before.text} ${written.text}` }
}

/** Adds to the last comment that the author has nothing to answer, or not in this series, if it is in the paragraph that ends at a line. */
function setLast(cue: 'aside' | 'later', comments: Statement[], end: number, own: readonly OwnLine[]): void {
  const last = comments.at(-1)
  if (last === undefined || paragraphEnd(last.line, own) !== end) return
  comments[comments.length - 1] = { ...last, cues: [...last.cues, cue] }
}

/** Adds to the comments from a line on that the author has nothing to answer. */
function setAside(comments: Statement[], from: number): void {
  for (const [index, one] of comments.entries())
    if (one.line >= from) comments[index] = { ...one, cues: [...one.cues, 'aside'] }
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

/** Whether the last words quoted above the paragraph with a line of the body are a review tag of the sender. */
function isBelowOwnTag(line: number, { text: { lines }, from }: RuleInput): boolean {
  let above = line - 1
  while (above >= 0 && at(lines, above).source === 'own' && at(lines, above).text.trim() !== '') above--
  while (above >= 0 && /^[\s>|]*$/.test(at(lines, above).text)) above--
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
