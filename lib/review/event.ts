import { linesBelowCode } from './belowCode'
import { type Position, SUMMARY_ORDER } from './positions'
import { type OwnLine, ownLines, readReply } from './quote'
import { authorCues, reportsRegression, settles, withdrawsTag } from './rules/answer'
import { tellsApplied } from './rules/apply'
import { findCondition, scopeOfTag } from './rules/approve'
import { findBlame } from './rules/object'
import { asksQuestion } from './rules/question'
import { findRefusal } from './rules/refuse'
import { pointsBack, requestsChange } from './rules/request'
import { findSentences, type Sentence } from './sentence'
import { findTags, nakName, type ReviewTag, reviewName } from './tag'
import type { Cue, ReplyText, ReviewEvent, Rule, Scope } from './types'

/**
 * What a reply says, as events in the order of its lines, by rules R0 to R9 (docs/positions.md). Per sentence the first rule that
 * matches wins; tags and refusals always count. A reviewer's mail that says nothing else gives one `discusses`, an author's one `author`. A
 * bot gives none. Only lines that the sender wrote are read. The words of an event are those of the mail, blanks collapsed.
 */
export function findEvents(reply: ReplyText): ReviewEvent[] {
  if (reply.speaker === 'bot') return []
  const lines = ownLines(reply.body)
  const review = findTags(lines, reply.from, reviewName)
  const nak = findTags(lines, reply.from, nakName)
  const tagLines = new Set([...review, ...nak].map(({ line }) => line))
  const prose = tagLines.size === 0 ? lines : lines.filter(({ line }) => !tagLines.has(line))
  const sentences = findSentences(prose).filter(({ code }) => !code)
  const words = new Map(
    lines.flatMap(({ line, text }) => (tagLines.has(line) ? [[line, text.trim().replace(/\s+/g, ' ')] as const] : [])),
  )
  const tagged = [
    ...review.slice(0, MAX_EVENTS).flatMap((tag) => approvals(tag, words.get(tag.line) ?? '', prose, reply)),
    ...nak.slice(0, MAX_EVENTS).map((tag) => refusal(tag, words.get(tag.line) ?? '', reply)),
  ]
  const said =
    reply.speaker === 'author'
      ? authorEvents(sentences, reply)
      : reviewerEvents(sentences, linesBelowCode(readReply(reply.body)), reply)
  const events = [...tagged, ...said]
  if (events.length === 0) events.push(restEvent(sentences, reply))
  return events.slice(0, MAX_EVENTS).sort((a, b) => a.line - b.line)
}

/** More than any reply says; tags come first. Bounds the work of the fold on hostile mail. */
const MAX_EVENTS = 200

function event(
  position: Position,
  rule: Rule,
  { text, line }: OwnLine,
  scope: Scope,
  cues: readonly Cue[] = [],
): ReviewEvent {
  return { position, rule, sentence: text, line, scope, cues, tag: null }
}

/** R3 and R4. A combined tag (Reviewed-and-tested-by) gives two events. */
function approvals(tag: ReviewTag, words: string, prose: readonly OwnLine[], reply: ReplyText): ReviewEvent[] {
  const scope = scopeOfTag(tag, prose, reply.onCover)
  const vouches = /reviewed|acked/i.test(tag.name)
  const condition = vouches ? (findNoteCondition(tag) ?? findCondition(tag, prose)) : undefined
  const events: ReviewEvent[] = []
  if (vouches) {
    const position = condition === undefined ? 'approves' : 'approves-with-condition'
    const sentence = condition === undefined ? words : `${condition} ${words}`
    events.push({
      position,
      rule: condition === undefined ? 'approves' : 'conditions',
      sentence,
      line: tag.line,
      scope,
      cues: [],
      tag,
    })
  }
  if (/tested/i.test(tag.name)) {
    events.push({ position: 'tested', rule: 'approves', sentence: words, line: tag.line, scope, cues: [], tag })
  }
  return events
}

/** <BN9PR11MB52760B405E5F68C2155492078CF79@BN9PR11MB5276.namprd11.prod.outlook.com>: "Reviewed-by: ..., with one nit". */
function findNoteCondition(tag: ReviewTag): string | undefined {
  return /^(?:with|but|after|once|if|modulo)\b/i.test(tag.person.note) ? tag.person.note : undefined
}

function refusal(tag: ReviewTag, sentence: string, reply: ReplyText): ReviewEvent {
  const scope: Scope = { kind: reply.onCover ? 'series' : 'here' }
  return { position: 'nak', rule: 'refuses', sentence, line: tag.line, scope, cues: [], tag }
}

/** R0, and R2 for an author who is the maintainer too and says where the series went. */
function authorEvents(sentences: readonly Sentence[], reply: ReplyText): ReviewEvent[] {
  const events = sentences.flatMap((sentence) => {
    const { text } = sentence
    if (/\b(?:to|for|in|into)\b/.test(text) && tellsApplied(text) && !reply.body.includes(`> ${text}`)) {
      const place = /\b(?:tree|branch|next|fixes|linux|-rc\d)\b|\S\/\S/i.test(text)
      if (place) return [event('applied', 'applies', sentence, hereOrSeries(reply))]
    }
    const cues = authorCues(text)
    return cues.length === 0 ? [] : [event('author', 'answers', sentence, hereOrSeries(reply), cues)]
  })
  const rest = events.some(({ position }) => position === 'author') ? [] : [restEvent(sentences, reply)]
  return [...rest, ...events]
}

function reviewerEvents(
  sentences: readonly Sentence[],
  belowCode: ReadonlySet<number>,
  reply: ReplyText,
): ReviewEvent[] {
  const explicit: ReviewEvent[] = []
  const comments: ReviewEvent[] = []
  const scope = hereOrSeries(reply)
  const aside = answersOther(reply)
  for (const sentence of sentences) {
    const { text } = sentence
    const cues = reviewerCues(text)
    const refusal = findRefusal(text)
    const blame = findBlame(text, belowCode.has(sentence.line))
    if (tellsApplied(text)) explicit.push(event('applied', 'applies', sentence, scope))
    else if (refusal !== undefined) explicit.push(event(refusal, 'refuses', sentence, scope))
    else if (aside) {
      if (cues.length > 0 || comments.length === 0)
        comments.push(event('discusses', 'converses', sentence, scope, cues))
    } else if (blame !== undefined)
      comments.push(event(blame, blame === 'objects' ? 'objects' : 'requests', sentence, scope, cues))
    else if (cues.includes('concedes') || cues.includes('withdraws-tag')) {
      comments.push(event('discusses', 'discusses', sentence, scope, cues))
    } else if (pointsBack(text) && comments.at(-1)?.position === 'asks') {
      comments.push(event('asks', 'asks', sentence, scope, cues))
    } else if (requestsChange(text)) comments.push(event('requests-changes', 'requests', sentence, scope, cues))
    else if (asksQuestion(text)) comments.push(event('asks', 'asks', sentence, scope, cues))
    else if (cues.length > 0) comments.push(event('discusses', 'discusses', sentence, scope, cues))
  }
  return [...explicit, ...comments]
}

function reviewerCues(text: string): Cue[] {
  const cues: Cue[] = []
  if (settles(text)) cues.push('concedes')
  if (withdrawsTag(text)) cues.push('withdraws-tag')
  if (reportsRegression(text)) cues.push('regression')
  return cues
}

/** R5: the reply goes to another reviewer, or the author named this person in the mail it answers. What a bot reported is about the patch. */
function answersOther(reply: ReplyText): boolean {
  if (reply.parentSpeaker === 'reviewer') return true
  const first = firstName(reply.from.name)
  if (first === '' || reply.parentBody === '') return false
  return ownLines(reply.parentBody).some(({ text }) => text.includes(`@${first}`) || text.includes(`${first}?`))
}

/** Of "Tian, Kevin" and "Kevin Tian" alike. */
function firstName(name: string): string {
  const comma = name.indexOf(',')
  const given = comma < 0 ? name : name.slice(comma + 1)
  return given.trim().split(/\s+/)[0] ?? ''
}

function restEvent(sentences: readonly Sentence[], reply: ReplyText): ReviewEvent {
  const first = sentences[0] ?? { text: '', line: 0 }
  if (reply.speaker === 'author') return event('author', 'answers', first, hereOrSeries(reply))
  return event('discusses', answersOther(reply) ? 'converses' : 'discusses', first, hereOrSeries(reply))
}

function hereOrSeries(reply: ReplyText): Scope {
  return { kind: reply.onCover ? 'series' : 'here' }
}

/** The one position that sums a mail up, for counting: the author's side, else an explicit word before a comment, else the strongest comment. */
export function primaryPosition(events: readonly ReviewEvent[]): Position | undefined {
  return SUMMARY_ORDER.find((position) =>
    events.some((event) => event.position === position && (event.tag === null || event.tag.fits)),
  )
}
