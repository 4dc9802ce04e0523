import { acceptedFrom } from '../../../lib/review/accepts'
import {
  asksOthers,
  callsAuthor,
  callsOthers,
  greetsOthers,
  nameWords,
  speaksToAuthor,
  speaksToOther,
} from '../../../lib/review/addressee'
import { attributionLines, headerBlockLines } from '../../../lib/review/attribution'
import { readBelow } from '../../../lib/review/below'
import { boilerplateLines, findOwnSentences, paragraphKeys } from '../../../lib/review/boilerplate'
import { findCalls, isForAuthor } from '../../../lib/review/converse'
import { coveredNumbers } from '../../../lib/review/covered'
import { namedPatches } from '../../../lib/review/credit'
import { findNumbers, indexTitles } from '../../../lib/review/patchTitles'
import { isInScope } from '../../../lib/review/posted'
import { readLines } from '../../../lib/review/quote'
import { findQuotedComments, quotableLines } from '../../../lib/review/quotedComments'
import { indexRepeated, repeatsLine } from '../../../lib/review/repeated'
import { parseReply } from '../../../lib/review/replyText'
import { reviewSeries } from '../../../lib/review/review'
import { findSentences } from '../../../lib/review/sentence'
import { findTags } from '../../../lib/review/tag'
import { JANE, REX, readStatements, seriesInput } from '../../review/fixture'
import type { Call } from './call'

const own = (text: string) => text.split('\n').map((line, at) => ({ text: line, line: at }))

const PATCHES = [
  [
    { title: 'one', line: 'a' },
    { title: 'two', line: 'b' },
  ],
]

/** Calls of the parsers of what a reply says. */
export const REVIEW_CALLS: Readonly<Record<string, Call>> = {
  acceptedFrom: (text) => {
    const lines = [...text.split('\n'), 'Does this look better?', 'Yes, it does!'].map(
      (line, at) => ({ text: line, line: at, source: 'quote' }) as const,
    )
    return acceptedFrom('Yes, it does!', lines.length - 1, lines)
  },
  coveredNumbers: (text) =>
    coveredNumbers(`Applied ${text}`, { at: 0, end: 7 }, 2, indexTitles([{ number: 2, title: text }])),
  findNumbers: (text) => findNumbers([{ number: 2, title: text }], indexTitles([{ number: 1, title: text }])),
  readBelow: (text) => {
    const repeatable = { above: [indexRepeated(text)], beside: [] }
    readBelow(readLines(`From: Jane\nSent: Monday\nTo: Rex\n\n${text}`), REX, () => repeatable)
  },
  /** What an author answers on one patch about another. */
  findElsewhere: (text) => {
    const asked = 'Please add a comment here that says why.'
    return reviewSeries(
      seriesInput(PATCHES, [
        { id: 'one', from: REX, body: asked, at: 1, patch: 1 },
        { id: 'two', from: REX, body: asked, at: 2, patch: 2 },
        { id: 'all', from: JANE, body: `I changed all of them, and patches 1-${text}`, at: 3, to: 'one' },
      ]),
    ).events.length
  },
  repeatsLine: (text) => repeatsLine(text, indexRepeated(text)),
  findStatements: (body) =>
    readStatements(body, {
      parentCalls: findCalls(parseReply(body, REX).own),
      names: { isAuthor: () => false, isOther: () => true },
      toPosting: true,
    }),
  findUnread: (text) => readStatements(`> +\tx = 1;\n\n${text}\n> +}`, { toPosting: true }),
  speaksToOther: (text) => speaksToOther(text, { isAuthor: () => false, isOther: () => false }),
  callsAuthor: (text) => callsAuthor(`${text}?`, { isAuthor: () => true, isOther: () => false }),
  asksOthers: (text) => asksOthers(`${text} any thoughts?`, { isAuthor: () => false, isOther: () => true }),
  callsOthers: (text) => callsOthers(`${text}?`, { isAuthor: () => false, isOther: () => true }),
  namedPatches: (text) => namedPatches(text),
  greetsOthers: (text) => greetsOthers(text, { isAuthor: () => false, isOther: () => false }),
  speaksToAuthor: (text) => speaksToAuthor(text, { isAuthor: () => false, isOther: () => false }),
  nameWords: (text) => nameWords([text]),
  attributionLines: (text) => attributionLines(text.split('\n'), 0, () => false),
  headerBlockLines: (text) => headerBlockLines(text.split('\n'), 0, () => false),
  findSentences: (text) => findSentences(own(text)),
  findOwnSentences: (text) => {
    const form = boilerplateLines(own(text), REX, new Set(paragraphKeys(own(text), REX)))
    return findOwnSentences(own(text), form)
  },
  isInScope: (text) => isInScope([text, 'drivers/'], { lists: [`${text}@`], paths: () => text.split('\n') }),
  findCalls: (text) => findCalls(own(text)),
  isForAuthor: (text) =>
    isForAuthor(text, false, {
      parentSpeaker: 'reviewer',
      names: { isAuthor: () => false, isOther: () => false },
    }),
  findQuotedComments: (text) =>
    findQuotedComments(readLines(`> ${text}\n${text}`), [
      quotableLines([
        { mailKey: 'a', from: 0, to: 1, text, quoted: [], place: { kind: 'unplaced', reason: 'no-quote' } },
      ]),
    ]),
  findTags: (text) => findTags(own(text), REX, (written) => written),
}
