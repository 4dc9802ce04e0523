import { at } from '../../at'
import { findCue, matchesAny } from '../cueTable'
import type { OwnLine } from '../quote'
import { linesNear } from '../scope'
import type { ReviewTag } from '../tag'
import { CONDITIONS, PLAYED_DOWN } from './cues/condition'

/** A condition counts within this many lines above and below a tag. */
const LINES_BEFORE = 4
const LINES_AFTER = 2

/** The rule `conditions`: the line near a tag that makes the approval depend on something; undefined for a plain approval. */
export function findCondition(tag: ReviewTag, lines: readonly OwnLine[]): OwnLine | undefined {
  const near = linesNear(lines, tag.line - LINES_BEFORE, tag.line + LINES_AFTER)
  // A condition may be wrapped ("with the comment / fixed"), but the end of a line also ends "with that:".
  const joined = near.map(({ text }) => text.trim()).join('\n')
  const flat = joined.replace(/\n/g, ' ')
  if (matchesAny(PLAYED_DOWN, flat)) return undefined
  for (const condition of CONDITIONS) {
    const found = findCue([condition], joined) ?? findCue([condition], flat)
    if (found === undefined || /\bthanks? for\b/i.test(found[0])) continue
    const start = found[0].trim().slice(0, 12)
    const line = near.find(({ text }) => text.includes(start)) ?? at(near, 0)
    return { ...line, text: line.text.includes(start) ? line.text.trim() : found[0].trim().slice(0, 200) }
  }
  return undefined
}
