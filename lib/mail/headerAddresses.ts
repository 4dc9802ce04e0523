/**
 * The addresses in the value of an address header, in lower case. Undefined when one entry has two of them (`Vera <vera@example.org> via x
 * <eve@elsewhere.example>`): readers of mail differ in which of them they take, so it names nobody. Quoted text and comments are left out,
 * but a quotation mark or a bracket that is never closed counts as text. Linear.
 */
export function findAddresses(value: string): readonly string[] | undefined {
  const found: string[] = []
  for (const entry of splitEntries(withoutQuotes(value))) {
    const address = readEntry(entry)
    if (address === undefined) return undefined
    if (address !== '') found.push(address)
  }
  return found
}

/** The address of an entry; '' if it has none, undefined if it has several. One that is there twice (`<a@b.example><mailto:a@b.example>`) is one. */
function readEntry(entry: string): string | undefined {
  const [, ...brackets] = entry.split('<')
  if (brackets.length === 0) {
    const words = entry.split(/\s+/).filter((word) => countAddresses(word) > 0)
    return countAddresses(entry) > 1 ? undefined : (words[0]?.toLowerCase() ?? '')
  }
  const addresses = new Set<string>()
  for (const bracket of brackets) {
    const [inside = '', ...after] = bracket.split('>')
    if (countAddresses(inside) > 1 || countAddresses(after.join(' ')) > 0) return undefined
    addresses.add(
      inside
        .trim()
        .toLowerCase()
        .replace(/^mailto:/, ''),
    )
  }
  const [address = '', second] = addresses
  return second === undefined ? address : undefined
}

function countAddresses(text: string): number {
  return text.split(/(?<=\S)@(?=\S)/).length - 1
}

/** The entries of a header: its parts between commas, and the colons and semicolons of groups, outside angle brackets. */
function splitEntries(text: string): string[] {
  const entries: string[] = []
  let [start, angle] = [0, false]
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at)
    if (char === '<') angle = true
    else if (char === '>') angle = false
    else if (!angle && (char === ',' || char === ';' || char === ':')) {
      entries.push(text.slice(start, at))
      start = at + 1
    }
  }
  return [...entries, text.slice(start)]
}

/** The text with an underscore for each quoted string, and a blank for each comment. */
function withoutQuotes(text: string): string {
  let [plain, start] = ['', 0]
  let [quotes, comments] = [true, true]
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at)
    const quoted = char === '"' && quotes
    if (!quoted && !(char === '(' && comments)) continue
    const end = quoted ? endOfQuote(text, at) : endOfComment(text, at)
    if (end === undefined) {
      // Not closed, so it is text, and so are those after it.
      if (quoted) quotes = false
      else comments = false
      continue
    }
    plain += text.slice(start, at) + (quoted ? '_' : ' ')
    start = end
    at = end - 1
  }
  return plain + text.slice(start)
}

function endOfQuote(text: string, start: number): number | undefined {
  for (let at = start + 1; at < text.length; at++) {
    if (text.charAt(at) === '\\') at++
    else if (text.charAt(at) === '"') return at + 1
  }
  return undefined
}

function endOfComment(text: string, start: number): number | undefined {
  let depth = 0
  for (let at = start; at < text.length; at++) {
    const char = text.charAt(at)
    if (char === '\\') at++
    else if (char === '(') depth++
    else if (char === ')' && --depth === 0) return at + 1
  }
  return undefined
}
