/** Splits text into lines at LF; a final LF ends the last line and opens no empty one. '' has no lines. */
export function splitLines(text: string): string[] {
  if (text === '') return []
  const lines = text.split('\n')
  if (lines[lines.length - 1] === '') lines.pop()
  return lines
}
