import { ownLines, readLines } from '../../lib/review/quote'

/** More of one mail is not made searchable, in UTF-16 units: a log of megabytes would outweigh all other mail. */
const MAX_TEXT = 100_000

/** The words of a mail that count in a search, the sender's own: what is quoted was said elsewhere, and diffs are found by their paths. */
export function searchText(body: string): string {
  const text = ownLines(readLines(body))
    .map((line) => line.text)
    .join('\n')
  return text.slice(0, MAX_TEXT)
}
