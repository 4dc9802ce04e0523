import { splitBody } from '../patch/body'

/** What a series is about, in the words of its author. */
export interface About {
  readonly text: string
  /** Whether the mail says more. */
  readonly rest: boolean
}

/** Characters of the first paragraph that are shown. */
const MAX_TEXT = 600
/** "Hi all," and "Dear maintainers," on a line of their own. */
const GREETING = /^(?:hi|hello|hey|dear|greetings|good (?:morning|day|afternoon|evening))\b[^.:]{0,60}[,!.:]?$/i

/**
 * The first paragraph of a cover letter or commit message, its lines joined, cut at MAX_TEXT characters after a word; undefined for a mail without
 * prose. Leaves out a greeting.
 */
export function findAbout(body: string): About | undefined {
  const paragraphs = splitParagraphs(splitBody(body).message)
  const first = paragraphs.findIndex((lines) => !isGreeting(lines))
  const lines = paragraphs[first]
  if (lines === undefined) return undefined
  const [greeting = '', ...others] = lines
  const text = (GREETING.test(greeting) ? others : lines).join(' ').replace(/\s+/g, ' ')
  const rest = paragraphs.length > first + 1
  if (text.length <= MAX_TEXT) return { text, rest }
  const cut = text.slice(0, MAX_TEXT)
  const end = cut.lastIndexOf(' ')
  return { text: end > 0 ? cut.slice(0, end) : cut, rest: true }
}

function isGreeting(lines: readonly string[]): boolean {
  return lines.length === 1 && GREETING.test(lines[0] ?? '')
}

function splitParagraphs(lines: readonly string[]): string[][] {
  const paragraphs: string[][] = []
  let open: string[] | undefined
  for (const line of lines) {
    const text = line.trim()
    if (text === '') open = undefined
    else if (open === undefined) {
      open = [text]
      paragraphs.push(open)
    } else open.push(text)
  }
  return paragraphs
}
