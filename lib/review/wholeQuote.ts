/** Words of a quotation below which it says little alone. */
const FEW_WORDS = 3
/** Longer than most sentences. */
const MAX_NEXT = 240

/**
 * A sentence with the next one of its comment when it says little alone: it ends in a colon ("This introduced the regression discovered here:") or has
 * fewer than three words ("Please."). Unchanged when nothing follows or `text`, the comment, does not contain it. Linear.
 */
export function wholeQuote(quote: string, text: string): string {
  const short = quote.trim().split(/\s+/).length < FEW_WORDS && !/^s\/./.test(quote)
  if (!short && !quote.trimEnd().endsWith(':')) return quote
  const from = text.indexOf(quote)
  if (from < 0) return quote
  const rest = text.slice(from + quote.length, from + quote.length + 4 * MAX_NEXT).trim()
  const end = /[.?!](?=\s|$)/.exec(rest)
  const next = rest.slice(0, end === null ? undefined : end.index + 1).replace(/\s+/g, ' ')
  if (next === '') return quote
  return `${quote.trimEnd()} ${next.length > MAX_NEXT ? `${next.slice(0, MAX_NEXT).trimEnd()} …` : next}`
}
