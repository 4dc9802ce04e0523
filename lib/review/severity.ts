import { matchesAny } from './cueTable'
import { type Position, SEVERITIES, type Severity, usualSeverity, waits } from './positions'
import { MILD } from './rules/cues/defect'
import { MINOR, NITS, OPTIONAL, STYLE } from './rules/cues/nit'
import { findRegression } from './rules/object'
import { reportsDefect } from './rules/request'

/**
 * How much a review comment asks for, by its position and, for a request or the condition of a tag, by its words: something that is wrong is a
 * `defect`; spelling, style and grammar are a `nit`, and so is what the reviewer calls one or leaves to the author. Null for a position that
 * asks for nothing.
 */
export function severityOf(position: Position, sentence: string): Severity | null {
  const usual = usualSeverity(position)
  if (usual !== 'request') return usual
  if (matchesAny(NITS, sentence) || HELD.test(sentence)) return 'nit'
  if (findRegression(sentence) !== undefined) return 'defect'
  if (reportsDefect(sentence) && !matchesAny(MILD, sentence)) return 'defect'
  return [STYLE, MINOR, OPTIONAL].some((table) => matchesAny(table, sentence)) ? 'nit' : 'request'
}

/** The words that withOptional adds. */
const HELD = / … .{1,300}-by$/

/** Whether a comment reports that something broke which worked before. */
export function reportsRegression(position: Position, sentence: string): boolean {
  return waits(position) && findRegression(sentence) !== undefined
}

/** The word "nit" or "minor" at the start. */
const CALLED_NIT = /^(?:\w+[ -]){0,3}(?:nit|nits|nitpick|nitpicking|minor)\b ?[:,.-]/i

/** Whether a comment begins by calling itself a nit ("Very nit: ..."); the sentences after it explain it. */
export function isCalledNit(sentence: string): boolean {
  return CALLED_NIT.test(sentence)
}

/** The place of a severity among all, 0 for a refusal; what asks for nothing comes last. */
export function rankOf(severity: Severity | null): number {
  return severity === null ? SEVERITIES.length : SEVERITIES.indexOf(severity)
}
