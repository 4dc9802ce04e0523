/** Words of a quotation below which it says little alone. */
const FEW_WORDS = 3
/** Longer than most sentences. */
const MAX_NEXT = 240

/**
 * A sentence with the next one of its comment when it says little alone: it ends in a colon ("This introduced the regression discovered here:") or has
 * fewer than three words ("Please."). A short question, or a short sentence that nothing follows, has the one before it instead ("I wonder how this interacts with the hardening
 * patches. Jason?"). Unchanged when there is neither or `text`, the comment, does not contain it. Linear.
 */
export function wholeQuote(quote: string, text: string): string {
  const short = quote.trim().split(/\s+/).length < FEW_WORDS && !/^s\/./.test(quote)
  if (!short && !quote.trimEnd().endsWith(':')) return quote
  const from = text.indexOf(quote)
  if (from < 0) return quote
  const rest = text.slice(from + quote.length, from + quote.length + 4 * MAX_NEXT).trim()
  const end = /[.?!](?=\s|$)/.exec(rest)
  const next = rest.slice(0, end === null ? undefined : end.index + 1).replace(/\s+/g, ' ')
  const before = short && (next === '' || quote.trimEnd().endsWith('?')) ? sentenceBefore(text.slice(0, from)) : ''
  if (before !== '') return `${before} ${quote.trim()}`
  if (next === '') return quote
  return `${quote.trimEnd()} ${next.length > MAX_NEXT ? `${next.slice(0, MAX_NEXT).trimEnd()} …` : next}`
}

/** The last sentence of a text; '' for one that is too long to be read beside another. */
function sentenceBefore(text: string): string {
  const near = text.slice(-MAX_NEXT - 2).trimEnd()
  const ends = [...near.slice(0, -1).matchAll(/[.?!](?=\s)|\n\s*\n/g)]
  const last = ends.at(-1)
  if (last === undefined && text.length > near.length + 2) return ''
  return near
    .slice(last === undefined ? 0 : last.index + last[0].length)
    .trim()
    .replace(/\s+/g, ' ')
}
