import type { SourceView } from '../../db/queries/status/sourceList'
import { agoWords } from '../../lib/age'
import { clean, withdrawalCounts, withdrawalLines } from '../cli/output'
import { treeLine } from '../trees/treeText'
import type { NightlySummary, SourceSummary } from './nightly'

/** One line about what a nightly run did with a source. */
export function sourceLine({
  source,
  ok,
  error,
  read,
  new: brought,
  variant,
  withdrawn,
  kept,
  ignored,
  rejected,
  seconds,
}: SourceSummary): string {
  const counts = [`${read} read`, `${brought + variant} new`, ...withdrawalCounts({ withdrawn, kept, ignored })]
  const rejects = rejected === 0 ? [] : [`${rejected} rejected`]
  const what = [...counts, ...rejects, `${seconds} s`].join(', ')
  return clean(ok ? `ok      ${source}: ${what}` : `FAILED  ${error ?? ''} (${what})`)
}

/** The report of a nightly run, as cron mails it: a line for each source and each git tree, then the totals. */
export function nightlyText({
  started,
  seconds,
  sources,
  completion,
  trees,
  series,
  versions,
}: NightlySummary): string {
  if (sources.length + trees.length === 0) return 'no source is tracked: npm run -s reroll -- track SOURCE\n'
  const { asked, error } = completion
  const lookups =
    asked === 0 && error === null ? [] : [`lookups ${asked} incomplete versions, ${completion.new} new mails`]
  const unfinished = error === null ? [] : [clean(`        ${error}`)]
  return [
    `nightly ${started}`,
    ...sources.flatMap((source) => [sourceLine(source), ...withdrawalLines(source)]),
    ...lookups,
    ...unfinished,
    ...trees.map(treeLine),
    `${series} series in ${versions} versions; ${seconds} s`,
    '',
  ].join('\n')
}

/** The tracked sources, for `reroll sources`. */
export function sourcesTable(all: readonly SourceView[]): string {
  if (all.length === 0) return 'no source is tracked: npm run -s reroll -- track SOURCE\n'
  const lines = all.flatMap(({ name, kind, lastSuccess, lagSeconds, lastError, failures, totalNew }) => [
    clean(`${name} (${kind})`),
    `  last read ${lastSuccess === null ? `never; added ${agoWords(lagSeconds * 1_000)}` : `${lastSuccess} (${agoWords(lagSeconds * 1_000)})`}, ${totalNew} mails in total`,
    ...(lastError === null ? [] : [clean(`  failed ${failures} times since: ${lastError}`)]),
  ])
  return `${lines.join('\n')}\n`
}
