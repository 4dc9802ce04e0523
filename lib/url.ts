/** A web address in running text: http or https, up to a blank or a character that no address holds unencoded. */
const WEB_ADDRESS = /\bhttps?:\/\/[^\s<>"`]+/gi

/** A web address found in a text, with where it starts. */
export interface FoundUrl {
  readonly url: string
  readonly start: number
}

/** The web addresses in running text, in order, each without the punctuation of the sentence around it. Linear. */
export function findUrls(text: string): FoundUrl[] {
  return [...text.matchAll(WEB_ADDRESS)].map((match) => ({ url: withoutPunctuation(match[0]), start: match.index }))
}

/** The text with a blank in place of each web address, for rules that look at words and punctuation. Linear. */
export function withoutUrls(text: string): string {
  return text.includes('://') ? text.replace(WEB_ADDRESS, ' ') : text
}

/** Whether a word is a web address rather than a path or a Message-ID. */
export function isUrl(word: string): boolean {
  return /^https?:\/\//i.test(word)
}

/** Drops the punctuation that ends a sentence, and closing brackets that the address did not open. */
function withoutPunctuation(found: string): string {
  let end = found.length
  let open = 0
  let close = 0
  for (const char of found) {
    if (char === '(') open++
    else if (char === ')') close++
  }
  for (; end > 0; end--) {
    const last = found.charAt(end - 1)
    if (last === ')' && close > open) close--
    else if (!".,;:!?'*]}".includes(last)) break
  }
  return found.slice(0, end)
}
