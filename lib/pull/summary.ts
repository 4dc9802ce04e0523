import { isDiffstat, shortlogAuthor } from '../patch/coverSummary'
import { ownLines } from './pullRequest'

/** What `git request-pull` writes above and below a tag's message. */
const RULE = /^-{20,200}\s*$/
const SINCE = /^\s{0,4}(?:the )?(?:following )?changes since (?:commit|the commit)\b/i
const AVAILABLE = /^\s{0,4}(?:are )?available in the git repository\b/i
const UP_TO = /^\s{0,4}for you to fetch changes up to\b/i
/** A line that only leads to the repository, and the repository on a line of its own: <20210103192920.18639-1-pablo@netfilter.org>. */
const PLEASE = /^\s{0,4}please,?\s{1,4}pull\s{1,4}(?:these changes |it |them )?from:?\s*$/i
const REPOSITORY = /^\s{0,8}(?:git|https?|ssh):\/\/\S{1,500}(?:\s{1,20}\S{1,200})?\s*$/
/** Lines of git's text between its first sentence and the rule below it; without a rule it ends at the title of the newest commit. */
const MAX_BLOCK = 30
/** More than anybody reads on the page of a request. */
const MAX_LENGTH = 6_000

/**
 * What a pull request says about the changes, in the words of its sender: the text above git's, and the message of the tag, without git's own sentences,
 * the repository, shortlog and diffstat. '' when it says nothing. Any text gives a result. Linear.
 */
export function pullSummary(body: string): string {
  const lines = ownLines(body)
  const kept: string[] = []
  let at = 0
  while (at < lines.length) {
    const line = lines[at] ?? ''
    if (shortlogAuthor(line) !== undefined || isDiffstat(line)) break
    if (SINCE.test(line) || AVAILABLE.test(line)) at = blockEnd(lines, at)
    else {
      if (!RULE.test(line) && !PLEASE.test(line) && !REPOSITORY.test(line)) kept.push(line)
      at++
    }
  }
  return kept
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .slice(0, MAX_LENGTH)
}

/** The line below git's text that begins at a line: below the rule, else below the title of the newest commit. */
function blockEnd(lines: readonly string[], from: number): number {
  const end = Math.min(lines.length, from + MAX_BLOCK)
  for (let at = from; at < end; at++) if (RULE.test(lines[at] ?? '')) return at + 1
  for (let at = from; at < end; at++) {
    if (!UP_TO.test(lines[at] ?? '')) continue
    while (at + 1 < end && (lines[at + 1] ?? '').trim() === '') at++
    return at + 2
  }
  return from + 1
}
