import type { MessageId } from '../../../lib/mail/types'
import { coverQuery, joinMatch } from '../../../lib/search/cover'
import { sortDiffLines } from '../../../lib/search/diffLines'
import { parseSearch, plainWords } from '../../../lib/search/grammar'
import { readBodyFields } from '../../../lib/search/mailFields'
import { type MatchedMail, matches } from '../../../lib/search/match'
import { nameQuery } from '../../../lib/search/nameQuery'
import { nearPrefix } from '../../../lib/search/nearPrefix'
import type { Query, WordsQuery } from '../../../lib/search/query'
import { findProblem } from '../../../lib/search/queryLimits'
import { readSearch } from '../../../lib/search/readSearch'
import { parseTimeRange } from '../../../lib/search/when'
import { openMayMatch, packPairs } from '../../../lib/search/wordPairs'
import { isWordCharacter, splitWords } from '../../../lib/search/words'
import type { Call } from './call'

const words = (text: string): WordsQuery => ({
  kind: 'words',
  fields: ['own', 'added', 'subject'],
  words: splitWords(text),
  prefix: false,
  stem: false,
})
const PHRASE: Query = {
  kind: 'any',
  parts: [
    { ...words('a a b'), prefix: true },
    { ...words('aa'), stem: true },
    { kind: 'value', name: 'changeid', value: 'a' },
    { kind: 'value', name: 'patchid', value: 'a'.repeat(40) },
  ],
}

/** Calls of what reads searches, and mails for searches. */
export const SEARCH_CALLS: Readonly<Record<string, Call>> = {
  parseSearch: (text) => [text, `s:${text}`, `"${text}`, `d:${text}`].map((query) => parseSearch(query, { nowMs: 0 })),
  readSearch: (text) => [text, `s:${text}`, `${text} AND`].map((query) => readSearch(query, { nowMs: 0 })),
  nameQuery: (text) => nameQuery(text),
  nearPrefix: (text) => nearPrefix(text),
  plainWords: (text) => plainWords(text),
  parseTimeRange: (text) => parseTimeRange(text, { clock: 'sent', days: true, nowMs: 0 }),
  findProblem: (text) => findProblem(words(text)),
  joinMatch: (text) => [joinMatch(text.split('\n'), 'AND'), coverQuery(words(text))],
  sortDiffLines: (text) => {
    const ignore = () => {}
    const lines = [
      text,
      `--- ${text}`,
      `+++ ${text}`,
      `diff --git ${text}`,
      `diff -u ${text}`,
      `@@ ${text}`,
      `index ${text}`,
    ]
    sortDiffLines(
      lines.flatMap((line) => line.split('\n')),
      { own: ignore, put: ignore, blobs: ignore },
    )
  },
  readBodyFields: (text) =>
    readBodyFields(`${text}\n> ${text}\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n+${text}\nGIT binary patch\n${text}`),
  isWordCharacter: (text) => isWordCharacter(text, text.length - 1),
  splitWords: (text) => [
    splitWords(text),
    openMayMatch(words(text))?.(packPairs(mailOf(text))),
    matches(PHRASE, { ...mailOf(text), body: `${text}\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n+${text}` }),
  ],
}

function mailOf(text: string): MatchedMail {
  return {
    messageId: text as MessageId,
    subject: text,
    from: { name: text, email: '' },
    to: [],
    cc: [],
    lists: [text],
    body: text,
    succession: text,
    sentMs: 0,
    receivedMs: 0,
  }
}
