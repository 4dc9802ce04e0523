import { withoutUrls } from '../../url'
import { findCue, matchesAny, withoutCues } from '../cueTable'
import { DEFECTS } from './cues/defect'
import { DOUBTS } from './cues/doubt'
import { FACTS } from './cues/fact'
import { NITS } from './cues/nit'
import { NO_DEFECT, NO_FAULT } from './cues/noDefect'
import { NO_REQUEST, OPEN_QUESTION } from './cues/noRequest'
import { PROPOSALS } from './cues/propose'
import { ALWAYS_FOR_AUTHOR, POINTS_BACK, REQUESTS, RESENDS } from './cues/request'
import { ELSEWHERE, EXPLAIN, WANTS } from './cues/want'

const TABLES = [REQUESTS, PROPOSALS, RESENDS, ALWAYS_FOR_AUTHOR, POINTS_BACK, DOUBTS, FACTS, NITS]

/** The rule `requests`: whether a sentence wants something done, also in the form of a question. A wish for an explanation is a question instead. */
export function requestsChange(sentence: string): boolean {
  const plain = withoutUrls(sentence)
  if (wantsAnswer(plain) || wantsNothing(plain)) return false
  return TABLES.some((table) => matchesAny(table, plain)) || reportsDefect(plain) || wantsChange(plain)
}

/** Whether a sentence says in so many words that nothing is to be done here: thanks, news, no fault, other work. */
export function wantsNothing(sentence: string): boolean {
  return [NO_REQUEST, OPEN_QUESTION, NO_DEFECT, ELSEWHERE].some((table) => matchesAny(table, sentence))
}

/** Whether a sentence says that something in the patch is wrong. "If kmalloc() fails, the buffer leaks" does by its second half. */
export function reportsDefect(sentence: string): boolean {
  return matchesAny(DEFECTS, sentence) && matchesAny(DEFECTS, withoutCues(NO_FAULT, sentence))
}

/**
 * Whether a request is for the author even in a mail that answers another reviewer: the patch should be sent again, or gets the state "changes
 * requested".
 */
export function isAlwaysForAuthor(sentence: string): boolean {
  return asksToResend(sentence) || matchesAny(ALWAYS_FOR_AUTHOR, sentence)
}

/** Whether a sentence asks for the patch to be sent again ("please rebase and resend"). */
export function asksToResend(sentence: string): boolean {
  return matchesAny(RESENDS, sentence)
}

/** Whether a sentence repeats the previous comment for another place ("same here"). */
export function pointsBack(sentence: string): boolean {
  return matchesAny(POINTS_BACK, sentence)
}

/** A question with such a word wants an answer: <f840f66aa615ce167187754842268662cd466b92.camel@linux.ibm.com>. */
const ASKING_WORD = /\b(?:how|what|when|where|who|which|why)\b/i

/** Words of short questions that do not point at anything in the patch: <YzMrSIGMPSgJ94sG@nvidia.com>. Other words do: <2b9b31bf-e45a-7006-c68e-6e143665640c@linux.ibm.com>. */
const ORDINARY: ReadonlySet<string> = new Set(
  `how what what's when where who which why whose really right correct sure yes no ok okay huh eh hm hmm thought thoughts comment
  comments opinion opinions preference preferences idea ideas objection objections agreed sound sounds make makes sense question
  questions not or so true possible still else it this that these those you your we me i is are was were do does did am have has had
  maybe perhaps ping news update fair good fine better worse done again too e.g i.e yet then pretty fixed
  wdyt seriously`.split(/\s+/),
)
const ORDINARY_START = /^(?:any|every|some|hmm)/
const MAX_FRAGMENT_WORDS = 3

/**
 * Whether a question wants something done. A question of at most three words, none of them ordinary ("WARN_ON?", "with a copy?"), proposes
 * something or points at something odd. False positives: genuine questions about need.
 */
function wantsChange(sentence: string): boolean {
  if (!sentence.includes('?')) return false
  const asking = sentence.search(ASKING_WORD)
  const wants = WANTS.some((row) => {
    const found = findCue([row], sentence)
    return found !== undefined && (asking < 0 || asking >= found.index)
  })
  return wants || isFragment(sentence)
}

function isFragment(sentence: string): boolean {
  if (!sentence.endsWith('?')) return false
  const words = sentence.split(' ').flatMap((word) => word.replace(/^\W+|[^\w()]+$/g, '').toLowerCase() || [])
  const isOrdinary = (word: string): boolean => ORDINARY.has(word) || ORDINARY_START.test(word)
  return words.length > 0 && words.length <= MAX_FRAGMENT_WORDS && !words.some(isOrdinary)
}

/** A question mark in a quotation asks nothing, nor does one in a URL, such as in <CAKwvOd=T5bd69-pduh8OnYdzGuBdJmF692VYP833ZG3BfGUA+A@mail.gmail.com>. */
const QUOTATION = /"[^"]{0,300}"|'[^']{2,80}'|`[^`]{0,300}`/g

/** Whether a sentence asks for an explanation, with or without a question mark. */
function wantsAnswer(sentence: string): boolean {
  return matchesAny(EXPLAIN, sentence)
}

/**
 * "What could possibly go wrong?", and surprise alone, also below an arrow: "Eh?" <f16cf10425a14c2e8183d5c90667ce72@AcuMS.aculab.com>, "^ Huh?"
 * <Y+ZHBcFBE3wbbMdZ@yuki>.
 */
const RHETORIC = /\bwhat (?:could|can) possibly go wrong\b|^\W*(?:eh|huh|uh|hah|hm+|seriously|really)\W*$/i

/** The rule `asks`: a question mark outside URLs and quotations, or a wish for an explanation. */
export function asksQuestion(sentence: string): boolean {
  if (RHETORIC.test(sentence) || matchesAny(ELSEWHERE, sentence)) return false
  return withoutUrls(sentence).replace(QUOTATION, ' ').includes('?') || wantsAnswer(sentence)
}
