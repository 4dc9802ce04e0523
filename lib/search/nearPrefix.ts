import { PREFIXES } from './prefixes'

/** Prefixes by the words that other programs use for them. */
const OTHER_WORDS: ReadonlyMap<string, string> = new Map([
  ['from', 'f'],
  ['author', 'f'],
  ['sender', 'f'],
  ['to', 't'],
  ['cc', 'c'],
  ['subject', 's'],
  ['title', 's'],
  ['body', 'b'],
  ['file', 'dfn'],
  ['path', 'dfn'],
  ['list', 'l'],
  ['date', 'd'],
  ['since', 'd'],
  ['id', 'm'],
  ['msgid', 'm'],
  ['message-id', 'm'],
])

/** A shorter name is near to too many prefixes. */
const MIN_LENGTH = 3

/** The prefix that somebody meant who typed this name: another word for it, or one mistyped character. Undefined if there is none. */
export function nearPrefix(name: string): string | undefined {
  const low = name.toLowerCase()
  const known = PREFIXES.has(low) ? low : OTHER_WORDS.get(low)
  if (known !== undefined || low.length < MIN_LENGTH) return known
  return [...PREFIXES.keys()].find((prefix) => prefix.length >= MIN_LENGTH && isSlip(low, prefix))
}

/** Whether two words differ by one character that was left out, added or replaced, or by two neighbours that were exchanged. */
function isSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  const [restA, restB] = [a.slice(start), b.slice(start)]
  if (restA.slice(1) === restB || restA === restB.slice(1) || restA.slice(1) === restB.slice(1)) return true
  return restA.slice(2) === restB.slice(2) && restA[0] === restB[1] && restA[1] === restB[0]
}
