import { at } from '../at'
import { matchesAny } from './cueTable'
import { isClosing, SALUTATION } from './letter'
import type { OwnLine } from './quote'
import { COURTESIES, DISCLAIMERS } from './rules/cues/boilerplate'

/** A sentence of a reply, as one would quote it. */
export interface Sentence {
  /** Words of the mail with white space collapsed. */
  readonly text: string
  /** Line of the body where it begins, counted from 0. */
  readonly line: number
  /** Code, compiler output or a pasted log, which the rules skip. */
  readonly code: boolean
}

/** Diff lines, logs (<20220523054550.GA1511899@roeck-us.net>), compiler output (<20220627125343.44e24c41@hermes.local>), statements. */
const CODE =
  /^(?!-1 (?:from|for) (?:me|my side|this)\b|\+1(?:[.,!]|\s|$)|#regzbot )(?:[+-](?:[\s\t].*)?|[+-]{1,3}[\w\t/*#{}].*|@@ .*|\t.*[;{}()=].*|\s{4,}.*[;{}].*|.*[;{}]\s*(?:\\|\/\*.*\*\/|\/\/.*)?|[#$] .*|\s*#(?:define|include|if|endif|else).*|\s*\/?\*+(?:\s.*)?|\[\s*\d+\.\d+\].*|\s*(?:if|for|while|switch)\s?\(.*\)\s*|\s*return\b.*;.*|\S+\.[chS]:\d+.*|\s*[0-9a-f]{8,}:.*)$/
/** <de7cf56d-acbd-1a2b-2226-a9fdd89afb78@redhat.com>, <6e2ae46c-5407-ca6a-3353-69e76f10d913@linux.ibm.com>. */
const BULLET = /^\s*(?:[-*•o]\s|\(?[0-9a-z][.)]\s)/
/** The end of a sentence, with closing quotes and brackets. "e.g." and "v1.2" do not end one. Several marks in a row: <83f520b1-d272-cafc-37b1-d086d68f2e9c@linux.ibm.com>. */
const END = /[.!?…]{1,5}(?:["')\]]{0,2})(?=\s)|[.!?]{1,5}(?:["')\]]{0,2})$/g
/** Initials too: <87mtg392fm.wl-maz@kernel.org>. */
const ABBREVIATION = /(?:^|[\s(])(?:e\.g|i\.e|etc|vs|cf|resp|incl|approx|dr|mr|mrs|no|b\.t\.w|w\.r\.t|[A-Z])\.$/i
/** It ends the sentence before: "I've spotted a bug. :) Will fix and send out v2." <YVYYRCDylFqmFlWC@azazel.net>. */
const SMILEY = /^[:;]-?[)(DP]\s{1,3}(?=\S)/
const MAX_SENTENCE = 400
/** Later sentences of one mail are not read. */
const MAX_SENTENCES = 20_000
/** Words that introduce the next sentence. */
const FRAGMENT = /^(?:please|pls|nits?|minor|also|btw|hm+|well|so)[.!…]{0,3}$/i
/** A longer sentence says something by itself, even if it ends in a colon. */
const MAX_FRAGMENT = 80
/** Only this many characters of a line are tested for code, which bounds the work on a hostile line. */
const MAX_CODE = 300

/**
 * Cuts the sender's lines into sentences: at full stops, question and exclamation marks, at blank lines, at bullets, and wherever lines of
 * somebody else come in between. Salutations, the end of a letter, disclaimers and the sentences for which `isForm` is true are left out.
 * Lines of code become sentences marked as code. At most 20,000. Linear in the text.
 */
export function findSentences(
  lines: readonly OwnLine[],
  isForm: (sentence: Sentence) => boolean = () => false,
): Sentence[] {
  const found: Sentence[] = []
  let block: OwnLine[] = []
  // A fragment that waits for the sentence after it.
  let fragment: Sentence | undefined
  const add = (sentence: Sentence): void => {
    const joined = fragment === undefined || sentence.code ? sentence : join(fragment, sentence)
    if (fragment !== undefined && joined === sentence) found.push(fragment)
    fragment = isFragment(joined) ? joined : undefined
    if (fragment === undefined) found.push(joined)
  }
  const end = (): void => {
    if (fragment !== undefined) found.push(fragment)
    fragment = undefined
  }
  const close = (): void => {
    for (const sentence of cutBlock(block)) {
      // A disclaimer runs to the end of its paragraph.
      if (matchesAny(DISCLAIMERS, sentence.text)) break
      if (!matchesAny(COURTESIES, sentence.text) && !isForm(sentence)) add(sentence)
    }
    block = []
  }
  for (const [index, own] of lines.entries()) {
    if (found.length >= MAX_SENTENCES) break
    const before = lines[index - 1]
    const apart = before === undefined || before.line !== own.line - 1 || own.text.trim() === ''
    if (apart || BULLET.test(own.text)) close()
    // Somebody else speaks in between.
    if (before !== undefined && before.line !== own.line - 1) end()
    const text = own.text.trim()
    if (text === '') continue
    if (CODE.test(own.text.slice(0, MAX_CODE))) {
      close()
      add({ text: text.slice(0, MAX_SENTENCE), line: own.line, code: true })
    } else if (isClosing(text, apart ? undefined : before.text)) close()
    else if (block.length === 0 && text.length < 80 && SALUTATION.test(text)) close()
    else block.push(own)
  }
  close()
  end()
  return found.slice(0, MAX_SENTENCES)
}

/** "Please.", "Two things:": the words that say what is meant come next. */
function isFragment({ text, code }: Sentence): boolean {
  return !code && text.length < MAX_FRAGMENT && (text.endsWith(':') || FRAGMENT.test(text))
}

function join(fragment: Sentence, { text }: Sentence): Sentence {
  return { ...fragment, text: `${fragment.text} ${text}`.slice(0, MAX_SENTENCE) }
}

/** Joins the lines of a paragraph and cuts the text into sentences. */
function cutBlock(block: readonly OwnLine[]): Sentence[] {
  let joined = ''
  const starts: { readonly at: number; readonly line: number }[] = []
  for (const { text, line } of block) {
    if (joined !== '') joined += ' '
    starts.push({ at: joined.length, line })
    joined += text.trim().replace(/\s+/g, ' ')
  }
  const cuts: number[] = []
  END.lastIndex = 0
  while (cuts.length < MAX_SENTENCES && END.test(joined)) {
    const end = END.lastIndex
    if (!ABBREVIATION.test(joined.slice(Math.max(0, end - 12), end))) cuts.push(end)
  }
  const sentences: Sentence[] = []
  let from = 0
  let row = 0
  for (const to of [...cuts, joined.length]) {
    const text = joined.slice(from, to).trimStart().replace(SMILEY, '')
    const start = to - text.length
    while ((starts[row + 1]?.at ?? Number.POSITIVE_INFINITY) <= start) row++
    if (text !== '')
      sentences.push({ text: text.trimEnd().slice(0, MAX_SENTENCE), line: at(starts, row).line, code: false })
    from = to
  }
  return sentences
}
