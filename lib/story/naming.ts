import type { PatchChanges } from '../evolution/types'
import { memo } from '../memo'
import { wordsOf } from '../text'

/** What changed in a patch of a version since the one that it continues; undefined when that is not stored. */
export type ChangesOf = (version: number, number: number) => PatchChanges | undefined

/** Patches whose changes are read, and lines of each. */
const MAX_READ = 200
const MAX_LINES = 2_000
/** Shorter lines ("}", "break;") are in every patch. */
const MIN_LINE = 12
/** Only this many characters of a comment are read. */
const MAX_TEXT = 1_000

/** What a patch of a version changed, as far as comments are compared with it. */
export interface Naming {
  /** Whether a comment names something that it changed: an identifier with an underscore in it that is in a line which came or went. */
  readonly names: (quote: string, version: number, number: number) => boolean
  /** Whether a quoted line of code is one that it took out or changed. */
  readonly removes: (line: string, version: number, number: number) => boolean
}

/** Prepares to compare comments with what patches changed. At most MAX_READ patches are read. */
export function openNaming(changesOf: ChangesOf): Naming {
  const known = new Map<string, Changed | undefined>()
  const changedIn = (version: number, number: number) =>
    memo(known, `${version}/${number}`, () => {
      const changes = known.size < MAX_READ ? changesOf(version, number) : undefined
      return changes === undefined ? undefined : readChanged(changes)
    })
  return {
    names: (quote, version, number) => {
      const names = wordsOf(quote.slice(0, MAX_TEXT)).filter(isName)
      if (names.length === 0) return false
      const changed = changedIn(version, number)
      return changed !== undefined && names.some((name) => changed.names.has(name))
    },
    removes: (line, version, number) => {
      const text = line.replace(/^[+-]/, '').trim()
      return text.length >= MIN_LINE && changedIn(version, number)?.removed.has(text) === true
    },
  }
}

function isName(word: string): boolean {
  return word.length > 3 && word.includes('_')
}

interface Changed {
  /** The lines that went, or that the patch now takes out, without the blanks around them. */
  readonly removed: ReadonlySet<string>
  /** The names in the lines that came or went. */
  readonly names: ReadonlySet<string>
}

/** Undefined when there are too many lines. */
function readChanged({ files }: PatchChanges): Changed | undefined {
  const removed = new Set<string>()
  const names = new Set<string>()
  let left = MAX_LINES
  for (const { items } of files) {
    for (const item of items) {
      if (item.kind === 'hidden') continue
      for (const { side, kind, spans } of item.lines) {
        if (side === 'both' || kind === 'context') continue
        if (left-- <= 0) return undefined
        const text = spans.map((span) => span.text).join('')
        if (side === 'old' || kind === 'minus') removed.add(text.trim())
        for (const word of wordsOf(text)) if (isName(word)) names.add(word)
      }
    }
  }
  return { removed, names }
}
