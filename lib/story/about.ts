import { splitBody } from '../patch/body'
import { isDiffstat, shortlogAuthor } from '../patch/coverSummary'

/** What a series is about, in the words of its author. */
export interface About {
  readonly text: string
  /** Whether the mail says more. */
  readonly rest: boolean
}

/** Characters of the paragraph that are shown. */
const MAX_TEXT = 600
/** Paragraphs among which the first that says something is looked for. */
const MAX_SKIPPED = 12

/** "Hi all," and "Dear maintainers!" */
const GREETING = /^(?:hi|hello|hey|dear|greetings|good (?:morning|day|afternoon|evening))\b[^.:]{0,60}[,!.:]?$/i
/** "Alex," and "Martin, Christoph,": <20220707135737.720765-1-farman@linux.ibm.com>. */
const NAMES = /^(?:[\p{L}.'@-]{1,30}[ ,&/]{1,3}){0,5}[\p{L}.'@-]{1,30},$/u
/** `Changelog from v1:`, `v1->v2:`, `Changes since v2`. */
const CHANGELOG = /^(?:\W{0,3}change ?(?:s|log)\b|v\d{1,3} ?(?:-+>|=+>|→|to v\d|:))/i
const BULLET = /^[-*+•] /
/** `v2: https://...` and a bare link. */
const LINK = /^[\p{L}\d [\]().-]{0,30}:? ?<?https?:\/\/\S+>?$/u
const UNDERLINE = /^[=~^*-]{3,}$/
/** "(Apologies for sending this before the holiday ...)" and "[Preface for v6: ...]": <20221220171008.1362680-1-farman@linux.ibm.com>. */
const ASIDE = /^(?:\(.*\)|\[.*\])\.?$/

/**
 * The first paragraph of a cover letter or commit message that says something: no greeting, heading, link, aside in brackets, changelog or shortlog. Its lines are
 * joined and cut at MAX_TEXT characters after a word. Undefined for a mail without prose. Linear.
 */
export function findAbout(body: string): About | undefined {
  const paragraphs = splitParagraphs(splitBody(body).message).map(withoutGreeting)
  const spoken = paragraphs.findIndex((_, index) => index < MAX_SKIPPED && saysSomething(index, paragraphs))
  const first = spoken >= 0 ? spoken : paragraphs.findIndex((lines) => lines.length > 0)
  const text = paragraphs[first]?.join(' ').replace(/\s+/g, ' ')
  if (text === undefined) return undefined
  if (text.length <= MAX_TEXT) return { text, rest: paragraphs.length > first + 1 }
  const cut = text.slice(0, MAX_TEXT)
  const end = cut.lastIndexOf(' ')
  return { text: end > 0 ? cut.slice(0, end) : cut, rest: true }
}

function saysSomething(index: number, paragraphs: readonly (readonly string[])[]): boolean {
  const lines = paragraphs[index] ?? []
  const [first = ''] = lines
  // Shortlog and diffstat.
  if (shortlogAuthor(first) !== undefined || isDiffstat(` ${first}`)) return false
  if (
    lines.length === 0 ||
    CHANGELOG.test(first) ||
    ASIDE.test(lines.join(' ')) ||
    lines.every((line) => LINK.test(line))
  ) {
    return false
  }
  // The items of a changelog may have a paragraph of their own.
  if (BULLET.test(first)) return !CHANGELOG.test(paragraphs[index - 1]?.[0] ?? '')
  const isHeading = lines.length === 1 ? /^#{1,6} /.test(first) : lines.length === 2 && UNDERLINE.test(lines[1] ?? '')
  return !isHeading
}

function withoutGreeting(lines: readonly string[]): readonly string[] {
  const [first = '', ...others] = lines
  return GREETING.test(first) || (NAMES.test(first) && first.split(' ').length <= 6 && others.length === 0)
    ? others
    : lines
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
