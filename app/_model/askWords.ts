import type { StoryAsk } from '../../db/queries/views'

interface AskWords {
  /** As a heading. */
  readonly title: string
  /** Beside a number. */
  readonly short: string
}

/** What became of a comment in a version. The ones that somebody may still have to look at come first. */
export const ASK_WORDS: Readonly<Record<StoryAsk['outcome'], AskWords>> = {
  undone: { title: 'No answer or change found', short: 'no answer found' },
  done: { title: 'Done', short: 'done' },
  settled: { title: 'Resolved by words or a tag', short: 'resolved' },
  answered: { title: 'Answered', short: 'answered' },
  applied: { title: 'On applied patches', short: 'on applied patches' },
  gone: { title: 'On dropped patches', short: 'on dropped patches' },
}

/** In the order of ASK_WORDS. */
export const ASK_OUTCOMES = Object.keys(ASK_WORDS).filter((name): name is StoryAsk['outcome'] => name in ASK_WORDS)
