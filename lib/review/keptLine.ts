import { at } from '../at'
import { memo } from '../memo'
import type { HunkLine, Patch } from '../patch/types'
import { wordsOf } from '../text'
import type { ReviewComment } from './comment'

/** Only this many characters of a comment are read. */
const MAX_TEXT = 1_000

/** Lines without a letter, such as a brace, that may be between it and the comment. */
const MAX_EMPTY = 2

/** What a patch of a later version changes, and what came or went since. */
interface Later {
  /** The lines that it adds and removes, see changedLines. */
  readonly lines: ReadonlySet<string>
  /** Identifiers with an underscore in lines that came or went. */
  readonly names: ReadonlySet<string>
}

/**
 * Prepares to find out whether a later version of a patch still adds or removes the line that a comment is below, and changed nothing that the comment names: what changed near it was for
 * others. "I'd prefer setting the rrc to 0" below `*rrc = 42;`, which stayed. <b726199f-6c07-fd9a-fd1e-016e6d98971e@linux.ibm.com> Each version is read once.
 */
export function openKeepsLine(older: Patch): (comment: ReviewComment, version: number, newer: Patch) => boolean {
  const known = new Map<number, Later>()
  return ({ place, text }, version, newer) => {
    if (place.kind !== 'line') return false
    const { lines } = at(at(older.files, place.file).hunks, place.hunk)
    const line = lines
      .slice(Math.max(0, place.at - MAX_EMPTY), place.at + 1)
      .findLast(({ text: one }) => /\p{L}/u.test(one))
    if (line === undefined || line.kind === 'context') return false
    const later = memo(known, version, () => readLater(older, newer))
    if (!later.lines.has(signed(line))) return false
    return !wordsOf(text.slice(0, MAX_TEXT)).some((word) => isName(word) && later.names.has(word))
  }
}

function readLater(older: Patch, newer: Patch): Later {
  const [left, right] = [changedLines(older), changedLines(newer)]
  const texts = [...left, ...right].filter((line) => !left.has(line) || !right.has(line))
  const names = texts.flatMap((text) => wordsOf(text).filter(isName))
  return { lines: right, names: new Set(names) }
}

/** The lines that a patch adds and removes, with their sign and without the blanks around them. */
function changedLines({ files }: Patch): ReadonlySet<string> {
  const lines = files.flatMap(({ hunks }) => hunks.flatMap((hunk) => hunk.lines))
  return new Set(lines.flatMap((line) => (line.kind === 'context' ? [] : [signed(line)])))
}

function signed({ kind, text }: HunkLine): string {
  return `${SIGN[kind]}${text.trim()}`
}

const SIGN: Readonly<Record<HunkLine['kind'], string>> = { context: '', minus: '-', plus: '+' }

function isName(word: string): boolean {
  return word.length > 3 && word.includes('_')
}
