import { patchSize } from '../patch/patch'
import type { LineKind, Patch, Trailer } from '../patch/types'
import { type Budget, isUsedUp, type Steps } from './budget'
import type { FileDelta } from './delta'
import { type BaseChanges, explain } from './follows'
import { type ChangeGroup, createWorder, findEdited } from './group'
import type { Note } from './note'
import type { PatchText, TextLine } from './patchText'
import { tokenCounts } from './similarity'
import { FACTS, type Fact, type Verdict } from './types'
import { words } from './words'

/**
 * Says how a patch changed between two versions: what differs, how much, and why it is less than it seems. `earlier` is what the
 * patches before it changed in this step. Never fails; bounded by `budget`. Heuristic: a context change is attributed to an earlier
 * patch when that patch removed the old line or brought in the new one, by text within the file; common text ("return 0;") can be
 * attributed to the wrong patch. The rules are in docs/comparing.md.
 */
export function classifyDelta(
  left: PatchText,
  right: PatchText,
  files: readonly FileDelta[],
  earlier: BaseChanges,
  budget: Budget,
): Verdict {
  const touched = files.filter((file) => file.groups.length > 0)
  const groups = touched.flatMap((file) => file.groups)
  const trailers = compareTrailers(left.message.trailers, right.message.trailers)
  const code = files.some(fileChanged) || groups.some(({ cause }) => cause === 'code')
  const differs: Readonly<Record<Fact, boolean>> = {
    code,
    message: messageChanged(left, right),
    trailers: trailers.changed,
    context: groups.some(touchesContext) || (!code && groups.length > 0),
  }
  const facts = FACTS.filter((fact) => differs[fact])
  return {
    change: facts[0] ?? 'identical',
    facts,
    added: countOwn(groups.flatMap(({ now }) => now)),
    removed: countOwn(groups.flatMap(({ old }) => old)),
    notes: [
      ...(code && files.every(isWhitespaceOnly) ? [{ kind: 'whitespace-only' as const }] : []),
      ...(code && touched.some((file) => isAdapted(file, budget.words))
        ? [{ kind: 'adapted-to-new-base' as const }]
        : []),
      ...touched.flatMap(movedNotes),
      ...contextNotes(touched, earlier, code),
      ...(files.some(({ cut }) => cut) || isUsedUp(budget) ? [{ kind: 'rewritten' as const }] : []),
    ],
    trailersAdded: trailers.added,
    trailersRemoved: trailers.removed,
  }
}

/** The verdict on a patch without a counterpart: its size, and its own trailers as added or removed. */
export function classifySingle({ files, trailers }: Patch, change: 'new' | 'dropped'): Verdict {
  const { added, removed } = patchSize(files)
  return {
    change,
    facts: [],
    added,
    removed,
    notes: [],
    trailersAdded: change === 'new' ? trailers.map(withoutPerson) : [],
    trailersRemoved: change === 'dropped' ? trailers.map(withoutPerson) : [],
  }
}

/** A trailer as it is stored with a verdict, without the person that was read from its value. */
function withoutPerson({ name, value, line }: Trailer): Trailer {
  return { name, value, line }
}

function touchesContext({ old, now }: ChangeGroup): boolean {
  return [...old, ...now].some(({ kind }) => kind === 'context' || kind === 'heading')
}

/** Whether a file was added, removed or renamed, or its mode changed, or a binary file differs. */
function fileChanged({ left, right }: FileDelta): boolean {
  if (left === undefined || right === undefined) return true
  return left.header !== right.header || left.file.binaryText !== right.file.binaryText
}

function messageChanged(left: PatchText, right: PatchText): boolean {
  if (authorChanged(left.patch, right.patch) || left.patch.title.trim() !== right.patch.title.trim()) return true
  return left.message.prose.join('\n') !== right.message.prose.join('\n')
}

/** Whether the author is another person. One name with two addresses is one person, and so is one address with two spellings. */
function authorChanged({ author: from }: Patch, { author: to }: Patch): boolean {
  return from.email !== to.email && from.name.toLowerCase() !== to.name.toLowerCase()
}

function countOwn(lines: readonly TextLine[]): number {
  return lines.filter(({ kind }) => kind === 'plus' || kind === 'minus').length
}

/** Compares trailers as bags, with blanks collapsed; a trailer whose note changed is both removed and added. */
function compareTrailers(left: readonly Trailer[], right: readonly Trailer[]) {
  const isSame = ({ name, value }: Trailer, index: number) =>
    name === right[index]?.name && value === right[index]?.value
  if (left.length === right.length && left.every(isSame)) return { added: [], removed: [], changed: false }
  const keyOf = ({ name, value }: Trailer) => `${name}: ${value.replace(/\s+/g, ' ')}`
  const missing = (from: readonly Trailer[], other: readonly Trailer[]) => {
    const open = new Map(tokenCounts(other.map(keyOf)).counts)
    return from.filter((trailer) => {
      const count = open.get(keyOf(trailer)) ?? 0
      open.set(keyOf(trailer), count - 1)
      return count <= 0
    })
  }
  return {
    added: missing(right, left),
    removed: missing(left, right),
    changed: left.map(keyOf).join('\n') !== right.map(keyOf).join('\n'),
  }
}

function movedNotes({ path, moved }: FileDelta): Note[] {
  return moved.map(({ oldFrom, oldTo }) => ({ kind: 'block-moved', lines: oldTo - oldFrom, path }))
}

/** Whether in each run of changes the patch's own lines differ in blanks and line ends only. */
function isWhitespaceOnly(file: FileDelta): boolean {
  const isSame = ({ cause, old, now }: ChangeGroup) =>
    cause === 'base' || (['plus', 'minus'] as const).every((kind) => isSameButBlanks(old, now, kind))
  return !fileChanged(file) && file.groups.every(isSame)
}

/** Whether two runs of lines have the same text of this kind, blanks and line ends aside. Reads no further than the first difference. */
function isSameButBlanks(old: readonly TextLine[], now: readonly TextLine[], wanted: LineKind): boolean {
  const [olds, nows] = [squeezeLines(old, wanted), squeezeLines(now, wanted)]
  const next = (texts: Generator<string, undefined>) => texts.next().value ?? ''
  let [left, right, length] = ['', '', 0]
  do {
    left ||= next(olds)
    right ||= next(nows)
    length = Math.min(left.length, right.length)
    if (left.slice(0, length) !== right.slice(0, length)) return false
    left = left.slice(length)
    right = right.slice(length)
  } while (length > 0)
  return left === right
}

/** The texts of the lines of one kind, without blanks and without those that are empty then. */
function* squeezeLines(lines: readonly TextLine[], wanted: LineKind): Generator<string, undefined> {
  for (const { kind, text } of lines) {
    const squeezed = kind === wanted ? text.slice(1).replace(/\s+/g, '') : ''
    if (squeezed !== '') yield squeezed
  }
}

/**
 * Whether a line that the patch removes was edited in the base, and a line that it adds was edited in the same way. When `work` is
 * used up, the lines that are left count as not edited.
 */
function isAdapted({ groups }: FileDelta, work: Steps): boolean {
  const replaces = (wanted: LineKind) =>
    groups.some(({ old, now }) => [old, now].every((lines) => lines.some(({ kind }) => kind === wanted)))
  if (!replaces('minus') || !replaces('plus')) return false
  const edits = (wanted: LineKind) =>
    groups.flatMap((group) => {
      const ofKind = (lines: readonly TextLine[]) => lines.filter(({ kind }) => kind === wanted)
      const [old, now] = [ofKind(group.old), ofKind(group.now)]
      if (old.length === 0 || now.length === 0 || work.left <= 0) return []
      const toWorded = createWorder()
      const olds = old.map(toWorded)
      return now.flatMap((line) => {
        if (work.left <= 0) return []
        const before = olds[findEdited(olds, 0, toWorded(line), work)]
        return before === undefined ? [] : newWords(before.line, line)
      })
    })
  const base = new Set(edits('minus'))
  return base.size > 0 && edits('plus').some((word) => base.has(word))
}

function newWords(before: TextLine, after: TextLine): string[] {
  const had = new Set(words(before.text))
  return words(after.text).filter((word) => word.length > 2 && !had.has(word))
}

/**
 * Says why lines that the patch does not touch differ: an earlier patch of the step changed them, or the base moved. When
 * the code changed as well, only lines that replaced others count; the rest is context that came with the patch's own change.
 */
function contextNotes(files: readonly FileDelta[], earlier: BaseChanges, code: boolean): Note[] {
  const followed = new Set<number>()
  let moved = false
  for (const { path, groups } of files) {
    if (groups.every(({ cause }) => cause === 'code')) continue
    const touched = new Set(groups.filter(({ cause }) => cause === 'code').flatMap(hunksOf))
    for (const group of groups) {
      const replaced = group.old.length > 0 && group.now.length > 0
      const broughtAlong = code && !replaced && hunksOf(group).some((hunk) => touched.has(hunk))
      if (group.cause === 'code' || broughtAlong) continue
      const { numbers, complete } = explain(group, path, earlier)
      for (const number of numbers) followed.add(number)
      moved ||= !complete
    }
  }
  const notes = [...followed].sort((a, b) => a - b).map((number): Note => ({ kind: 'follows-patch', number }))
  return moved ? [...notes, { kind: 'base-moved' }] : notes
}

/** The hunks that a group touches: even numbers for hunks of the older version, odd ones for those of the newer. */
function hunksOf({ old, now }: ChangeGroup): number[] {
  return [...old.map(({ hunk }) => 2 * hunk), ...now.map(({ hunk }) => 2 * hunk + 1)]
}
