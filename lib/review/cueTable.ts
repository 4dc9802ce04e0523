/** One cue of a rule: a pattern of at most 160 characters, a sentence that it must match and one that it must not. */
export interface CueRow {
  readonly cue: RegExp
  readonly yes: string
  readonly no: string
}

/** Whether one of the cues matches the sentence. Linear in the sentence: each cue is. */
export function matchesAny(table: readonly CueRow[], sentence: string): boolean {
  return table.some(({ cue }) => cue.test(sentence))
}
