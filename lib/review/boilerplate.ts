import { mailboxOf } from '../mail/address'
import type { Address } from '../mail/types'
import { hashKey } from '../series/keys'
import type { OwnLine } from './quote'
import { takesBack, withdrawsTag } from './rules/answer'
import { saysApplied } from './rules/apply'
import { findRefusal } from './rules/object'
import { findSentences, type Sentence } from './sentence'

/** A paragraph of two or more sentences, found again wherever its sender repeats it. */
interface Paragraph {
  readonly lines: readonly OwnLine[]
  /** The hash of its sender and its words. */
  readonly key: number
}

/** Boilerplate is what one sender repeats in this many threads. */
export const BOILERPLATE_THREADS = 5
/** More than any form letter has; later paragraphs of a mail are not looked at. */
const MAX_PARAGRAPHS = 20
/** A shorter paragraph has no two sentences one of which is long. */
const MIN_LENGTH = 40
/** A longer paragraph is no form letter. */
const MAX_LENGTH = 10_000
/** A sentence with fewer words may be said again and meant each time: "Drop.", "Please add a test." */
const LONG_SENTENCE = 6

/**
 * The keys of the paragraphs in the lines that a sender wrote. The same words give the same key, whatever their line breaks, marks and case.
 * Other senders have other keys, so nobody can turn the words of another person into boilerplate. At most 20. Linear.
 */
export function paragraphKeys(own: readonly OwnLine[], from: Address): number[] {
  return [...new Set(findParagraphs(own, from).map(({ key }) => key))]
}

/** The numbers of the lines that belong to boilerplate. `boilerplate`: the keys of paragraphs that their senders repeat in five threads. */
export function boilerplateLines(
  own: readonly OwnLine[],
  from: Address,
  boilerplate: ReadonlySet<number>,
): ReadonlySet<number> {
  if (boilerplate.size === 0) return new Set()
  const found = findParagraphs(own, from).filter(({ key }) => boilerplate.has(key))
  return new Set(found.flatMap(({ lines }) => lines.map(({ line }) => line)))
}

/**
 * The sentences that a sender wrote for this mail: those outside of boilerplate, and in it the short ones and those that refuse a patch, say that it was
 * applied or take something back. `form`: the lines of boilerplate.
 */
export function findOwnSentences(own: readonly OwnLine[], form: ReadonlySet<number>): Sentence[] {
  if (form.size === 0) return findSentences(own)
  return findSentences(own, ({ line, text }) => form.has(line) && isLong(text) && !decides(text))
}

function decides(text: string): boolean {
  return saysApplied(text) || findRefusal(text) !== undefined || withdrawsTag(text) || takesBack(text)
}

function isLong(text: string): boolean {
  return text.split(' ').length >= LONG_SENTENCE
}

function findParagraphs(own: readonly OwnLine[], from: Address): Paragraph[] {
  const found: Paragraph[] = []
  let lines: OwnLine[] = []
  let length = 0
  const close = (): void => {
    if (length >= MIN_LENGTH && length <= MAX_LENGTH && found.length < MAX_PARAGRAPHS && isRepeatable(lines))
      found.push({ lines, key: keyOf(lines, from) })
    lines = []
    length = 0
  }
  for (const line of own) {
    const before = lines[lines.length - 1]
    const text = line.text.trim()
    if (text === '' || (before !== undefined && before.line !== line.line - 1)) close()
    if (text === '') continue
    lines.push(line)
    length += text.length
  }
  close()
  return found
}

/** Whether there are two sentences, one of them long. */
function isRepeatable(lines: readonly OwnLine[]): boolean {
  const sentences = findSentences(lines).filter(({ code }) => !code)
  return sentences.length >= 2 && sentences.some(({ text }) => isLong(text))
}

function keyOf(lines: readonly OwnLine[], from: Address): number {
  const words = lines.flatMap(({ text }) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
  return hashKey(`paragraph ${mailboxOf(from)} ${words.join(' ')}`)
}
