import { assertNever } from '../../lib/assertNever'
import type { Change, Fact, Verdict } from '../../lib/evolution/types'

export type CellChange = Change | 'first'

/** How a cell of the matrix is named in words, in the order of the legend. */
export const CHANGE_WORDS: Readonly<Record<CellChange, string>> = {
  code: 'code changed',
  message: 'message only',
  trailers: 'trailers only',
  context: 'context only',
  identical: 'unchanged',
  first: 'first posted',
  new: 'new patch',
  dropped: 'dropped',
}

const FACT_WORDS: Readonly<Record<Fact, string>> = {
  code: 'code',
  message: 'commit message',
  trailers: 'trailers',
  context: 'context',
}

/** What a link between versions rests on, as a reader would say it. */
const EVIDENCE_WORDS: Readonly<Record<string, string>> = {
  'by-hand': 'set by hand',
  'change-id': 'same change-id',
  'changelog-link': 'linked in its changelog',
  supersedes: 'Supersedes',
  'in-reply-to': 'sent in reply to it',
  title: 'same title',
  sender: 'same sender',
  author: 'same author',
  'patch-titles': 'patches of the same titles',
  similarity: 'much of the same code',
  'shared-code': 'code of the one in the other',
}

/** The evidence of a link in words, strongest first: `linked in its changelog, same title and same sender`. */
export function evidenceWords(evidence: readonly string[]): string {
  return joinWords(evidence.map((kind) => EVIDENCE_WORDS[kind] ?? kind))
}

/** `1 patch`, `15 patches`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number < 1_000 ? number : number.toLocaleString('en-US')} ${number === 1 ? one : many}`
}

/** `code`, `code and trailers`, `code, commit message and trailers`. */
export function joinWords(words: readonly string[]): string {
  const last = words[words.length - 1] ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`
}

/** `follows patch 1` -> `Follows patch 1.`; text that is punctuated already keeps its end. */
export function asSentence(text: string): string {
  const start = text.charAt(0).toUpperCase() + text.slice(1)
  return text === '' || /[.!?)]$/.test(text) ? start : `${start}.`
}

/** The text equivalent of a matrix cell. */
export function cellSentence(change: CellChange, facts: readonly Fact[], added: number, removed: number): string {
  const size = change === 'code' || change === 'first' || change === 'new' ? `, ${added} added, ${removed} removed` : ''
  const also = facts.filter((fact) => fact !== change).map((fact) => FACT_WORDS[fact])
  return `${CHANGE_WORDS[change]}${size}${also.length === 0 ? '' : `; also ${joinWords(also)}`}`
}

/** One or two sentences that say how the patch changed from one version to the other. */
export function verdictSentence(verdict: Verdict, from: string, to: string): string {
  const size = joinWords([
    ...(verdict.added > 0 ? [`${count(verdict.added, 'line')} only in ${to}`] : []),
    ...(verdict.removed > 0 ? [`${count(verdict.removed, 'line')} only in ${from}`] : []),
  ])
  const others = verdict.facts.filter((fact) => fact !== verdict.change).map((fact) => FACT_WORDS[fact])
  const also = others.length === 0 ? '' : ` The ${joinWords(others)} changed too.`
  switch (verdict.change) {
    case 'identical':
      return `The patch is the same in ${from} and ${to}.`
    case 'trailers':
      return `Only the trailers changed between ${from} and ${to}; message and code are the same.`
    case 'message':
      return `The commit message changed between ${from} and ${to}; the code is the same.${also}`
    case 'context':
      return `Only the code around the patch moved between ${from} and ${to}; what it adds and removes is the same.${also}`
    case 'code':
      return `The code changed between ${from} and ${to}${size === '' ? '' : `: ${size}`}.${also}`
    case 'new':
      return `The patch is new in ${to}; ${from} has no counterpart.`
    case 'dropped':
      return `The patch is gone in ${to}; it was part of ${from}.`
    default:
      return assertNever(verdict.change)
  }
}

/** `15 patches: 2 changed in code, 1 in the message only and 12 unchanged.` */
export function stepSentence(changes: readonly Change[]): string {
  const of = (change: Change) => changes.filter((one) => one === change).length
  const parts = [
    { size: of('code'), words: 'changed in code' },
    { size: of('message'), words: 'in the message only' },
    { size: of('trailers'), words: 'in the trailers only' },
    { size: of('context'), words: 'in context only' },
    { size: of('new'), words: 'new' },
    { size: of('dropped'), words: 'dropped' },
    { size: of('identical'), words: 'unchanged' },
  ].filter((part) => part.size > 0)
  const words = parts.map((part) => `${part.size} ${part.words}`)
  return `${count(changes.length, 'patch', 'patches')}: ${joinWords(words)}.`
}
