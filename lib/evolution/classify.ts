import { patchSize } from '../patch/patch'
import type { Patch, Trailer } from '../patch/types'
import { comparePatchTexts, countOuter, type FileDelta, type PatchDelta } from './delta'
import { type BaseChanges, explain } from './follows'
import { type ChangeGroup, groupChanges, isSameLine } from './group'
import { findMovedLines } from './moved'
import { type TextLine, toPatchText } from './patchText'
import { words } from './similarity'
import type { Fact, Note, Verdict } from './types'

/** What a pair needs to know of the step it belongs to. */
export interface StepContext {
  /** What the patches before this one, in the newer version, changed since the older version. */
  readonly earlier: BaseChanges
}

/**
 * Says how a patch changed between two versions: facts, the size of the change, and why it is less than it seems.
 * Rules: comparing-versions.md, section 4. Never fails. Heuristics: a context change is put down to an earlier patch when
 * that patch took the old line away or brought the new one in, by text within the file; text that is common ("return 0;")
 * can be put down to the wrong patch.
 */
export function classifyPair(left: Patch, right: Patch, context: StepContext): Verdict {
  return classifyDelta(comparePatchTexts(toPatchText(left), toPatchText(right)), context)
}

/** As classifyPair, for two patches that are aligned already. */
export function classifyDelta(delta: PatchDelta, context: StepContext): Verdict {
  const { left, right } = delta
  const files = delta.files.map((file) => ({ file, groups: groupChanges(file) }))
  const groups = files.flatMap(({ groups }) => groups)
  const code = groups.some((group) => group.cause === 'code') || delta.files.some(fileChanged)
  const contextChanged = groups.some(hasContext)
  const trailers = compareTrailers(left.message.trailers, right.message.trailers)
  const facts: Fact[] = []
  if (code) facts.push('code')
  if (messageChanged(delta)) facts.push('message')
  if (trailers.changed) facts.push('trailers')
  if (contextChanged || (!code && groups.length > 0)) facts.push('context')
  return {
    change: facts[0] ?? 'identical',
    facts,
    added: countLines(groups, 'now'),
    removed: countLines(groups, 'old'),
    outer: countOuter(delta),
    notes: [
      ...codeNotes(files, code),
      ...delta.files.flatMap((file) => findMovedLines(file).map(({ note }) => note)),
      ...contextNotes(files, context, code),
      ...(delta.cut ? [{ kind: 'rewritten' as const }] : []),
    ],
    trailersAdded: trailers.added,
    trailersRemoved: trailers.removed,
  }
}

/** The verdict on a patch without counterpart: its size, and its own trailers as added or removed. */
export function classifySingle(patch: Patch, change: 'new' | 'dropped', notes: readonly Note[]): Verdict {
  const { added, removed } = patchSize(patch.files)
  return {
    change,
    facts: [],
    added,
    removed,
    outer: {},
    notes,
    trailersAdded: change === 'new' ? patch.trailers.map(withoutPerson) : [],
    trailersRemoved: change === 'dropped' ? patch.trailers.map(withoutPerson) : [],
  }
}

function hasContext(group: ChangeGroup): boolean {
  return [...group.old, ...group.now].some((line) => line.kind === 'ctx' || line.kind === 'heading')
}

/** A file that came, went, was renamed or changed its mode, or a binary file that differs. */
function fileChanged({ left, right }: FileDelta): boolean {
  if (left === undefined || right === undefined) return true
  return left.header !== right.header || left.file.binaryText !== right.file.binaryText
}

function withoutPerson({ name, value, line }: Trailer): Trailer {
  return { name, value, line }
}

function messageChanged(delta: PatchDelta): boolean {
  const { left, right } = delta
  if (delta.authorChanged || left.patch.title.trim() !== right.patch.title.trim()) return true
  return left.message.prose.join('\n') !== right.message.prose.join('\n')
}

function countLines(groups: readonly ChangeGroup[], side: 'old' | 'now'): number {
  let count = 0
  for (const group of groups) for (const line of group[side]) if (isOwn(line)) count++
  return count
}

function isOwn(line: TextLine): boolean {
  return line.kind === 'add' || line.kind === 'del'
}

/** Trailers compared as a bag, blanks collapsed; a trailer whose note changed is both removed and added. */
function compareTrailers(left: readonly Trailer[], right: readonly Trailer[]) {
  const isSame = ({ name, value }: Trailer, at: number) => name === right[at]?.name && value === right[at]?.value
  if (left.length === right.length && left.every(isSame)) return { added: [], removed: [], changed: false }
  const keyOf = (trailer: Trailer) => `${trailer.name}: ${trailer.value.replace(/\s+/g, ' ')}`
  const missing = (from: readonly Trailer[], other: readonly Trailer[]) => {
    const open = new Map<string, number>()
    for (const trailer of other) open.set(keyOf(trailer), (open.get(keyOf(trailer)) ?? 0) + 1)
    return from.filter((trailer) => {
      const count = open.get(keyOf(trailer)) ?? 0
      open.set(keyOf(trailer), count - 1)
      return count <= 0
    })
  }
  const added = missing(right, left)
  const removed = missing(left, right)
  const changed = left.map(keyOf).join('\n') !== right.map(keyOf).join('\n')
  return { added, removed, changed }
}

type Grouped = { readonly file: FileDelta; readonly groups: readonly ChangeGroup[] }

function codeNotes(files: readonly Grouped[], code: boolean): Note[] {
  if (!code) return []
  const notes: Note[] = []
  if (files.every(({ file, groups }) => isWhitespaceOnly(file, groups))) notes.push({ kind: 'whitespace-only' })
  if (files.some(({ groups }) => isAdapted(groups))) notes.push({ kind: 'adapted-to-new-base' })
  return notes
}

/** In each run of changes the patch's own lines are the same signs in the same order once blanks and line ends are taken away. */
function isWhitespaceOnly(file: FileDelta, groups: readonly ChangeGroup[]): boolean {
  const squeeze = (lines: readonly TextLine[], kind: 'add' | 'del') =>
    lines
      .filter((line) => line.kind === kind)
      .map((line) => line.text.slice(1).replace(/\s+/g, ''))
      .join('')
  const kinds = ['add', 'del'] as const
  return (
    !fileChanged(file) &&
    groups.every(
      ({ cause, old, now }) => cause === 'base' || kinds.every((kind) => squeeze(old, kind) === squeeze(now, kind)),
    )
  )
}

/** A line the patch removes was edited in the base, and a line it adds was edited by the same words. */
function isAdapted(groups: readonly ChangeGroup[]): boolean {
  const edits = (kind: 'add' | 'del') =>
    groups.flatMap((group) => {
      const old = group.old.filter((line) => line.kind === kind)
      const now = group.now.filter((line) => line.kind === kind)
      return now.flatMap((line) => {
        const before = old.find((other) => isSameLine(other, line))
        return before === undefined ? [] : [newWords(before, line)]
      })
    })
  const base = new Set(edits('del').flat())
  return base.size > 0 && edits('add').some((edit) => edit.some((word) => base.has(word)))
}

function newWords(before: TextLine, after: TextLine): string[] {
  const had = new Set(words(before.text))
  return words(after.text).filter((word) => word.length > 2 && !had.has(word))
}

/**
 * Why lines that the patch does not touch differ: each follows an earlier patch of the step, or the base moved. Beside
 * changed code only lines that took another's place count: the rest is context that a change of the patch brought along.
 */
function contextNotes(files: readonly Grouped[], context: StepContext, code: boolean): Note[] {
  const followed = new Set<number>()
  let moved = false
  for (const { file, groups } of files) {
    const path = file.right?.path ?? file.left?.path ?? ''
    const touched = new Set(groups.filter((group) => group.cause === 'code').flatMap(hunksOf))
    for (const group of groups) {
      const own = group.cause === 'code'
      const replaced = group.old.length > 0 && group.now.length > 0
      if (own || (code && !replaced && hunksOf(group).some((hunk) => touched.has(hunk)))) continue
      const found = explain(group, path, context.earlier)
      for (const number of found.numbers) followed.add(number)
      moved ||= !found.complete
    }
  }
  const notes = [...followed].sort((a, b) => a - b).map((number): Note => ({ kind: 'follows-patch', number }))
  return moved ? [...notes, { kind: 'base-moved' }] : notes
}

/** Even numbers for hunks of the older version, odd ones for those of the newer. */
function hunksOf(group: ChangeGroup): number[] {
  return [...group.old.map((line) => 2 * line.hunk), ...group.now.map((line) => 2 * line.hunk + 1)]
}
