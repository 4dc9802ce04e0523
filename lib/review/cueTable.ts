/** One cue of a rule: a pattern of at most 160 characters, a sentence that it must match and one that it must not. */
export interface CueRow {
  readonly cue: RegExp
  /** Words that give the same cue another meaning: a sentence that has them is not matched. */
  readonly unless?: RegExp
  readonly yes: string
  readonly no: string
}

/** What the first cue that matches has found in a text; undefined when none does. Linear in the text: each cue is. */
export function findCue(table: readonly CueRow[], text: string): RegExpExecArray | undefined {
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
