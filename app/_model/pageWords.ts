import { assertNever } from '../../lib/assertNever'
import type { Change, Fact, Verdict } from '../../lib/evolution/types'
import { figure } from '../../lib/text'

export type CellChange = Change | 'first'

/** How each kind of change is named, in the order of the legend. */
export const CHANGE_WORDS: Readonly<Record<CellChange, string>> = {
  code: 'code changed',
  message: 'message only',
  trailers: 'trailers only',
  context: 'rebase only',
  identical: 'unchanged',
  new: 'new patch',
  dropped: 'dropped',
  first: 'initial version',
}

/** All changes, in the order of the legend. */
export const CELL_CHANGES = Object.keys(CHANGE_WORDS).filter((name): name is CellChange => name in CHANGE_WORDS)

/** What a step did to a patch. `applied`: the newer version is without it because it was applied, so that nobody gave it up. */
export type StepChange = Change | 'applied'

/** How many patches of a step have each kind of change, in the order of the sentence. */
const STEP_WORDS: Readonly<Record<StepChange, (size: number) => string>> = {
  code: (size) => `code changed in ${size}`,
  message: (size) => `message only in ${size}`,
  trailers: (size) => `trailers only in ${size}`,
  context: (size) => `rebase only in ${size}`,
  new: (size) => `${size} new`,
  dropped: (size) => `${size} dropped`,
  applied: (size) => `${size} applied`,
  identical: (size) => `${size} unchanged`,
}

const FACT_WORDS: Readonly<Record<Fact, string>> = {
  code: 'code',
  message: 'commit message',
  trailers: 'trailers',
  context: 'context',
}

/** The evidence for a link between versions. */
const EVIDENCE_WORDS: Readonly<Record<string, string>> = {
  'by-hand': 'set by hand',
  'change-id': 'same change-id',
  'changelog-link': 'linked in its changelog',
  supersedes: 'Supersedes: line',
  'in-reply-to': 'sent as a reply to it',
  title: 'same title',
  sender: 'same sender',
  author: 'same author',
  'patch-titles': 'same patch titles',
  similarity: 'similar code',
  'shared-code': 'shared code',
  'patch-title': 'title of one of the patches',
  'new-files': 'similar new files under other names',
  files: 'same files and similar title',
}

/** The evidence for a link in words, strongest first: `linked in its changelog, same title and same sender`. */
export function evidenceWords(evidence: readonly string[]): string {
  return joinWords(evidence.map((kind) => EVIDENCE_WORDS[kind] ?? kind))
}

/** `1 patch`, `15 patches`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number < 1_000 ? number : figure(number)} ${number === 1 ? one : many}`
}

/** `code`, `code and trailers`, `code, commit message and trailers`. */
export function joinWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

/** Makes a note a sentence: `adapts to patch 1` -> `Adapts to patch 1.` Text that already ends in punctuation keeps it. */
export function asSentence(text: string): string {
  const start = capitalise(text)
  return text === '' || /[.!?)]$/.test(text) ? start : `${start}.`
}

/** A note on a pair of patches without `was patch 2`, which counts places in a version: the number in the subject may be the same. */
export function noteWords(note: string): string {
  return note
    .split('; ')
    .filter((one) => !one.startsWith('was patch '))
    .join('; ')
}

/** What a cell of the matrix shows, in words. */
export function cellSentence(change: CellChange, facts: readonly Fact[], added: number, removed: number): string {
  const size = change === 'code' || change === 'first' || change === 'new' ? `, ${added} added, ${removed} removed` : ''
  const also = facts.filter((fact) => fact !== change).map((fact) => FACT_WORDS[fact])
  return `${CHANGE_WORDS[change]}${size}${also.length === 0 ? '' : `; also ${joinWords(also)}`}`
}

/** How a patch changed from one version to the next, in a sentence or two: `Code: +1 −1. Trailers also changed.` */
export function verdictSentence({ change, facts, added, removed }: Verdict, from: string, to: string): string {
  const others = facts.filter((fact) => fact !== change).map((fact) => FACT_WORDS[fact])
  const also = others.length === 0 ? '' : ` ${capitalise(joinWords(others))} also changed.`
  switch (change) {
    case 'identical':
      return `No change between ${from} and ${to}.`
    case 'trailers':
      return 'Only the trailers changed.'
    case 'message':
      return `Commit message only; the code is the same.${also}`
    case 'context':
      return `Rebase only: the code around the patch changed, what it adds and removes did not.${also}`
    case 'code':
      return `${added + removed === 0 ? 'Code changed' : `Code: +${added} −${removed}`}.${also}`
    case 'new':
      return `New in ${to}.`
    case 'dropped':
      return `Dropped in ${to}.`
    default:
      return assertNever(change)
  }
}

/** The text with its first letter in upper case. */
export function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** What a version did to its patches, from how often each change occurs: `code changed in 6 of 15, 1 new, 2 dropped`. */
export function changeWords(
  changes: readonly { readonly change: CellChange | StepChange; readonly size: number }[],
  total: number,
): string {
  const of = (wanted: StepChange) => changes.reduce((sum, { change, size }) => sum + (change === wanted ? size : 0), 0)
  return [
    of('code') === 0 ? 'no code changed' : `code changed in ${of('code')} of ${total}`,
    ...(of('new') > 0 ? [`${of('new')} new`] : []),
    ...(of('dropped') > 0 ? [`${of('dropped')} dropped`] : []),
    ...(of('applied') > 0 ? [`${of('applied')} applied`] : []),
  ].join(', ')
}

/** `15 patches: code changed in 2, message only in 1, 12 unchanged.` */
export function stepSentence(changes: readonly StepChange[]): string {
  const parts = Object.entries(STEP_WORDS).flatMap(([change, words]) => {
    const size = changes.filter((one) => one === change).length
    return size === 0 ? [] : [words(size)]
  })
  return `${count(changes.length, 'patch', 'patches')}: ${parts.join(', ')}.`
}

/** `3 of 73 patches archived here`; `73 patches` when all of them are. */
export function patchWords(present: number, total: number): string {
  const patches = count(total, 'patch', 'patches')
  return present < total ? `${present} of ${patches} archived here` : patches
}
