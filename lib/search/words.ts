import { at } from '../at'
import { formsOf } from './stem'
import { isWordCharacter } from './terms'

/** Words to look for in a text: one after another if there are several. */
export interface WordPattern {
  /** In lower case and without diacritics; at least one. */
  readonly words: readonly string[]
  /** Whether the last word is only the beginning of one. */
  readonly prefix: boolean
  /** Whether a single word may have another ending. */
  readonly stem: boolean
}

/**
 * Prepares looking for words in texts that foldText returned; `byLine`: not over the end of a line. Linear in the length of a text times the
 * number of words.
 */
export function openFindWords({ words, prefix, stem }: WordPattern): (text: string, byLine: boolean) => boolean {
  const first = at(words, 0)
  const only = words.length === 1
  const forms = stem && only && !prefix ? new Set(formsOf(first)) : undefined
  const start = forms === undefined ? first : sharedStart([...forms])
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
