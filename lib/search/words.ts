import { at } from '../at'
import { formsOf } from './stem'

/** A word of a text and its offsets in UTF-16 units. */
export interface FoundWord {
  readonly word: string
  readonly start: number
  readonly end: number
}

/** The words of a text as the index splits it: runs of letters, digits and private characters (`unicode61` of SQLite's FTS5). Linear. */
export function* findWords(text: string): Generator<FoundWord> {
  for (const match of text.matchAll(/[\p{L}\p{N}\p{M}\p{Co}]+/gu)) {
    const word = foldText(match[0])
    if (word !== '') yield { word, start: match.index, end: match.index + match[0].length }
  }
}

/** The words of a text alone, see findWords. */
export function splitWords(text: string): string[] {
  return Array.from(findWords(text), ({ word }) => word)
}

/** The code of the last ASCII character. */
const LAST_ASCII = 127

/** A text in lower case and without diacritics, as the index folds its words. */
export function foldText(text: string): string {
  if (isAscii(text)) return text.toLowerCase()
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
}

const ANY_WORD = /[\p{L}\p{N}\p{M}\p{Co}]/u

/** Whether the character at this offset of a text is part of a word; an offset may be in the middle of a surrogate pair. */
export function isWordCharacter(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  if (code <= LAST_ASCII) return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90)
  const low = code >= 0xdc00 && code <= 0xdfff
  return ANY_WORD.test(String.fromCodePoint(text.codePointAt(low && at > 0 ? at - 1 : at) ?? code))
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > LAST_ASCII) return false
  return true
}

/** Words to look for in a text: one after another if there are several. */
export interface WordPattern {
  /** In lower case and without diacritics; at least one. */
  readonly words: readonly string[]
  /** Whether the last word is only the beginning of one. */
  readonly prefix: boolean
  /** Whether a single word may have another ending. */
  readonly stem: boolean
}

function hasForms({ words, prefix, stem }: WordPattern): boolean {
  return stem && !prefix && words.length === 1
}

/** What the first word may be: the word itself, or its forms. */
export function firstForms(pattern: WordPattern): readonly string[] {
  const first = at(pattern.words, 0)
  return hasForms(pattern) ? formsOf(first) : [first]
}

/**
 * Prepares looking for words in texts that foldText returned; `byLine`: not over the end of a line. Linear in the length of a text times the
 * number of words.
 */
export function openFindWords(pattern: WordPattern): (text: string, byLine: boolean) => boolean {
  const { words, prefix } = pattern
  const forms = hasForms(pattern) ? new Set(firstForms(pattern)) : undefined
  const start = sharedStart(firstForms(pattern))
  return (text, byLine) => {
    for (let from = text.indexOf(start); from >= 0; from = text.indexOf(start, from + 1)) {
      if (from > 0 && isWordCharacter(text, from - 1)) continue
      if (forms === undefined) {
        if (followAt(text, from, words, prefix, byLine)) return true
      } else if (forms.has(text.slice(from, endOfWord(text, from)))) return true
    }
    return false
  }
}

/** Whether these words follow each other in a text from here on, where a word starts. */
function followAt(text: string, from: number, words: readonly string[], prefix: boolean, byLine: boolean): boolean {
  let place = from
  for (const [index, word] of words.entries()) {
    if (index > 0) {
      while (place < text.length && !isWordCharacter(text, place)) {
        if (byLine && text.charAt(place) === '\n') return false
        place++
      }
    }
    if (!text.startsWith(word, place)) return false
    place += word.length
    const open = prefix && index === words.length - 1
    if (!open && place < text.length && isWordCharacter(text, place)) return false
  }
  return true
}

function endOfWord(text: string, from: number): number {
  let end = from
  while (end < text.length && isWordCharacter(text, end)) end++
  return end
}

/** What all of these begin with; at least one letter, because the forms of a word share it. */
function sharedStart(words: readonly string[]): string {
  let start = words[0] ?? ''
  for (const word of words) while (!word.startsWith(start)) start = start.slice(0, -1)
  return start
}
