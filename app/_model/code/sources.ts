import type { AnnotatedComparisonView, BlameView, RemarkView, VersionRef } from '../../../db/queries/views'
import { assertNever } from '../../../lib/assertNever'
import { at } from '../../../lib/at'
import type { CodeLine, InterdiffFile, InterdiffItem } from '../../../lib/evolution/types'
import { shortLabel } from '../../../lib/series/label'
import { count } from '../pageWords'
import { fileAnchor, lineAnchor, mailAnchor } from './anchor'
import type { SourceBlock, SourceFile } from './layout'

/** A review comment as shown on a page, with the version it was made on. */
export interface RemarkNote {
  readonly remark: RemarkView
  readonly version: VersionRef
  readonly id: string
}

/** Gives a review comment its element id. `ids` keeps ids unique, since a mail may occur more than once on a page of several patches. */
export function remarkNote(remark: RemarkView, version: VersionRef, ids: (wanted: string) => string): RemarkNote {
  return { remark, version, id: ids(mailAnchor(remark.messageId, remark.line)) }
}

interface Placed {
  readonly note: RemarkNote
  readonly place: AnnotatedComparisonView['placed'][number]['place']
}

/** The review comments of a comparison, older version first, each with its place among the files. */
export function placeNotes(view: AnnotatedComparisonView, ids: (wanted: string) => string): Placed[] {
  return view.placed.flatMap(({ side, remark: index, place }) => {
    const remark = view.remarks[side][index]
    return remark === undefined ? [] : [{ note: remarkNote(remark, view[side], ids), place }]
  })
}

/** The files of an interdiff; `prefix` keeps the ids of one patch apart from those of other patches on the page. */
export function interdiffSources(
  view: AnnotatedComparisonView,
  placed: readonly Placed[],
  prefix: string,
): SourceFile<RemarkNote>[] {
  const { from, to } = view
  const [left, right] = [`−${shortLabel(from.label)}`, `+${shortLabel(to.label)}`]
  const width = Math.max(left.length, right.length) + 1
  return view.comparison.files.map((file, index) => {
    const own = placed.filter(({ place }) => place?.file === index)
    const anchor = (side: CodeLine['side']) =>
      prefix + (side === 'old' ? fileAnchor(from.key, file.oldPath ?? file.path) : fileAnchor(to.key, file.path))
    return {
      path: file.path,
      oldPath: file.oldPath,
      onlyIn: file.side === 'both' ? null : file.side === 'old' ? from.label : to.label,
      id: anchor(file.side),
      names: {
        label: ({ side }) => (side === 'both' ? '' : side === 'old' ? left : right).padEnd(width),
        id: (line) => {
          const at = lineAnchor(line)
          return at === null ? null : `${anchor(line.side)}-${at}`
        },
      },
      notes: own.flatMap(({ note, place }) => (place?.item === null ? [note] : [])),
      blocks: itemBlocks(file, own, (hunk) => `${anchor(file.side)}-H${hunk}`),
    }
  })
}

function itemBlocks(file: InterdiffFile, placed: readonly Placed[], hunkId: (hunk: number) => string) {
  return file.items.map((item, index): SourceBlock<RemarkNote> => {
    const notes = new Map<number, RemarkNote[]>()
    for (const { note, place } of placed) {
      if (place === null || place.item !== index || place.line === null) continue
      notes.set(place.line, [...(notes.get(place.line) ?? []), note])
    }
    const heading = item.kind === 'lines' ? { text: item.heading, id: hunkId(index + 1) } : null
    return { heading, fold: foldWords(item), lines: item.lines, notes }
  })
}

function foldWords(item: InterdiffItem): string | null {
  switch (item.kind) {
    case 'lines':
      return null
    case 'hidden':
      return `${count(item.context + item.headings, 'context-only change')} hidden (rebase)`
    case 'moved':
      return `${count(item.lines.length, 'line')} moved ${item.direction}, otherwise unchanged`
    default:
      return assertNever(item)
  }
}

/** The files of a patch in one version, hunk by hunk. Lines that came after the first version are labelled with the version they came in. */
export function blameSources(view: BlameView, ids: (wanted: string) => string): SourceFile<RemarkNote>[] {
  const names = view.chain.map(({ version }) => shortLabel(version.label))
  const width = names.length < 2 ? 0 : Math.max(...names.map(({ length }) => length)) + 1
  const notes = view.remarks.map((remark) => ({ note: remarkNote(remark, view.version, ids), remark }))
  return view.files.map((file, index) => {
    const own = notes.filter(({ remark }) => remark.file === index)
    const anchor = fileAnchor(view.version.key, file.path)
    const labels = new Map<CodeLine, string>()
    const lines = file.lines.map(({ kind, text, line, since }): CodeLine => {
      const young = since > 0 && kind !== 'context'
      const made: CodeLine = { side: young ? 'new' : 'both', kind, line, spans: [{ kind: 'same', text }] }
      labels.set(made, (young ? at(names, since) : '').padEnd(width))
      return made
    })
    const hunks = file.hunks.length > 0 ? file.hunks : [{ at: 0, heading: '' }]
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
      },
      notes: own.flatMap(({ note, remark }) => (remark.at === null ? [note] : [])),
      blocks: hunks.map(({ at, heading }, hunk): SourceBlock<RemarkNote> => {
        const end = hunks[hunk + 1]?.at ?? lines.length
        const below = new Map<number, RemarkNote[]>()
        for (const { note, remark } of own) {
          if (remark.at === null || remark.at < at || remark.at >= end) continue
          below.set(remark.at - at, [...(below.get(remark.at - at) ?? []), note])
        }
        return {
          heading: { text: heading, id: `${anchor}-H${hunk + 1}` },
          fold: null,
          lines: lines.slice(at, end),
          notes: below,
        }
      }),
    }
  })
}

/** The prefix of element ids of a patch on a page of several. */
export function patchPrefix(number: number): string {
  return `p${number}-`
}
