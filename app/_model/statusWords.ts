import type { SourceView } from '../../db/queries/status/sourceList'
import type { Status } from '../../db/queries/status/status'
import { count } from './pageWords'

/** What is the matter, in one sentence: with the database first, then with the sources. */
export function statusSentence(
  status: Pick<Status, 'messages' | 'outdated' | 'rejected'>,
  sources: readonly Pick<SourceView, 'failures' | 'lastRun'>[],
): string {
  if (status.messages === 0) return 'Nothing has been imported yet.'
  if (status.outdated > 0) return 'An upgrade is under way.'
  if (sources.length === 0) return 'No source is tracked: mail is imported by hand.'
  const failed = sources.filter(({ failures }) => failures > 0).length
  if (failed > 0) return `${failed} of ${count(sources.length, 'source')} failed in the last run.`
  const unread = sources.filter(({ lastRun }) => lastRun === null).length
  if (unread > 0)
    return `${unread} of ${count(sources.length, 'source')} ${unread === 1 ? 'has' : 'have'} not been read yet.`
  return sources.length === 1
    ? 'The source was read completely.'
    : `All ${sources.length} sources were read completely.`
}
