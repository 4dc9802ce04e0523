import { compareCounterparts } from '../evolution/compare'
import { toPatchText } from '../evolution/patchText'
import { parsePatch } from '../patch/patch'
import type { Patch } from '../patch/types'
import { splitLines } from '../text'
import type { Commit } from './types'

/**
 * Reads a commit as a patch, so that it can be compared with the mail that it was made from. `text`: its message and its diff, as
 * `commit_texts` has them. False positive: a `---` line in the message ends it, as in a mail.
 */
export function readApplied({ title, author }: Pick<Commit, 'title' | 'author'>, text: string): Patch {
  const lines = splitLines(text)
  const start = lines.findIndex((line) => line.trim() !== '')
  const end = lines.findIndex((line, index) => index > start && line.trim() === '')
  const body = end < 0 ? '' : lines.slice(end + 1).join('\n')
  return { ...parsePatch({ title, from: author, body }), title, author }
}

interface Changed {
  readonly added: number
  readonly removed: number
}

/**
 * The changed lines that only the commit has, and those that only its mail has, or its mails where patches were squashed. The lines of squashed
 * patches are counted in each file, wherever they are in it; what one patch adds and another removes is in neither.
 */
export function countChanged(posted: readonly Patch[], applied: Patch): Changed {
  const [only] = posted
  if (only !== undefined && posted.length === 1) {
    const { added, removed } = compareCounterparts(only, applied).verdict
    return { added, removed }
  }
  const [before, after] = [netLines(posted), netLines([applied])]
  let [added, removed] = [0, 0]
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [old, now] = [before.get(key) ?? 0, after.get(key) ?? 0]
    const shared = old * now > 0 ? Math.min(Math.abs(old), Math.abs(now)) : 0
    added += Math.abs(now) - shared
    removed += Math.abs(old) - shared
  }
  return { added, removed }
}

/** How often each line of each file is added, less how often it is removed. */
function netLines(patches: readonly Patch[]): Map<string, number> {
  const net = new Map<string, number>()
  for (const { path, lines } of patches.flatMap((patch) => toPatchText(patch).files)) {
    for (const { kind, text } of lines) {
      if (kind !== 'plus' && kind !== 'minus') continue
      const key = `${path}\0${text.slice(1)}`
      net.set(key, (net.get(key) ?? 0) + (kind === 'plus' ? 1 : -1))
    }
  }
  return net
}
