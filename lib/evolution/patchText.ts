import { filePath } from '../patch/diffPath'
import type { FileDiff, LineKind, Patch, Trailer } from '../patch/types'
import { splitLines } from '../text'

/** A line of a diff as text that can be compared: without line numbers and `index` lines. */
export interface TextLine {
  readonly kind: 'heading' | LineKind
  /** As `git range-diff` writes it: with its sign, without a line end. */
  readonly text: string
  /** Two lines are equal when their keys are. The key of a heading has no path, so that a renamed file can be compared. */
  readonly key: string
  /** Index of the hunk in its file; -1 for a line of a binary file. */
  readonly hunk: number
  /** Line number in the file before the patch (context, minus) or after it (plus); null where there is none. */
  readonly line: number | null
}

interface MessageText {
  /** The title, an empty line, and the commit message, without blanks at the ends of lines. */
  readonly lines: readonly string[]
  /** The commit message without title and trailers. */
  readonly prose: readonly string[]
  readonly trailers: readonly Trailer[]
}

export interface FileText {
  readonly file: FileDiff
  readonly path: string
  /** ` ## path ##`, as git range-diff heads a file. */
  readonly header: string
  readonly lines: readonly TextLine[]
}

/** A patch as comparable text. Built once, and used by the pairing, the verdict and the compare page. */
export interface PatchText {
  readonly patch: Patch
  readonly message: MessageText
  readonly files: readonly FileText[]
}

const SIGNS: Readonly<Record<LineKind, string>> = { context: ' ', minus: '-', plus: '+' }

/** Turns a patch into comparable text. Linear; never fails. */
export function toPatchText(patch: Patch): PatchText {
  return { patch, message: toMessageText(patch), files: patch.files.map(toFileText) }
}

function toMessageText({ title, message, messageLine, commitMessage, trailers }: Patch): MessageText {
  const body = splitLines(commitMessage)
  const lines = body.length === 0 ? [title] : [title, '', ...body]
  return {
    lines: lines.map((line) => line.trimEnd()),
    prose: splitLines(message).map((line) => line.trimEnd()),
    trailers: trailers.map(({ name, value, line }) => ({ name, value, line: line - messageLine })),
  }
}

function toFileText(file: FileDiff): FileText {
  const path = filePath(file)
  const lines: TextLine[] = []
  for (const [index, hunk] of file.hunks.entries()) {
    const text = hunk.heading === '' ? '@@' : `@@ ${path}: ${hunk.heading}`
    lines.push({ kind: 'heading', text, key: `@@ ${hunk.heading}`, hunk: index, line: null })
    let before = hunk.oldStart
    let after = hunk.newStart
    for (const { kind, text, noNewline } of hunk.lines) {
      const signed = SIGNS[kind] + text
      const key = noNewline === true ? `${signed}\n\\` : signed
      lines.push({ kind, text: signed, key, hunk: index, line: kind === 'plus' ? after : before })
      if (kind !== 'plus') before++
      if (kind !== 'minus') after++
    }
  }
  if (file.binary) {
    // Two versions of a binary file can only be compared as a whole.
    for (const text of splitLines(file.binaryText)) {
      lines.push({ kind: 'plus', text: ` ${text}`, key: text, hunk: -1, line: null })
    }
  }
  return { file, path, header: fileHeader(file, path), lines }
}

function fileHeader({ change, oldPath, oldMode, newMode }: FileDiff, path: string): string {
  const names: Partial<Record<FileDiff['change'], string>> = {
    create: `${path} (new)`,
    delete: `${path} (deleted)`,
    rename: `${oldPath} => ${path}`,
  }
  const modes = oldMode !== null && newMode !== null && oldMode !== newMode
  return ` ## ${names[change] ?? path}${modes ? ` (mode change ${oldMode} => ${newMode})` : ''} ##`
}
