import { deriveMails } from '../../lib/derive/deriveMails'
import { mail } from '../derive/fixture'
import { REX } from '../review/fixture'
import type { Call } from './calls/call'
import { MAIL_CALLS } from './calls/mailCalls'
import { PATCH_CALLS } from './calls/patchCalls'
import { REPLY_CALLS } from './calls/replyCalls'
import { REVIEW_CALLS } from './calls/reviewCalls'
import { SEARCH_CALLS } from './calls/searchCalls'
import { SERIES_CALLS } from './calls/seriesCalls'
import { STORY_CALLS } from './calls/storyCalls'

/** Calls of the parsers whose arguments cannot be built from their types. */
export const CALLS: Readonly<Record<string, Call>> = {
  ...MAIL_CALLS,
  ...PATCH_CALLS,
  ...SERIES_CALLS,
  ...REPLY_CALLS,
  ...REVIEW_CALLS,
  ...STORY_CALLS,
  ...SEARCH_CALLS,
}

/** Functions that only see parsed text; the case of the whole pipeline runs them. */
export const IN_PIPELINE = new Set([
  'findMissing',
  'findTaken',
  'findAbove',
  'readRevision',
  'findCandidates',
  // These two ask for the same keys as findCandidates.
  'findSharers',
  'findCrossed',
  'kinNamingKeys',
  'readPulls',
  'findLostTags',
  'findGivenTags',
  'postedTrailers',
  'findEras',
  'findClaims',
  'findComments',
  'findSeriesIssues',
  'findConflicts',
  'findEdited',
  'findShortestEdit',
  'findUnannounced',
  'openMentions',
  'findMovedLines',
  'findRearrangements',
  'findVerdicts',
  'readVerdicts',
  'findMentioned',
  'findPeople',
  'readReplies',
  'findCue',
  'findState',
  'findTurn',
  'findFixes',
  'findEvidence',
  'findVersion',
  'findLanding',
])

/** Two versions of a patch with this text in the message, the notes and the code, and a reply that says it and quotes it. */
export function runPipeline(text: string): unknown {
  const code = (line: string) => `${text}\n---\n${text}\n--- a/f\n+++ b/f\n@@ -1 +1 @@\n-old\n+${line}\n`
  return deriveMails([
    mail({ id: 'a', subject: '[PATCH] one thing that is said', body: code('new') }),
    mail({ id: 'b', subject: '[PATCH v2] one thing that is said', body: code(text), at: 10 }),
    mail({
      id: 'c',
      subject: 'Re: [PATCH] one thing that is said',
      to: ['a'],
      at: 5,
      from: REX,
      body: `${text}\n> ${text}\n\n${text}\n`,
    }),
  ])
}
