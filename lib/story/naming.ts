import type { PatchChanges } from '../evolution/types'
import { wordsOf } from '../text'

/** What changed in a patch of a version since the one that it continues; undefined when that is not stored. */
export type ChangesOf = (version: number, number: number) => PatchChanges | undefined

/** Patches whose changes are read, and lines of each. */
const MAX_READ = 200
const MAX_LINES = 2_000
/** Only this many characters of a comment are read. */
const MAX_TEXT = 1_000

/**
 * Prepares to find out whether a comment names something that a patch changed: an identifier with an underscore in it that is in a line which came or
 * went. At most MAX_READ patches are read.
 */
export function openNaming(changesOf: ChangesOf): (quote: string, version: number, number: number) => boolean {
  const known = new Map<string, ReadonlySet<string>>()
  const changedNames = (version: number, number: number) => {
    const key = `${version}/${number}`
    const found = known.get(key)
    if (found !== undefined) return found
    const changes = known.size < MAX_READ ? changesOf(version, number) : undefined
    const names = changes === undefined ? NONE : namesIn(changes)
    known.set(key, names)
    return names
  }
  return (quote, version, number) => {
    const names = wordsOf(quote.slice(0, MAX_TEXT)).filter(isName)
    if (names.length === 0) return false
    const changed = changedNames(version, number)
    return names.some((name) => changed.has(name))
  }
}

const NONE: ReadonlySet<string> = new Set()

function isName(word: string): boolean {
  return word.length > 3 && word.includes('_')
}

function namesIn({ files }: PatchChanges): ReadonlySet<string> {
  const names = new Set<string>()
  let left = MAX_LINES
  for (const { items } of files) {
    for (const item of items) {
      if (item.kind === 'hidden') continue
      for (const { side, kind, spans } of item.lines) {
        if (side === 'both' || kind === 'context') continue
        if (left-- <= 0) return names
        const text = spans.map((span) => span.text).join('')
        for (const word of wordsOf(text)) if (isName(word)) names.add(word)
      }
    }
  }
  return names
}
