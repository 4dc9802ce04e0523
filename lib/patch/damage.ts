import type { Issue } from '../issue'
import type { ParsedDiff } from './diff'
import type { FileDiff } from './types'

/** Files whose lines are indented with tabs in most projects: C, assembler, device trees, Makefiles, Kconfig. */
const TABBED = /(?:\.(?:[chS]|dtsi?)|(?:^|\/)(?:Makefile|Kconfig|Kbuild)[^/]*)$/
/** Lines indented by 8 blanks or 16 that show that they were tabs. */
const MIN_INDENTED = 4

/**
 * Says in one sentence what a patch lost before it was received, as far as its diff shows: characters that somebody replaced by U+FFFD,
 * wrapped lines, no-break spaces in place of blanks, hunks that are not as long as their headers say, tabs that became blanks. Undefined for a sound diff. A patch that adds
 * U+FFFD on purpose beside a letter, and C that is indented by 8 blanks, are judged wrongly; a new file may have any indentation. Linear.
 */
export function findDamage({ files, issues }: ParsedDiff): Issue | undefined {
  const has = (code: Issue['code']) => issues.some((issue) => issue.code === code)
  const signs = [
    hasReplaced(files) && 'characters were replaced by U+FFFD',
    has('diff-line') && 'lines were wrapped or lost their first blank',
    (has('hunk-count') || has('hunk-header')) && 'a hunk does not have the lines that its header counts',
    someLine(files, (_, text) => text.includes('\u00a0') && /^\s{0,80}\u00a0\s/.test(text)) &&
      'blanks were replaced by no-break spaces',
    hasBlanksForTabs(files) && 'tabs were replaced by blanks',
  ].filter((sign) => sign !== false)
  if (signs.length === 0) return undefined
  return {
    code: 'damaged-diff',
    text: `The diff was damaged before it arrived here, so it may not apply: ${signs.join('; ')}.`,
  }
}

/** A removed line may hold U+FFFD because the file does: then the patch repairs it. */
function hasReplaced(files: readonly FileDiff[]): boolean {
  return someLine(
    files,
    (kind, text) => kind !== 'minus' && text.includes('\ufffd') && /\p{L}\ufffd|\ufffd(?:\p{L}|\ufffd)/u.test(text),
  )
}

function hasBlanksForTabs(files: readonly FileDiff[]): boolean {
  const own = files.filter(
    ({ change, newPath, oldPath }) => change !== 'create' && TABBED.test(newPath ?? oldPath ?? ''),
  )
  if (own.length === 0 || someLine(own, (_, text) => text.includes('\t') || /^ {2,7}\S/.test(text))) return false
  let indented = 0
  someLine(own, (_, text) => {
    if (/^(?: {8}){1,2}\S/.test(text)) indented++
    return false
  })
  return indented >= MIN_INDENTED
}

function someLine(files: readonly FileDiff[], is: (kind: string, text: string) => boolean): boolean {
  for (const { hunks } of files) {
    for (const { lines } of hunks) for (const { kind, text } of lines) if (is(kind, text)) return true
  }
  return false
}
