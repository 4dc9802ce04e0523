import { groupBy } from '../groupBy'

/** One cue of a rule: a pattern of at most 160 characters, a sentence that it must match and one that it must not. */
export interface CueRow {
  readonly cue: RegExp
  /** Words that give the same cue another meaning: a sentence that has them is not matched. */
  readonly unless?: RegExp
  readonly yes: string
  readonly no: string
}

/** For each table that was used, its cues in one expression for each kind of flags. No cue refers back to a group. */
const combined = new WeakMap<readonly CueRow[], readonly RegExp[]>()

/** What the first cue that matches has found in a text; undefined when none does. Linear in the text: each cue is. */
export function findCue(table: readonly CueRow[], text: string): RegExpExecArray | undefined {
  if (!mayMatch(table, text)) return undefined
  for (const { cue, unless } of table) {
    const found = cue.exec(text)
    if (found !== null && unless?.test(text) !== true) return found
  }
  return undefined
}

/** Whether one of the cues matches the sentence. */
export function matchesAny(table: readonly CueRow[], sentence: string): boolean {
  return findCue(table, sentence) !== undefined
}

/** False when no cue matches, as for nearly every sentence: the combined expression takes half as long as the cues one by one. */
function mayMatch(table: readonly CueRow[], text: string): boolean {
  if (table.length < 2) return true
  let all = combined.get(table)
  if (all === undefined) {
    const byFlags = groupBy(table, ({ cue }) => cue.flags)
    all = [...byFlags].map(([flags, rows]) => new RegExp(rows.map(({ cue }) => `(?:${cue.source})`).join('|'), flags))
    combined.set(table, all)
  }
  return all.some((cues) => cues.test(text))
}
