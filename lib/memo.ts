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
    const own = detach(text)
    const result = older.get(text) ?? make(own)
    characters += text.length
    if (characters > maxCharacters / 2) {
      older = recent
      recent = new Map()
      characters = text.length
    }
    recent.set(own, result)
    return result
  }
}

/** The same text without the one it was cut out of: V8 keeps a whole mail for a few signs of it. */
function detach(text: string): string {
  return ` ${text}`.slice(1)
}
