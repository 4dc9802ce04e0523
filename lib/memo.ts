/**
 * A function of one text that remembers its results while the texts they were made of have at most this many characters
 * together (of the older half it may forget all at once). For pure functions that many stages ask about the same mails.
 */
export function rememberByText<Result>(
  make: (text: string) => Result,
  maxCharacters: number,
): (text: string) => Result {
  let recent = new Map<string, Result>()
  let older = new Map<string, Result>()
  let characters = 0
  return (text) => {
    const known = recent.get(text)
    if (known !== undefined) return known
    const result = older.get(text) ?? make(text)
    characters += text.length
    if (characters > maxCharacters / 2) {
      older = recent
      recent = new Map()
      characters = text.length
    }
    recent.set(text, result)
    return result
  }
}
