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

/** What whoever runs the site does next, with the command if there is one. */
export interface NextStep {
  readonly words: string
  readonly command: string | null
}

/** The most urgent step: a failing source before an upgrade, mail before trees. */
export function nextStep(
  { messages, outdated }: Pick<Status, 'messages' | 'outdated'>,
  sources: readonly Pick<SourceView, 'failures' | 'lastRun'>[],
  trees: number,
): NextStep {
  if (sources.some(({ failures }) => failures > 0))
    return { words: 'See why a source failed, below; then read all sources again:', command: 'npm run nightly' }
  if (outdated > 0)
    return { words: 'If nothing is running, continue the upgrade:', command: 'npm run -s reroll -- rebuild' }
  if (messages === 0 || sources.length === 0)
    return {
      words: 'Add a list, so that the nightly run fetches what is new:',
      command: 'npm run -s reroll -- track https://lore.kernel.org/LIST',
    }
  if (sources.some(({ lastRun }) => lastRun === null))
    return { words: 'Read the new sources now, or wait for the nightly run:', command: 'npm run nightly' }
  if (trees === 0)
    return {
      words: 'Add the git tree that patches go into, to see what was merged:',
      command: 'npm run -s reroll -- tree add PATH_OR_URL',
    }
  return { words: 'Nothing to do.', command: null }
}

/** The same for whoever runs a replica, which nothing is imported into. */
export function replicaStep(behind: boolean): NextStep {
  if (!behind)
    return {
      words: 'Nothing to do here: mail is imported, and corrected, on the machine that this is a replica of.',
      command: null,
    }
  return { words: 'See why the replica is not up to date:', command: 'npm run -s reroll -- status' }
}

/** What the last run of all sources brought: `3 of 4 sources read completely, 12 new mails`. */
export function lastRunWords(sources: readonly Pick<SourceView, 'failures' | 'lastRun' | 'lastNew'>[]): string {
  const ran = sources.filter(({ lastRun }) => lastRun !== null)
  const good = ran.filter(({ failures }) => failures === 0)
  const mails = good.reduce((sum, { lastNew }) => sum + lastNew, 0)
  return `${good.length} of ${count(ran.length, 'source')} read completely, ${mails === 0 ? 'no new mail' : count(mails, 'new mail')}`
}
