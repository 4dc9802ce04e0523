import type { MailFacts } from './facts'
import { parseSections } from './versioned'

/** Lines of a diff above the one that is quoted, at most. */
const QUOTED_ABOVE = 2

/** Reads replies.txt: per Message-ID its lines, as they stand there. */
export function parseReplies(text: string): Map<string, readonly string[]> {
  return new Map(parseSections(text).map(({ name, lines }) => [name, lines]))
}

/** A mail that is answered. */
export interface Answered {
  readonly facts: MailFacts
  readonly body: string
}

/**
 * The body of a reply: first the line that says it is a paraphrase and links the original, then its lines, with `@ FILE | WORDS` as a quotation
 * of the patch and `>> TEXT` as one of a line with what stands quoted above it. Above the first quotation stands who is quoted. Throws
 * when a quoted line is not in the mail that is answered.
 */
export function renderReply(facts: MailFacts, lines: readonly string[], parent: Answered, patchBody: string): string {
  const named = lines.find((line) => line.startsWith('wrote '))?.slice('wrote '.length)
  const rest = lines.filter((line) => !line.startsWith('wrote '))
  const first = rest.findIndex((line) => /^(?:>>?|@) /.test(line))
  const body = rest.flatMap((line, at): string[] => [
    ...(at === first ? [named ?? `On ${parent.facts.date}, ${nameOf(parent.facts.from)} wrote:`] : []),
    ...renderLine(line, facts, parent, patchBody),
  ])
  // "says", a date or an address, and the colon make it a line that names another's mail: no rule takes it for the sender's words.
  return [`https://lore.kernel.org/r/${facts.messageId} says, paraphrased:`, '', ...body, ''].join('\n')
}

function renderLine(line: string, facts: MailFacts, parent: Answered, patchBody: string): string[] {
  if (line.startsWith('@ ')) return quoteCode(facts, line.slice(2), patchBody)
  const [, marks = '', text = ''] = /^(>>?) (.*)$/.exec(line) ?? []
  if (marks === '') return [line]
  const above = parent.body.split('\n')
  const at = above.findIndex((own) => own.trimEnd() === text)
  if (at < 0) throw new Error(`${facts.messageId} quotes what is not there: ${line}`)
  return marks === '>' ? [line] : [...quotedAbove(above.slice(0, at)).map((quoted) => `> ${quoted}`), `> ${text}`]
}

/** The last lines with a mark, one below the other. */
function quotedAbove(lines: readonly string[]): string[] {
  const end = lines.findLastIndex((line) => line.startsWith('>')) + 1
  const start = lines.findLastIndex((line, at) => at < end && !line.startsWith('>')) + 1
  return lines.slice(start, end)
}

/** `"Tian, Kevin" <...>` is Tian, Kevin. */
function nameOf(from: string): string {
  return from.replace(/\s*<[^<>]*>$/, '').replace(/^"(.*)"$/, '$1')
}

/** The hunk header and the lines down to the one that holds the words. */
function quoteCode({ messageId }: MailFacts, place: string, patchBody: string): string[] {
  const [path = '', words = ''] = place.split(' | ')
  const lines = patchBody.split('\n')
  const file = lines.indexOf(`+++ b/${path}`)
  const at = lines.findIndex((line, index) => index > file && line.includes(words))
  const header = lines.findLastIndex((line, index) => index < at && line.startsWith('@@ '))
  if (file < 0 || at < 0 || header < file || lines.slice(file, at).some((line) => line.startsWith('diff --git')))
    throw new Error(`${messageId} quotes what is not in the patch: ${place}`)
  const shown = [lines[file], lines[header], ...lines.slice(Math.max(header + 1, at - QUOTED_ABOVE), at + 1)]
  return shown.map((line) => `> ${line}`.trimEnd())
}
