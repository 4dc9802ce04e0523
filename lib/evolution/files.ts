import { at } from '../at'
import { groupBy } from '../groupBy'
import type { Steps } from './budget'
import type { FileText, TextLine } from './patchText'
import { alignLines, type Step } from './sequence'
import { similarity, tokenCounts } from './similarity'

/** A file of the older patch beside the same file of the newer one, aligned line by line; one of the two may be missing. */
export interface AlignedFile {
  /** In the newer version, or in the older one if only that has the file. */
  readonly path: string
  readonly left: FileText | undefined
  readonly right: FileText | undefined
  readonly steps: readonly Step[]
  /** As in Alignment. */
  readonly divided: boolean
  /** True when the two differ too much to be aligned line by line. */
  readonly cut: boolean
}

/** Files whose paths differ are the same file when this share of their lines is equal; git calls 50 % a rename. */
const RENAME_SIMILARITY = 0.5
/** Renames between versions are not looked for when more pairs of files than this would have to be compared. */
const MAX_RENAME_PAIRS = 400

/**
 * Aligns the files of two patches, each with its counterpart: the one with the same new path, else with the same old path, else
 * the most similar one. Files come in the order of the newer patch; those that only the older one has keep their place.
 * Comparing file by file keeps a brace of one file from being matched with that of another. Bounded; never fails.
 */
export function alignFiles(left: readonly FileText[], right: readonly FileText[], work: Steps): AlignedFile[] {
  const partners = findPartners(left, right)
  const taken = new Set(partners.values())
  const places = new Map(left.map((text, index) => [text, index]))
  const aligned: AlignedFile[] = []
  let next = 0
  const pushDropped = (until: number) => {
    for (; next < until; next++) {
      const text = at(left, next)
      if (!taken.has(text)) aligned.push(alignFile(text.path, text, undefined, work))
    }
  }
  for (const text of right) {
    const old = partners.get(text)
    pushDropped((old && places.get(old)) ?? 0)
    aligned.push(alignFile(text.path, old, text, work))
  }
  pushDropped(left.length)
  return aligned
}

function alignFile(path: string, left: FileText | undefined, right: FileText | undefined, work: Steps): AlignedFile {
  const { steps, divided, cut } = alignLines(keysOf(left), keysOf(right), work)
  return { path, left, right, steps, divided, cut }
}

/** The line that a step of an aligned file is about; when both versions have it, that of the newer one. */
export function lineOf({ left, right }: AlignedFile, step: Step): TextLine {
  return step.side === 'old' ? at(left?.lines ?? [], step.left) : at(right?.lines ?? [], step.right)
}

function keysOf(text: FileText | undefined): string[] {
  return text === undefined ? [] : text.lines.map(({ key }) => key)
}

/** The counterpart in the older patch of each file of the newer one that has one. */
function findPartners(left: readonly FileText[], right: readonly FileText[]): Map<FileText, FileText> {
  const partners = new Map<FileText, FileText>()
  const openLeft = () => {
    const taken = new Set(partners.values())
    return left.filter((text) => !taken.has(text))
  }
  const openRight = () => right.filter((text) => !partners.has(text))
  const isRenamed = ({ path, file }: FileText) => file.oldPath !== null && file.oldPath !== path
  const renamed = left.some(isRenamed) || right.some(isRenamed)
  const byOldPath = renamed ? [(text: FileText) => text.file.oldPath] : []
  for (const keyOf of [(text: FileText) => text.path, ...byOldPath]) {
    // The first file of a path is the counterpart of the first, the second that of the second.
    const waiting = groupBy(openLeft().reverse(), keyOf)
    for (const text of openRight()) {
      const key = keyOf(text)
      const old = key === null ? undefined : waiting.get(key)?.pop()
      if (old !== undefined) partners.set(text, old)
    }
  }
  for (const [text, old] of findRenamed(openLeft(), openRight())) partners.set(text, old)
  return partners
}

function findRenamed(olds: readonly FileText[], news: readonly FileText[]): Map<FileText, FileText> {
  const partners = new Map<FileText, FileText>()
  if (olds.length * news.length > MAX_RENAME_PAIRS) return partners
  const open = new Map(olds.map((old) => [old, tokenCounts(keysOf(old))]))
  for (const text of news) {
    const counts = tokenCounts(keysOf(text))
    let best: FileText | undefined
    let rating = RENAME_SIMILARITY
    for (const [old, oldCounts] of open) {
      const value = similarity(oldCounts, counts)
      if (value <= rating) continue
      best = old
      rating = value
    }
    if (best === undefined) continue
    partners.set(text, best)
    open.delete(best)
  }
  return partners
}
