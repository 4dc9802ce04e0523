import type { SeriesRow } from '../../db/queries/views'

/** The parts of a maintainer's list. */
export const GROUP_NAMES: Readonly<Record<SeriesRow['group'], string>> = {
  ready: 'Ready to apply',
  'waiting-on-author': 'Waiting on author',
  'waiting-on-review': 'Waiting on review',
  'in-pull-request': 'In a pull request',
  quiet: 'Quiet',
  done: 'Done',
  backport: 'Backports',
}

/** What the column says that has the blockers of a group, or what became of its series. */
export const BLOCKED_HEADS: Readonly<Record<SeriesRow['group'], string>> = {
  ready: 'blocked by',
  'waiting-on-author': 'blocked by',
  'waiting-on-review': 'blocked by',
  'in-pull-request': 'blocked by',
  quiet: 'blocked by',
  done: 'outcome',
  backport: 'for',
}

/** Why a series waits, as a filter names it. */
export const WHY_NAMES: Readonly<Record<SeriesRow['turn']['why'], string>> = {
  unreviewed: 'unreviewed',
  answered: 'look again',
  'in-review': 'under review',
  ready: 'approved',
  'open-remarks': 'open comments',
  promised: 'change promised',
  pledged: 'promised to apply',
  'called-good': 'called good',
  pushed: 'in a branch of its author',
  'fix-posted': 'fix for a regression posted',
  pinged: 'pinged by the author',
  'in-pull-request': 'in a pull request',
  deferred: 'deferred',
  settled: 'nothing to do',
}
