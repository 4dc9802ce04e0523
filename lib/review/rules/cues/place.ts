import type { CueRow } from '../../cueTable'

/** Forms of the name of a tree or branch at the start of a text: a sign that words lack, or a name that many trees have. */
export const TREE_FORMS: readonly CueRow[] = [
  // <YmqcHFtVTfvCCbTW@kernel.org>
  {
    cue: /^[^\s,;!()]*[\w~](?:\/|:(?=[\w/]))[^\s,;!()]+(?=[\s,;!).:]|$)/i,
    yes: 'tip:sched/core for a v6.7 merge',
    no: 'commit message',
  },
  { cue: /^\S+\.git(?=[\s,;!).:]|$)/i, yes: 'nf.git, thanks', no: 'git tag' },
  {
    cue: /^(?:[\w.]+-(?:next|fixes|queue|current|urgent|testing|staging|devel|misc)|for-[\w./-]+)(?=[\s,;!).:]|$)/i,
    yes: 'hwmon-next after removing tags',
    no: 'next-door',
  },
  {
    cue: /^(?:[\w.-]{1,40} )?(?:next|master|main|mainline|upstream|trunk|devel|stable)(?=[\s,;!).:]|$)/i,
    yes: 'vfio next for v6.1',
    no: 'nextcloud',
  },
]

/** "Now queued up to all stable branches" <YrSKbXdkSJ0UfBul@kroah.com>. */
export const SEVERAL_TREES: readonly CueRow[] = [
  {
    cue: /^(?:(?:all|both|each)(?: of)? )?(?:the )?(?:\w+ )?stable (?:branches|trees|queues?)\b/i,
    yes: 'all stable branches',
    no: 'all patches',
  },
]

/** Words that are not a name, alone or before a word: "merged into commit message, and applied both patches to s390 tree" <YnjlF8tTWt0yA5xm@osiris>. */
export const NO_TREES: readonly CueRow[] = [
  {
    cue: /^(?:it|this|that|these|those|them|all|both|each|every|any|one|me|us|you|get|be|patch(?:es)?|v\d|commit)\b/i,
    yes: 'this patch',
    no: 'itself.git',
  },
  {
    cue: /^(?:now|later|today|tomorrow|morning|testing|review|inclusion|good|real|everyone|linus|and|or|but|with|from|which|same)\b/i,
    yes: 'testing',
    no: 'kvm',
  },
  {
    cue: /^next (?:merge|release|week|month|version|cycle|window|round|rc|kernel|one|time)\b/i,
    yes: 'next merge window',
    no: 'next tree',
  },
  { cue: /^(?:wrong|order|full|part|parallel|principle|general|advance)\b/i, yes: 'wrong tree', no: 'orderly-next' },
  { cue: /^\d+(?![\w./-])/, yes: '5 of them', no: '5.17/scsi-fixes' },
]

/** What only somebody with a tree of their own does with patches of others; testers apply and merge them, too. <Y4oo1DEuxFGeoYzy@nvidia.com>. */
export const KEEPS_TREE: readonly CueRow[] = [
  {
    cue: /\b(?:queued|pushed|refreshed|committed|picked (?:(?:it|this|that|them|these|both|all|the \w+) )?up)\b/i,
    unless: /\b(?:tested|booted|locally|my (?:machine|laptop|test|box))\b/i,
    yes: 'Got it queued.',
    no: 'Applied and booted it.',
  },
]
