/** A text of at most `max` characters, cut at a space if there is one near the end, with an ellipsis. Line breaks become spaces. */
export function cutText(text: string, max: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= max) return line
  const cut = line.slice(0, max)
  const space = cut.lastIndexOf(' ')
  return `${space > max * 0.7 ? cut.slice(0, space) : cut} …`
}
