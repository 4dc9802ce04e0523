/** Splits text into lines at LF; a final LF ends the last line and opens no empty one. '' has no lines. */
export function splitLines(text: string): string[] {
  if (text === '') return []
  const lines = text.split('\n')
  if (lines[lines.length - 1] === '') lines.pop()
  return lines
}

/** The text without the signs of a set at its end. Linear, where `/[...]+$/` tries every run of them in the text to its end: quadratic. */
export function dropTrailing(text: string, signs: string): string {
  let end = text.length
  while (end > 0 && signs.includes(text.charAt(end - 1))) end--
  return text.slice(0, end)
}

/** A number as sentences write it: 102,400. */
export function figure(value: number): string {
  return value.toLocaleString('en-US')
}
