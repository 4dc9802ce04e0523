import type { MailFacts } from './mailFacts'
import { parseSections } from './versioned'

/** Lines of a diff that are quoted above the one commented on. */
const QUOTED_ABOVE = 2

/** Parses replies.txt: the lines of each reply, by Message-ID. */
export function parseReplies(text: string): Map<string, readonly string[]> {
  return new Map(parseSections(text).map(({ name, lines }) => [name, lines]))
}

/** A mail that has a reply. */
export interface Answered {
  readonly facts: MailFacts
  readonly body: string
}

/** Renders the body of a reply of the rewritten series. The first line says that it is a paraphrase and links the original. */
export function renderReply(facts: MailFacts, lines: readonly string[], parent: Answered, patchBody: string): string {
  const body = renderWords(facts, lines, parent, patchBody)
  // With "says", an address and a colon this reads as an attribution line, so that no rule treats it as the sender's own words.
  return [`https://lore.kernel.org/r/${facts.messageId} says, paraphrased:`, '', ...body, ''].join('\n')
}

/**
 * Renders the words of a reply. Of its lines, `@ FILE | WORDS` quotes the patch, and `>> TEXT` quotes a line of the parent with the quotes above it; the first
 * quotation gets a line that names the person quoted. Throws if a quoted line is not in the parent.
 */
export function renderWords(
  facts: MailFacts,
  lines: readonly string[],
  parent: Answered,
  patchBody: string,
): readonly string[] {
  const named = lines.find((line) => line.startsWith('wrote '))?.slice('wrote '.length)
  const rest = lines.filter((line) => !line.startsWith('wrote '))
  const first = rest.findIndex((line) => /^(?:>>?|@) /.test(line))
  return rest.flatMap((line, at): string[] => [
    ...(at === first ? [named ?? `On ${parent.facts.date}, ${nameOf(parent.facts.from)} wrote:`] : []),
    ...renderLine(line, facts, parent, patchBody),
  ])
}

function renderLine(line: string, facts: MailFacts, parent: Answered, patchBody: string): string[] {
  if (line.startsWith('@ ')) return quoteCode(facts, line.slice(2), patchBody)
  const [, marks = '', text = ''] = /^(>>?) (.*)$/.exec(line) ?? []
  if (marks === '') return [line]
  const above = parent.body.split('\n')
  const at = above.findIndex((own) => own.trimEnd() === text)
  if (at < 0) throw new Error(`${facts.messageId} quotes a line that its parent does not have: ${line}`)
  return marks === '>' ? [line] : [...quotedAbove(above.slice(0, at)).map((quoted) => `> ${quoted}`), `> ${text}`]
}

/** The last block of quoted lines. */
function quotedAbove(lines: readonly string[]): string[] {
  const end = lines.findLastIndex((line) => line.startsWith('>')) + 1
  const start = lines.findLastIndex((line, at) => at < end && !line.startsWith('>')) + 1
  return lines.slice(start, end)
}

/** The name in a From header: `"Tian, Kevin" <...>` gives Tian, Kevin. */
function nameOf(from: string): string {
  return from.replace(/\s*<[^<>]*>$/, '').replace(/^"(.*)"$/, '$1')
}

/** Quotes the hunk header and the lines up to the one that contains the words. */
function quoteCode({ messageId }: MailFacts, place: string, patchBody: string): string[] {
  const [path = '', words = ''] = place.split(' | ')
  const lines = patchBody.split('\n')
  const file = lines.indexOf(`+++ b/${path}`)
  const at = lines.findIndex((line, index) => index > file && line.includes(words))
  const header = lines.findLastIndex((line, index) => index < at && line.startsWith('@@ '))
  if (file < 0 || at < 0 || header < file || lines.slice(file, at).some((line) => line.startsWith('diff --git')))
    throw new Error(`${messageId} quotes a line that the patch does not have: ${place}`)
  const shown = [lines[file], lines[header], ...lines.slice(Math.max(header + 1, at - QUOTED_ABOVE), at + 1)]
  return shown.map((line) => `> ${line}`.trimEnd())
}
