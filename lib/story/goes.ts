/** Only this many characters of a comment are read. */
const MAX_TEXT = 1_000
const GO = [
  /\b(?:drop|merg|squash|fold|combin)(?:e|ing)? (?:\w+ )?(?:this|these|them|both|(?:the )?(?:\w+ )?patch(?:es)?)\b(?! (?:line|check|lock|comment|hunk|part|change|function|variable|if)\b)/i,
  /\b(?:this|these|it|they|patch(?: #?\d{1,3})?) (?:\w+ ){0,3}(?:dropped|merged|squashed|folded|combined)\b/i,
]

/** Whether a comment asks for a version without the patch: "please merge this patch with patch 1". <3175efad-a0ba-64a9-2ec5-5ca77f2a68a4@suse.cz> */
export function asksToGo(text: string): boolean {
  return GO.some((cue) => cue.test(text.slice(0, MAX_TEXT)))
}
