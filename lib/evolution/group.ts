import { at } from '../at'
import { countShared } from '../patch/fingerprint'
import type { Steps } from './budget'
import { type AlignedFile, lineOf } from './files'
import type { TextLine } from './patchText'
import { words } from './words'

/** A run of neighbouring changed lines of a file; `from` and `to` are indexes into its steps, `to` is exclusive. */
export interface ChangeGroup {
  readonly from: number
  readonly to: number
  /** The lines that only the older version has. */
  readonly old: readonly TextLine[]
  /** The lines that only the newer version has. */
  readonly now: readonly TextLine[]
  /**
   * `code` when the patch itself changed; `base` when it does the same to other lines (its context, a heading, or the text of a
   * line that it removes).
   */
  readonly cause: 'code' | 'base'
}

/** Two lines that share at least this part of their words are one line that was edited. */
const SAME_LINE = 0.5

/** Collects the runs of changed lines of a file and says for each whether the patch or its base changed. */
export function groupChanges(file: AlignedFile): ChangeGroup[] {
  const { steps } = file
  const groups: ChangeGroup[] = []
  for (let from = 0; from < steps.length; from++) {
    if (at(steps, from).side === 'both') continue
    let to = from
    const old: TextLine[] = []
    const now: TextLine[] = []
    for (; to < steps.length; to++) {
      const step = at(steps, to)
      if (step.side === 'both') break
      const lines = step.side === 'old' ? old : now
      lines.push(lineOf(file, step))
    }
    groups.push({ from, to, old, now, cause: isBase(file, from, to, old, now) ? 'base' : 'code' })
    from = to
  }
  return groups
}

/**
 * An added line that differs is the patch's own change. A removed line that differs is the base's when it replaces one of the
 * other version (same words, one for one) or is inside a run of lines that both versions remove. A removed line that is context
 * in the other version is the patch's own change: it is no longer removed.
 */
function isBase(
  file: AlignedFile,
  from: number,
  to: number,
  old: readonly TextLine[],
  now: readonly TextLine[],
): boolean {
  if (file.left === undefined || file.right === undefined) return false
  const all = [...old, ...now]
  if (all.some(({ kind }) => kind === 'plus')) return false
  const oldMinus = old.filter(({ kind }) => kind === 'minus')
  const newMinus = now.filter(({ kind }) => kind === 'minus')
  if (oldMinus.length === 0 && newMinus.length === 0) return true
  const context = new Set(all.filter(({ kind }) => kind === 'context').map(({ text }) => text.slice(1)))
  if ([...oldMinus, ...newMinus].some(({ text }) => context.has(text.slice(1)))) return false
  if (oldMinus.length === newMinus.length) {
    return oldMinus.every((line, index) => {
      // Each line meets one other alone: numbering the words of all lines together would only need more memory.
      const toWorded = createWorder()
      return isEdited(toWorded(line), toWorded(at(newMinus, index)))
    })
  }
  return all.every(({ kind }) => kind === 'minus') && isRemovedInBoth(file, from - 1) && isRemovedInBoth(file, to)
}

/** A line with its words, without its sign: cut once, however many lines it is compared with. */
export interface WordedLine {
  readonly line: TextLine
  /** A number for each word, in ascending order; a word has the same number in all lines that one function cut. */
  readonly words: readonly number[]
}

/** Creates a function that cuts lines into words; only lines that the same function cut can be compared. */
export function createWorder(): (line: TextLine) => WordedLine {
  const numbers = new Map<string, number>()
  const numberOf = (word: string): number => {
    const known = numbers.get(word) ?? numbers.size
    numbers.set(word, known)
    return known
  }
  return (line) => ({
    line,
    words: words(line.text.slice(1))
      .map(numberOf)
      .sort((a, b) => a - b),
  })
}

/** Says whether two lines that differ are one line that was edited. */
function isEdited({ words: old }: WordedLine, { words: now }: WordedLine): boolean {
  return 2 * countShared(old, now) >= SAME_LINE * (old.length + now.length)
}

/**
 * The index, from `from` on, of the first of `olds` that was edited into `now`, a line of the same kind; -1 when there is none, and
 * when `work` is used up. Each line that is looked at takes a step for each of its words.
 */
export function findEdited(olds: readonly WordedLine[], from: number, now: WordedLine, work: Steps): number {
  for (let index = from; index < olds.length && work.left > 0; index++) {
    const old = at(olds, index)
    if (old.line.kind !== now.line.kind) continue
    work.left -= Math.min(old.words.length, now.words.length) + 1
    if (isEdited(old, now)) return index
  }
  return -1
}

function isRemovedInBoth(file: AlignedFile, index: number): boolean {
  const step = file.steps[index]
  return step?.side === 'both' && lineOf(file, step).kind === 'minus'
}
