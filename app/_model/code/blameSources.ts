import type { BlamePageView, BlameView } from '../../../db/queries/views'
import { at } from '../../../lib/at'
import { findFunction, pickNamingLine } from '../../../lib/evolution/functionName'
import { numberLines } from '../../../lib/evolution/lineNumbers'
import type { CodeLine } from '../../../lib/evolution/types'
import { shortLabel } from '../../../lib/series/label'
import type { ThreadNote } from '../threads'
import { fileAnchor, lineAnchor } from './anchor'
import type { SourceBlock, SourceFile } from './layout'
import { type LinePair, numberColumns } from './numbers'
import { columnOf } from './sources'

/** A thread with its place among the files. */
export interface PlacedThread {
  readonly note: ThreadNote
  readonly place: BlamePageView['discussed'][number]
}

type BlameFile = BlameView['files'][number]

/** The files of a patch in one version, hunk by hunk. Lines that came after the first version are labelled with the version they came in. */
export function blameSources(view: BlamePageView, placed: readonly PlacedThread[]): SourceFile<ThreadNote>[] {
  const names = view.chain.map(({ version }) => shortLabel(version.label))
  const width = names.length < 2 ? 0 : Math.max(...names.map(({ length }) => length)) + 1
  return view.files.map((file, index) => {
    const own = placed.filter(({ place }) => place.file === index)
    const anchor = fileAnchor(view.version.key, file.path)
    const labels = new Map<CodeLine, string>()
    const lines = file.lines.map(({ kind, text, line, since }): CodeLine => {
      const young = since > 0 && kind !== 'context'
      const made: CodeLine = { side: young ? 'new' : 'both', kind, line, spans: [{ kind: 'same', text }] }
      labels.set(made, (young ? at(names, since) : '').padEnd(width))
      return made
    })
    const pairs = pairLines(file, lines)
    const pairOf = (line: CodeLine) => pairs.get(line) ?? { left: null, right: null }
    let named = ''
    return {
      path: file.path,
      oldPath: null,
      onlyIn: null,
      id: anchor,
      names: {
        label: (line) => labels.get(line) ?? '',
        id: (line) => {
          const at = lineAnchor(line)
          return at === null ? null : `${anchor}-${at}`
        },
        numbers: numberColumns(lines, pairOf),
        column: columnOf,
      },
      notes: own.flatMap(({ note, place }) => (place.at === null ? [note] : [])),
      blocks: listHunks(file).map((hunk): SourceBlock<ThreadNote> => {
        const below = new Map<number, ThreadNote[]>()
        for (const { note, place } of own) {
          if (place.at === null || place.at < hunk.at || place.at >= hunk.end) continue
          below.set(place.at - hunk.at, [...(below.get(place.at - hunk.at) ?? []), note])
        }
        const text = functionOf(file, hunk)
        const heading = { text: text === named ? '' : text, gap: hunk.gap, id: `${anchor}-H${hunk.number}` }
        named = text
        return { heading, fold: null, lines: lines.slice(hunk.at, hunk.end), notes: below }
      }),
    }
  })
}

interface BlameHunk {
  /** From 1. */
  readonly number: number
  readonly at: number
  readonly end: number
  readonly heading: string
  /** Where its `@@` line says that it starts; null when the file has none. */
  readonly start: { readonly oldStart: number; readonly newStart: number } | null
  /** Lines of the file between the hunk before and this one; null for the first. */
  readonly gap: number | null
}

const RANGES = /^@@ -(\d{1,9})(?:,\d{1,9})? \+(\d{1,9})(?:,(\d{1,9}))? @@ ?(.*)$/

function listHunks(file: BlameFile): BlameHunk[] {
  const hunks = file.hunks.length > 0 ? file.hunks : [{ at: 0, heading: '' }]
  let ended: number | null = null
  return hunks.map(({ at, heading }, index) => {
    const ranges = RANGES.exec(heading)
    const newStart = Number(ranges?.[2] ?? 0)
    const gap: number | null = ended === null ? null : newStart - ended
    ended = newStart + Number(ranges?.[3] ?? 1)
    return {
      number: index + 1,
      at,
      end: hunks[index + 1]?.at ?? file.lines.length,
      heading: ranges?.[4] ?? '',
      start: ranges === null ? null : { oldStart: Number(ranges[1]), newStart },
      gap: gap !== null && gap > 0 ? gap : null,
    }
  })
}

function pairLines(file: BlameFile, lines: readonly CodeLine[]): ReadonlyMap<CodeLine, LinePair> {
  const pairs = new Map<CodeLine, LinePair>()
  for (const { at: from, end, start } of listHunks(file)) {
    if (start === null) continue
    const own = lines.slice(from, end)
    for (const [index, { before, after }] of numberLines(start, own).entries()) {
      pairs.set(at(own, index), { left: before, right: after })
    }
  }
  return pairs
}

function functionOf(file: BlameFile, { at, end, heading }: BlameHunk): string {
  const lines = file.lines.slice(at, end)
  const first = pickNamingLine(lines, ({ kind }) => kind !== 'context')
  return first === -1 ? heading : findFunction({ heading, lines }, first, file.path)
}
