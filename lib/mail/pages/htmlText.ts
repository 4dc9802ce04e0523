const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', amp: '&' }

/** Replaces the HTML character references that archives write; unknown ones stay. It makes one pass: `&amp;lt;` gives `&lt;`. */
export function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,5}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return NAMED[String(name).toLowerCase()] ?? whole
    const code = decimal === undefined ? Number.parseInt(String(hex), 16) : Number(decimal)
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole
  })
}

/**
 * The text of a piece of HTML: tags and comments are dropped, character references decoded, and `<br>` and `<p>` become a line end unless
 * the source has one there. A `<` that does not start a tag is text. Linear.
 */
export function textOf(html: string): string {
  let text = ''
  let at = 0
  for (let open = html.indexOf('<'); open >= 0; open = html.indexOf('<', at)) {
    text += html.slice(at, open)
    const comment = html.startsWith('<!--', open)
    const tag = comment || /^<[a-z/!]/i.test(html.slice(open, open + 2))
    const close = tag ? html.indexOf(comment ? '-->' : '>', open) : -1
    if (tag && close < 0) return finishText(text)
    if (!tag) {
      text += '<'
      at = open + 1
      continue
    }
    at = close + (comment ? 3 : 1)
    if (/^<(?:br|p)[\s/>]/i.test(html.slice(open, open + 4)) && html[at] !== '\n' && html[at] !== '\r') text += '\n'
  }
  return finishText(text + html.slice(at))
}

function finishText(text: string): string {
  return decodeEntities(text).replace(/\r\n?/g, '\n')
}

/** The text between two markers, searched from `from` on; undefined when one is absent. Case matters. */
export function between(html: string, open: string, close: string, from = 0): string | undefined {
  const start = html.indexOf(open, from)
  if (start < 0) return undefined
  const end = html.indexOf(close, start + open.length)
  return end < 0 ? undefined : html.slice(start + open.length, end)
}

/** The text of the next element with this name at or after a position, including nested elements; undefined when there is none. */
export function elementText(html: string, name: string, from = 0): string | undefined {
  const open = new RegExp(`<${name}(?:\\s[^<>]{0,500})?>`, 'gi')
  open.lastIndex = from
  const found = open.exec(html)
  if (found === null) return undefined
  const rest = html.slice(open.lastIndex)
  const end = rest.search(new RegExp(`</${name}>`, 'i'))
  return end < 0 ? undefined : textOf(rest.slice(0, end))
}
