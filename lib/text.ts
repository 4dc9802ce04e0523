/** Splits text into lines at LF; a final LF ends the last line and starts no empty one. '' has no lines. */
export function splitLines(text: string): string[] {
  if (text === '') return []
  const lines = text.split('\n')
  if (lines[lines.length - 1] === '') lines.pop()
  return lines
}

/** Strips trailing characters that are in `chars`. Linear; `/[...]+$/` is quadratic because it retries at every run. */
export function dropTrailing(text: string, chars: string): string {
  let end = text.length
  while (end > 0 && chars.includes(text.charAt(end - 1))) end--
  return text.slice(0, end)
}

/** A number as sentences write it, with thousands separated: 102,400. */
export function figure(value: number): string {
  return value.toLocaleString('en-US')
}

const PLAIN_WORD = /\w+/g
const WORD = /[\p{L}\p{N}_]+/gu
const OTHER_LETTER = /[\u0080-\uffff]/

/** The words of a text in their order: letters of any script, digits and `_`. Linear; text that is ASCII takes half the time. */
export function wordsOf(text: string): readonly string[] {
  return text.match(OTHER_LETTER.test(text) ? WORD : PLAIN_WORD) ?? []
}
