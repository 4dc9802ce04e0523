import type { HunkLine } from '../patch/types'

/** A hunk as far as the name of a function in it is concerned. */
export interface NamedHunk {
  /** What git printed after the second `@@`. */
  readonly heading: string
  readonly lines: readonly Pick<HunkLine, 'kind' | 'text'>[]
}

/** Files whose functions start at the left edge and end with a brace there. In other files what git printed is kept. */
const BRACED = /\.(?:c|cc|cpp|h|hh|hpp)$/
/** Lines above a change that are looked at. */
const MAX_BACK = 1_000
/** Lines of a declaration that are looked at to see whether it has a body. */
const MAX_SIGNATURE = 8
/** Added lines in front of a function, such as its comment, that are passed over to find it. */
const MAX_BEFORE = 60
const MAX_NAME = 80
/** More of a heading is not read. */
const MAX_HEADING = 300

/**
 * The function that a line of a hunk is in, such as `mtty_probe()`, as far as the hunk shows it, otherwise the one that git names, which is
 * where the hunk begins; '' when the line is in none. git's heading alone is wrong for each change below the end of that function.
 * A line in front of a function that the same run of changes adds belongs to it. `at` is an index in the lines of the hunk.
 */
export function findFunction(hunk: NamedHunk, at: number, path: string): string {
  if (!BRACED.test(path)) return hunk.heading
  const textAt = openTexts(hunk, at)
  if (opensAt(textAt, at)) return nameAt(textAt, at)
  for (let line = at - 1; line >= Math.max(0, at - MAX_BACK); line--) {
    if (opensAt(textAt, line)) return nameAt(textAt, line)
    if (endsFunction(textAt(line) ?? '')) return functionBelow(hunk, textAt, at)
  }
  const own = textAt(at) ?? ''
  return endsFunction(own) && !own.startsWith('}') ? functionBelow(hunk, textAt, at) : shortenHeading(hunk.heading)
}

/** The text of a line by its index; null for lines that are not read and outside of the hunk. */
type TextAt = (line: number) => string | null

/** A removed line is read with the lines before the patch, any other with those after it. */
function openTexts({ lines }: NamedHunk, at: number): TextAt {
  const hidden = lines[at]?.kind === 'minus' ? 'plus' : 'minus'
  return (line) => {
    const found = lines[line]
    return found === undefined || found.kind === hidden ? null : found.text.slice(0, MAX_HEADING)
  }
}

/**
 * The line that names a stretch: its first changed one. Where removed lines are replaced, the first added one, since the reader knows the
 * new code by its names. `isChanged` says which lines changed; -1 when none did.
 */
export function pickNamingLine<Line extends { readonly kind: HunkLine['kind'] }>(
  lines: readonly Line[],
  isChanged: (line: Line) => boolean,
): number {
  const first = lines.findIndex(isChanged)
  if (lines[first]?.kind !== 'minus') return first
  for (let line = first; lines[line]?.kind === 'minus' || lines[line]?.kind === 'plus'; line++) {
    if (lines[line]?.kind === 'plus') return line
  }
  return first
}

/** The function that starts in the same run of changes; '' when none does. */
function functionBelow({ lines }: NamedHunk, textAt: TextAt, at: number): string {
  const kind = lines[at]?.kind
  for (let line = at; line < at + MAX_BEFORE && lines[line]?.kind === kind; line++) {
    if (opensAt(textAt, line)) return nameAt(textAt, line)
  }
  return ''
}

/** Whether something with a body starts at a line: it begins with a letter at the left edge, is not a label, and not a declaration that ends in `;`. */
function opensAt(textAt: TextAt, at: number): boolean {
  const first = textAt(at) ?? ''
  if (!/^[A-Za-z_$]/.test(first) || isLabel(first)) return false
  for (let line = at; line < at + MAX_SIGNATURE; line++) {
    const text = textAt(line)
    if (text?.includes('{')) return true
    if (text !== null && /;\s{0,9}(?:\/[/*].*)?$/.test(text)) return false
  }
  return true
}

/** The name of what starts at a line; its name is on the next one when the line has only the type of a function. */
function nameAt(textAt: TextAt, at: number): string {
  const first = textAt(at) ?? ''
  const below = [1, 2, 3].map((step) => textAt(at + step)).find((text) => text !== null) ?? ''
  return shortenHeading(/[({=]/.test(first) || !/^[A-Za-z_]\w{0,99}\s?\(/.test(below) ? first : below)
}

function isLabel(text: string): boolean {
  return /^\w+:\s*(?:$|\/[/*])/.test(text) || text.startsWith('default:') || text.startsWith('case ')
}

/** Whether a line is outside of functions: the brace that ends one, a comment at the left edge, or a declaration. */
function endsFunction(text: string): boolean {
  return /^(?:\}|\/\*|\/\/)/.test(text) || (/^[A-Za-z_$]/.test(text) && !isLabel(text))
}

/** `static int mtty_probe(struct mdev_device *mdev)` -> `mtty_probe()`; other headings stay, without the brace or `=` at its end. */
export function shortenHeading(heading: string): string {
  const line = heading.slice(0, MAX_HEADING).trim()
  const names = [...line.matchAll(/(?<![\w.])([A-Za-z_]\w{0,99})\s?\(/g)].map(([, name]) => name ?? '')
  const name = names.find((one) => !one.startsWith('__') || names.length === 1)
  const isFunction = name !== undefined && /[a-z]/.test(name) && !line.includes('=')
  return (isFunction ? `${name}()` : line.replace(/ ?(?:= ?)?\{?$/, '').trimEnd()).slice(0, MAX_NAME)
}
