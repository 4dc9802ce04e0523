import { at } from '../at'
import { memo } from '../memo'
import type { HunkLine, Patch } from '../patch/types'
import { wordsOf } from '../text'
import type { ReviewComment } from './comment'

/** Only this many characters of a comment are read. */
const MAX_TEXT = 1_000

/** What a patch of a later version adds, and what came or went since. */
interface Later {
  /** The lines that it adds, without the blanks around them. */
  readonly added: ReadonlySet<string>
  /** Identifiers with an underscore in lines that came or went. */
  readonly names: ReadonlySet<string>
}

/**
 * Prepares to find out whether a later version of a patch still adds the line that a comment is below, and changed nothing that the comment names: what changed near it was for
 * others. "I'd prefer setting the rrc to 0" below `*rrc = 42;`, which stayed. <b726199f-6c07-fd9a-fd1e-016e6d98971e@linux.ibm.com> Each version is read once.
 */
export function openKeepsLine(older: Patch): (comment: ReviewComment, version: number, newer: Patch) => boolean {
  const known = new Map<number, Later>()
  return ({ place, text }, version, newer) => {
    if (place.kind !== 'line') return false
    const line = at(at(at(older.files, place.file).hunks, place.hunk).lines, place.at)
    if (line.kind !== 'plus' || !/\p{L}/u.test(line.text)) return false
    const later = memo(known, version, () => readLater(older, newer))
    if (!later.added.has(line.text.trim())) return false
    return !wordsOf(text.slice(0, MAX_TEXT)).some((word) => isName(word) && later.names.has(word))
  }
}

function readLater(older: Patch, newer: Patch): Later {
  const [left, right] = [changedLines(older), changedLines(newer)]
  const texts = [...left, ...right].filter((line) => !left.has(line) || !right.has(line))
  const names = texts.flatMap((text) => wordsOf(text).filter(isName))
  return {
    added: new Set([...right].flatMap((line) => (line.startsWith('+') ? [line.slice(1)] : []))),
    names: new Set(names),
  }
}

/** The lines that a patch adds and removes, with their sign and without the blanks around them. */
function changedLines({ files }: Patch): ReadonlySet<string> {
  const lines = files.flatMap(({ hunks }) => hunks.flatMap((hunk) => hunk.lines))
  return new Set(lines.flatMap(({ kind, text }) => (kind === 'context' ? [] : [`${SIGN[kind]}${text.trim()}`])))
}

const SIGN: Readonly<Record<HunkLine['kind'], string>> = { context: '', minus: '-', plus: '+' }

function isName(word: string): boolean {
  return word.length > 3 && word.includes('_')
}
