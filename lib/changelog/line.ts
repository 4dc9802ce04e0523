import { isDiffstat, shortlogAuthor } from '../patch/coverSummary'
import { parseTrailerLine } from '../patch/trailer'

const BULLET = /^(?:[-*+•–>]{1,2}|o|\(?\d{1,2}[.)]|\(?[a-z][.)])[ \t]+(?=\S)/
/** "-text", but not a line that begins with `-EINVAL`. */
const TIGHT_BULLET = /^[-*](?=[\p{L}`'"])(?!E[A-Z]{2})/u
const PATCH_LABEL = /^\[?patch(?:es)?(?![a-z])[^:]{0,40}\d[^:]{0,40}:/i
const RULE = /^([-=~+*_#])\1{1,}$/
/** What git format-patch and tools append to a cover letter. */
const APPENDED = /^(?:range-diff|interdiff|base-commit|prerequisite-|based on:|signed-off-by)/i
const LINK = /<?(?:https?|git|ftp):\/\/\S+|\blore\.kernel\.org\/\S+/g
const AROUND_LINK =
  /^(?:(?:link|url|links|lore|see|thread|posting|version|available|posted|here|at|to|on|for|is|was|can|be|found|patch|series|previous|rfc|v\d+)\b|[^\p{L}])*$/iu
/** Only this many characters of a text that holds a link are looked at. */
const MAX_LINK_TEXT = 500
const TAB = 8

/** The length of the bullet at the start of a trimmed line, with its blanks; 0 when there is none. With `tight`, "-text" has one too. */
export function readBullet(text: string, tight: boolean): number {
  const found = BULLET.exec(text)
  if (found !== null) return found[0].length
  return tight && TIGHT_BULLET.test(text) ? 1 : 0
}

/** Says whether a line without a bullet begins with "Patch 3:", "patches 5-7: text" or the like. */
export function isPatchLabel(text: string): boolean {
  return PATCH_LABEL.test(text)
}

/** Says whether a line consists of dashes or the like: it underlines a heading or separates sections. */
export function isRule(text: string): boolean {
  return RULE.test(text)
}

/** Says whether a line is part of a diffstat, shortlog, range-diff or trailers, which are not part of a changelog. */
export function endsChangelog(line: string): boolean {
  if (isDiffstat(line) || shortlogAuthor(line) !== undefined || APPENDED.test(line)) return true
  return /^\S/.test(line) && parseTrailerLine(line)?.strong === true
}

/** Says whether a text is nothing but links. */
export function isOnlyLink(text: string): boolean {
  return text.replace(LINK, '').trim() === ''
}

/** Says whether a text has no letter, or only links and words around them ("Link to v1: https://...", "[1] https://..."). */
export function isEmptyItem(text: string): boolean {
  if (!/\p{L}/u.test(text)) return true
  const hasLink = text.search(LINK) >= 0 || /^link to v\d{1,3}:?$/i.test(text)
  return hasLink && AROUND_LINK.test(text.replace(LINK, ' ').slice(0, MAX_LINK_TEXT))
}

/** The column of the first character that is not a blank; a tab goes to the next multiple of eight. */
export function indentOf(line: string): number {
  let column = 0
  for (const char of line) {
    if (char === '\t') column += TAB - (column % TAB)
    else if (char === ' ') column++
    else break
  }
  return column
}
