import type { StoryAsk } from '../../db/queries/views'

/** What became of a comment in a version: as a heading and beside a number. The ones that somebody may still have to look at come first. */
export const ASK_WORDS: readonly (readonly [outcome: StoryAsk['outcome'], title: string, short: string])[] = [
  ['undone', 'No answer or change found', 'no answer found'],
  ['promised', 'Promised, no change found', 'promised'],
  ['done', 'Done', 'done'],
  ['settled', 'Resolved by words', 'resolved'],
  ['answered', 'Answered', 'answered'],
  ['applied', 'On applied patches', 'on applied patches'],
  ['gone', 'On dropped patches', 'on dropped patches'],
]

/** Whether a comment was open when the version was posted, and no change for it is known. */
export function isLeft(outcome: StoryAsk['outcome']): boolean {
  return outcome === 'undone' || outcome === 'promised' || outcome === 'answered'
}
