import { parseTrailerLine } from '../patch/trailer'

const BULLET = /^(?:[-*+•–>]{1,2}|o|\(?\d{1,2}[.)]|\(?[a-z][.)])[ \t]+(?=\S)/
/** "-text", but not the `-EINVAL` that a line happens to begin with. */
const TIGHT_BULLET = /^[-*](?=[\p{L}`'"])(?!E[A-Z]{2})/u
const PATCH_LABEL = /^\[?patch(?:es)?(?![a-z])[^:]{0,40}\d[^:]{0,40}:/i
const RULE = /^([-=~+*_#])\1{1,}$/
/** Diffstat, shortlog heads and what tools put under a cover end a changelog. */
const END =
  /^ \S.* \| +(?:\d+|Bin)|^ \d+ files? changed|^[^\s-].{0,80} \(\d+\):$|^(?:range-diff|interdiff|base-commit|prerequisite-|based on:|signed-off-by)/i
const LINK = /<?(?:https?|git|ftp):\/\/\S+|\blore\.kernel\.org\/\S+/g
const AROUND_LINK =
  /^(?:(?:link|url|links|lore|see|thread|posting|version|available|posted|here|at|to|on|for|is|was|can|be|found|patch|series|previous|rfc|v\d+)\b|[^\p{L}])*$/iu
/** Of a text that holds a link so much is looked at. */
const MAX_LINK_TEXT = 500
const TAB = 8

/** Length of the bullet at the start of a trimmed line, its blanks included; 0 when there is none. `tight` takes "-text" too. */
export function readBullet(text: string, tight: boolean): number {
  const found = BULLET.exec(text)
  if (found !== null) return found[0].length
  return tight && TIGHT_BULLET.test(text) ? 1 : 0
}

/** "Patch 3:" or "patches 5-7: text" without a bullet. */
export function isPatchLabel(text: string): boolean {
  return PATCH_LABEL.test(text)
}

/** A line of dashes or the like: it underlines a heading, or divides. */
export function isRule(text: string): boolean {
  return RULE.test(text)
}

/** Diffstat, shortlog, range-diff and trailers: no line of a changelog. */
export function endsChangelog(line: string): boolean {
  if (END.test(line)) return true
  return /^\S/.test(line) && parseTrailerLine(line)?.strong === true
}

export function isOnlyLink(text: string): boolean {
  return text.replace(LINK, '').trim() === ''
}

/** Says nothing: no letter, or only links and the words around them ("Link to v1: https://...", "[1] https://..."). */
export function isEmptyItem(text: string): boolean {
  if (!/\p{L}/u.test(text)) return true
  const hasLink = text.search(LINK) >= 0 || /^link to v\d{1,3}:?$/i.test(text)
  return hasLink && AROUND_LINK.test(text.replace(LINK, ' ').slice(0, MAX_LINK_TEXT))
}

/** Column of the first character, tabs to the next multiple of eight. */
export function indentOf(line: string): number {
  let column = 0
  for (const char of line) {
    if (char === '\t') column += TAB - (column % TAB)
    else if (char === ' ') column++
    else break
  }
  return column
}
