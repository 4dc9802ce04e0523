import { Parser } from 'htmlparser2'
import type { Issue } from '../issue'
import { figure } from '../text'

/** Most characters of HTML that are read of one mail, with the mails attached to it. */
export const MAX_HTML_LENGTH = 500_000
/** The parser looks through all open tags at every tag, so that a page of unclosed tags would take quadratic time. Newsletters have some 60. */
const MAX_HTML_DEPTH = 200
/** Each level of these puts its mark in front of every line in it: 190 of them make 36 MB of text from 480 kB. */
const MAX_INDENTS = 20
const INDENTING: ReadonlySet<string> = new Set(['blockquote', 'ol', 'ul'])

/** A blank is added to a word that as many tags interrupt: the conversion copies what it has of a word at every tag in it. */
const MAX_TAGS_IN_WORD = 1_000

interface LimitedHtml {
  readonly html: string
  readonly issues: readonly Issue[]
}

/**
 * Cuts HTML to what can be turned into text in linear time: to `length` characters, what the mail has left of its limit, and before
 * the first tag that is nested too deep, with an issue for each cut. Depth is judged by the parser that is used for the conversion,
 * since another one may see other tags.
 */
export function limitHtml(html: string, length: number): LimitedHtml {
  const issues: Issue[] = []
  if (html.length > length) {
    const text = `The HTML is longer than the ${figure(MAX_HTML_LENGTH)} characters that are read of one mail.`
    issues.push({ code: 'text-cut', text })
  }
  const start = html.slice(0, length)
  const { tooDeep, breaks } = findLimits(start)
  if (tooDeep !== undefined) issues.push({ code: 'text-cut', text: `${tooDeep.what}; what follows was not read.` })
  const ends = [...breaks, tooDeep?.at ?? start.length]
  return { html: ends.map((end, index) => start.slice(ends[index - 1] ?? 0, end)).join(' '), issues }
}

interface Limits {
  /** The first tag that is nested too deep. */
  readonly tooDeep?: { readonly at: number; readonly what: string }
  /** Where a word needs a blank, in order. */
  readonly breaks: readonly number[]
}

function findLimits(html: string): Limits {
  const breaks: number[] = []
  let [depth, indents, tagsInWord] = [0, 0, 0]
  let tooDeep: Limits['tooDeep']
  const interrupt = () => {
    tagsInWord++
    if (tagsInWord < MAX_TAGS_IN_WORD) return
    breaks.push(parser.startIndex)
    tagsInWord = 0
  }
  const parser = new Parser({
    onopentag(name) {
      interrupt()
      depth++
      if (INDENTING.has(name)) indents++
      if (depth <= MAX_HTML_DEPTH && indents <= MAX_INDENTS) return
      const what =
        depth > MAX_HTML_DEPTH
          ? `The tags of the HTML are nested more than ${MAX_HTML_DEPTH} deep`
          : `Quotes and lists in the HTML are nested more than ${MAX_INDENTS} deep`
      tooDeep = { at: parser.startIndex, what }
      parser.pause()
    },
    onclosetag(name) {
      depth--
      if (INDENTING.has(name)) indents--
    },
    oncomment: interrupt,
    ontext(text) {
      if (/[ \t\r\n\f]/.test(text)) tagsInWord = 0
    },
  })
  parser.write(html)
  return { breaks, ...(tooDeep !== undefined && { tooDeep }) }
}
