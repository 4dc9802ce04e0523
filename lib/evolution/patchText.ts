import type { FileDiff, Patch, Trailer } from '../patch/types'
import { splitLines } from '../text'
import type { OuterKind } from './types'

/** One line of a patch as text that can be compared: line numbers and `index` lines are gone. */
export interface TextLine {
  readonly kind: OuterKind
  /** As `git range-diff` writes it: with sign, without line end. */
  readonly text: string
  /** What makes two lines equal; for a heading without the path, so that a renamed file is still compared. */
  readonly key: string
  /** Index of the hunk in its file; -1 for a file's header and for the message. */
  readonly hunk: number
  /** Line of the file before (context, removed) or after (added) the patch; null where there is none. */
  readonly line: number | null
}

/** The commit message with its title, as comparable lines. */
export interface MessageText {
  readonly lines: readonly TextLine[]
  /** The prose alone, without title and trailers. */
  readonly prose: readonly string[]
  readonly trailers: readonly Trailer[]
}

export interface FileText {
  readonly file: FileDiff
  readonly path: string
  /** ` ## path ##` as git range-diff heads a file. */
  readonly header: string
  readonly lines: readonly TextLine[]
}

/** A patch as comparable text, made once and used by pairing, verdict and display. */
export interface PatchText {
  readonly patch: Patch
  readonly message: MessageText
  readonly files: readonly FileText[]
}

/** Turns a patch into comparable text. Linear; never fails. */
export function toPatchText(patch: Patch): PatchText {
  return { patch, message: messageText(patch), files: patch.files.map(toFileText) }
}

function messageText(patch: Patch): MessageText {
  const body = splitLines(patch.commitMessage)
  const trailers = patch.trailers.map(({ name, value, line }) => ({ name, value, line: line - patch.messageLine }))
  const isTrailer = new Set(trailers.flatMap(({ line, value }) => trailerLines(body, line, value)))
  const plain = (text: string, kind: OuterKind): TextLine => {
    const trimmed = text.trimEnd()
    return { kind, text: trimmed === '' ? '' : `    ${trimmed}`, key: trimmed, hunk: -1, line: null }
  }
  const lines = [plain(patch.title, 'msg')]
  if (body.length > 0) lines.push(plain('', 'msg'))
  body.forEach((text, at) => {
    lines.push(plain(text, isTrailer.has(at) ? 'trailer' : 'msg'))
  })
  return { lines, prose: splitLines(patch.message).map((line) => line.trimEnd()), trailers }
}

/** Lines of a trailer: its own and those that were joined to its value. */
function trailerLines(body: readonly string[], line: number, value: string): number[] {
  const lines = [line]
  for (let next = line + 1; next < body.length; next++) {
    const text = (body[next] ?? '').trim()
    const joined = body
      .slice(line, next)
      .join(' ')
      .replace(/^[^:]*:/, '')
      .trim()
    if (text === '' || joined.length >= value.length || !value.includes(text)) break
    lines.push(next)
  }
  return lines
}

function toFileText(file: FileDiff): FileText {
  const path = file.newPath ?? file.oldPath ?? ''
  const lines: TextLine[] = []
  file.hunks.forEach((hunk, at) => {
    const text = hunk.heading === '' ? '@@' : `@@ ${path}: ${hunk.heading}`
    lines.push({ kind: 'heading', text, key: `@@ ${hunk.heading}`, hunk: at, line: null })
    let before = hunk.oldStart
    let after = hunk.newStart
    for (const { kind, text, noNewline } of hunk.lines) {
      const sign = kind === 'context' ? ' ' : kind === 'minus' ? '-' : '+'
      const line = kind === 'plus' ? after : before
      if (kind !== 'plus') before++
      if (kind !== 'minus') after++
      const outer = kind === 'context' ? 'ctx' : kind === 'minus' ? 'del' : 'add'
      const signed = sign + text
      const key = noNewline === true ? `${signed}\n\\` : signed
      lines.push({ kind: outer, text: signed, key, hunk: at, line })
    }
  })
  if (file.binary) {
    // Two versions of a binary file can only be told apart as a whole.
    for (const text of splitLines(file.binaryText)) {
      lines.push({ kind: 'add', text: ` ${text}`, key: text, hunk: -1, line: null })
    }
  }
  return { file, path, header: fileHeader(file), lines }
}

function fileHeader(file: FileDiff): string {
  const name =
    file.change === 'create'
      ? `${file.newPath ?? ''} (new)`
      : file.change === 'delete'
        ? `${file.oldPath ?? ''} (deleted)`
        : file.change === 'rename'
          ? `${file.oldPath ?? ''} => ${file.newPath ?? ''}`
          : (file.newPath ?? '')
  const modes = file.oldMode !== null && file.newMode !== null && file.oldMode !== file.newMode
  return ` ## ${name}${modes ? ` (mode change ${file.oldMode} => ${file.newMode})` : ''} ##`
}
