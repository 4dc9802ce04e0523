/** A text in one line of about `max` characters: a longer one is cut at a space, if there is one near the end, and gets an ellipsis. */
export function cutText(text: string, max: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= max) return line
  const space = line.lastIndexOf(' ', max)
  return `${line.slice(0, space > max * 0.7 ? space : max)} …`
}
