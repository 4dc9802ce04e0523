import { type RunningView, runWords, type SourceView } from '../../db/queries/status/sourceList'
import type { RejectionView, Status } from '../../db/queries/status/status'
import type { TreeStatusView } from '../../db/queries/status/treeStatus'
import type { Replica } from '../../db/replica'
import { agoWords } from '../../lib/age'
import { figure } from '../../lib/text'
import { clean } from './output'

/** What `reroll status` prints. */
export interface StatusParts {
  readonly database: string
  readonly status: Status
  readonly sources: readonly SourceView[]
  readonly trees: readonly TreeStatusView[]
  /** The first of the mails that were left out. */
  readonly rejections: readonly RejectionView[]
  readonly running: RunningView | null
  /** Undefined for a database that is not a replica. */
  readonly replica?: Replica | undefined
  readonly nowMs: number
}

/** Counts, size and health of the database, its sources and git trees, and what was left out, each with what to do if it is wrong or missing. */
export function statusText(parts: StatusParts): string {
  const { database, status, running, nowMs } = parts
  const { messages, series, versions, outdated, databaseBytes, newestMail, ok } = status
  const ago = (iso: string) => `${iso}, ${agoWords(nowMs - Date.parse(iso))}`
  const size = `${(databaseBytes / 1e6).toFixed(1)} MB on disk`
  return [
    clean(
      `database   ${database}, ${size}, ${ok ? 'integrity check passed' : 'DAMAGED: restore a backup or import again'}`,
    ),
    ...replicaLines(parts, ago),
    `newest     ${newestMail === null ? 'no mail yet: npm run ingest -- FILE.mbox' : ago(newestMail)}`,
    `mails      ${figure(messages)}`,
    `series     ${figure(series)} in ${figure(versions)} versions`,
    ...(outdated === 0
      ? []
      : [
          `upgrade    ${figure(outdated)} ${outdated === 1 ? 'mail is' : 'mails are'} still to be derived again; npm run -s reroll -- rebuild continues`,
        ]),
    ...(running === null ? [] : [`nightly    running since ${ago(running.since)}`]),
    ...sourceLines(parts, ago),
    ...treeLines(parts, ago),
    ...withdrawnLines(parts.status.withdrawn),
    ...rejectionLines(parts),
    '',
  ].join('\n')
}

type Ago = (iso: string) => string

function replicaLines({ replica }: StatusParts, ago: Ago): string[] {
  if (replica === undefined) return []
  const { asOf, checked, problem } = replica
  return [
    `replica    as of ${ago(asOf)}; checked ${ago(checked)}`,
    ...(problem === null ? [] : [clean(`           reroll follow failed since: ${problem}`)]),
  ]
}

function sourceLines({ sources }: StatusParts, ago: Ago): string[] {
  if (sources.length === 0) {
    return [
      'sources    none is tracked, so no mail is fetched: npm run -s reroll -- track https://lore.kernel.org/LIST',
    ]
  }
  return [
    '',
    'sources',
    ...sources.flatMap((source) => [
      clean(`  ${source.name} (${source.kind})`),
      clean(`    ${source.lastRun === null ? '' : `${ago(source.lastRun)}: `}${runWords(source)}`),
      ...(source.failures === 0
        ? []
        : [
            `    last read completely ${source.lastSuccess === null ? 'never' : ago(source.lastSuccess)}; npm run nightly tries again`,
          ]),
    ]),
  ]
}

function treeLines({ trees }: StatusParts, ago: Ago): string[] {
  if (trees.length === 0) return ['trees      none is read: npm run -s reroll -- tree add PATH_OR_URL']
  return [
    '',
    'git trees',
    ...trees.map(({ name, updated, branches }) =>
      clean(
        `  ${name} (${branches.map((branch) => branch.name).join(', ')}): ${
          updated === null ? 'not read yet: npm run -s reroll -- tree update' : `read ${ago(updated)}`
        }`,
      ),
    ),
  ]
}

function withdrawnLines({ count, hiddenByHand, latest }: Status['withdrawn']): string[] {
  const hidden =
    hiddenByHand === 0 ? [] : [`hidden     ${figure(hiddenByHand)} ${hiddenByHand === 1 ? 'mail' : 'mails'} by hand`]
  if (count === 0) return hidden
  return [
    ...hidden,
    '',
    `${figure(count)} ${count === 1 ? 'mail was' : 'mails were'} withdrawn by an archive; importing one from another source brings it back:`,
    ...latest.map(({ id, source, at, kept }) =>
      clean(
        `  ${id}: by ${source}${at === null ? '' : `, ${at}`}${kept ? '; kept, another source delivered it too' : ''}`,
      ),
    ),
    ...(count > latest.length ? [`  and ${figure(count - latest.length)} more`] : []),
  ]
}

function rejectionLines({ rejections, status: { rejected } }: StatusParts): string[] {
  if (rejected === 0) return []
  const more = rejected - rejections.length
  return [
    '',
    `${figure(rejected)} ${rejected === 1 ? 'mail was' : 'mails were'} left out; import the source again once it is repaired, or the mail by its Message-ID:`,
    '  npm run ingest -- MESSAGE-ID',
    ...rejections.map(({ source, position, reason }) => clean(`  ${source} at ${figure(position)}: ${reason}`)),
    ...(more > 0 ? [`  and ${figure(more)} more, which reroll status --json counts`] : []),
  ]
}
