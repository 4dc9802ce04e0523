import type { FileText, PatchText, TextLine } from './patchText'
import { alignLines, type Step } from './sequence'
import { similarity, tokenCounts } from './similarity'
import type { OuterCounts, OuterKind } from './types'

/** A file of the older patch beside the same file of the newer; one of them may be missing. */
export interface FileDelta {
  readonly left: FileText | undefined
  readonly right: FileText | undefined
  readonly steps: readonly Step[]
}

/** Everything that differs between two patches, aligned line by line. */
export interface PatchDelta {
  readonly left: PatchText
  readonly right: PatchText
  readonly message: readonly Step[]
  readonly files: readonly FileDelta[]
  readonly authorChanged: boolean
  /** Something was too different to be aligned. */
  readonly cut: boolean
}

/** Files whose paths differ are the same file when this share of their lines is equal; git calls 50 % a rename. */
const RENAME_SIMILARITY = 0.5
/** Above this many unmatched files on both sides together, renames between versions are not looked for. */
const MAX_RENAME_PAIRS = 400

/**
 * Aligns two patches part by part: message, then each file with its counterpart (same new path, same old path, else the
 * most similar). Comparing by file keeps a brace of one file from being taken for that of another. Bounded, never fails.
 */
export function comparePatchTexts(left: PatchText, right: PatchText): PatchDelta {
  const message = alignLines(
    left.message.lines.map((line) => line.key),
    right.message.lines.map((line) => line.key),
  )
  let cut = message.cut
  const files = matchFiles(left.files, right.files).map(([old, now]): FileDelta => {
    const aligned = alignLines(keys(old), keys(now))
    cut ||= aligned.cut
    return { left: old, right: now, steps: aligned.steps }
  })
  return { left, right, message: message.steps, files, authorChanged: authorChanged(left, right), cut }
}

function keys(text: FileText | undefined): string[] {
  return text === undefined ? [] : text.lines.map((line) => line.key)
}

/** Another person, not another address of the same name or another spelling at the same address. */
function authorChanged(left: PatchText, right: PatchText): boolean {
  const from = left.patch.author
  const to = right.patch.author
  return from.email !== to.email && from.name.toLowerCase() !== to.name.toLowerCase()
}

type FilePair = readonly [FileText | undefined, FileText | undefined]

/** Pairs of files in the order of the newer patch, files only the older one has at the place they had. */
function matchFiles(left: readonly FileText[], right: readonly FileText[]): FilePair[] {
  const partner = new Map<FileText, FileText>()
  const taken = new Set<FileText>()
  const join = (keyOf: (text: FileText) => string | null) => {
    const open = new Map<string, FileText[]>()
    for (const text of left) {
      const key = keyOf(text)
      if (key === null || taken.has(text)) continue
      const known = open.get(key)
      if (known === undefined) open.set(key, [text])
      else known.push(text)
    }
    for (const text of right) {
      const found = partner.has(text) ? undefined : open.get(keyOf(text) ?? '')?.shift()
      if (found === undefined) continue
      partner.set(text, found)
      taken.add(found)
    }
  }
  join((text) => text.path)
  join((text) => text.file.oldPath)
  joinRenamed(left, right, partner, taken)
  const pairs: FilePair[] = []
  const places = new Map(left.map((text, at) => [text, at]))
  let next = 0
  const flushLeft = (until: number) => {
    for (; next < until; next++) {
      const text = left[next]
      if (text !== undefined && !taken.has(text)) pairs.push([text, undefined])
    }
  }
  for (const text of right) {
    const old = partner.get(text)
    if (old !== undefined) flushLeft(places.get(old) ?? 0)
    pairs.push([old, text])
  }
  flushLeft(left.length)
  return pairs
}

function joinRenamed(
  left: readonly FileText[],
  right: readonly FileText[],
  partner: Map<FileText, FileText>,
  taken: Set<FileText>,
): void {
  const olds = left.filter((text) => !taken.has(text))
  const news = right.filter((text) => !partner.has(text))
  if (olds.length * news.length === 0 || olds.length * news.length > MAX_RENAME_PAIRS) return
  const oldCounts = olds.map((text) => tokenCounts(keys(text)))
  for (const text of news) {
    const counts = tokenCounts(keys(text))
    let best = -1
    let rating = RENAME_SIMILARITY
    olds.forEach((old, at) => {
      const value = taken.has(old) ? 0 : similarity(oldCounts[at] ?? counts, counts)
      if (value > rating) {
        best = at
        rating = value
      }
    })
    const old = olds[best]
    if (old === undefined) continue
    partner.set(text, old)
    taken.add(old)
  }
}

/** Lines of the outer diff by sign and kind; see OuterCounts. */
export function countOuter(delta: PatchDelta): OuterCounts {
  const counts: Record<string, number> = {}
  const add = (key: `${'+' | '-'}${OuterKind}`, by = 1) => {
    counts[key] = (counts[key] ?? 0) + by
  }
  const addSteps = (steps: readonly Step[], left: readonly TextLine[], right: readonly TextLine[]) => {
    for (const step of steps) {
      if (step.side === 'old') add(`-${left[step.left]?.kind ?? 'blank'}`)
      else if (step.side === 'new') add(`+${right[step.right]?.kind ?? 'blank'}`)
    }
  }
  if (delta.authorChanged) {
    add('-msg')
    add('+msg')
  }
  addSteps(delta.message, delta.left.message.lines, delta.right.message.lines)
  for (const { left, right, steps } of delta.files) {
    if (left?.header !== right?.header) {
      if (left !== undefined) add('-file')
      if (right !== undefined) add('+file')
      if (right === undefined) add('-blank')
      if (left === undefined) add('+blank')
    }
    addSteps(steps, left?.lines ?? [], right?.lines ?? [])
  }
  return counts
}
