import { at } from '../at'
import { splitBody } from './body'

/**
 * Adds trailers to the body of a patch mail where `git am` reads them, as git-interpret-trailers(1) would: at the end of the commit message, above the
 * `---` line or the diff, below the trailers that it ends with, else as a paragraph of their own. `lines` are whole trailers
 * ('Reviewed-by: Jane Doe <jane@example.org>'). The rest of the body does not change by a byte.
 */
export function addTrailers(body: string, lines: readonly string[]): string {
  if (lines.length === 0) return body
  const { messageLine, commitMessage } = splitBody(body)
  const all = body.split('\n')
  const end = messageLine + commitMessage.length
  const gap = commitMessage.length === 0 || endsWithTrailers(commitMessage) ? [] : ['']
  return [...all.slice(0, end), ...gap, ...lines, ...all.slice(end)].join('\n')
}

/** What git-interpret-trailers(1) takes for the start of a trailer. */
const TRAILER_START = /^[A-Za-z0-9-]+\s*:/
/** One of these lines makes trailers of a paragraph of which three lines in four are something else. */
const GIT_TRAILER = /^(?:Signed-off-by: |\(cherry picked from commit )/

/** Whether the last paragraph of a commit message is a block of trailers. Source: find_trailer_block_start in git's trailer.c. */
function endsWithTrailers(message: readonly string[]): boolean {
  let [trailers, others, known] = [0, 0, false]
  // The lines that follow a line are read before it.
  let continuations = 0
  for (let index = message.length - 1; index >= 0 && at(message, index).trim() !== ''; index--) {
    const line = at(message, index)
    if (line.startsWith('#')) continue
    if (GIT_TRAILER.test(line)) known = true
    if (TRAILER_START.test(line) || GIT_TRAILER.test(line)) trailers++
    else if (/^\s/.test(line)) {
      continuations++
      continue
    } else others += 1 + continuations
    continuations = 0
  }
  others += continuations
  return trailers > 0 && (others === 0 || (known && trailers * 3 >= others))
}
