import { RUN_UNITS } from './hostileValues'
import type { Random } from './random'

/** Changes a text in one or more places. Texts are latin1: one character per byte. `other` is a mail to take pieces from. */
export type Mutation = (text: string, random: Random, other: string) => string

/** Longest run that is inserted: long enough to expose quadratic work, short enough for thousands of cases. */
const MAX_RUN = 40_000

const flip: Mutation = (text, random) => {
  const bytes = Buffer.from(text, 'latin1')
  for (let count = random.length(32); count > 0; count--) bytes[random.below(bytes.length)] = random.below(256)
  return bytes.toString('latin1')
}

const truncate: Mutation = (text, random) => text.slice(0, random.below(text.length))

const behead: Mutation = (text, random) => text.slice(random.below(text.length))

const cutSpan: Mutation = (text, random) => {
  const at = random.below(text.length)
  return text.slice(0, at) + text.slice(at + random.length(4_000))
}

const repeatSpan: Mutation = (text, random) => {
  const at = random.below(text.length)
  const span = text.slice(at, at + random.length(400))
  return (
    text.slice(0, at) +
    span.repeat(Math.min(random.length(500), Math.ceil(MAX_RUN / Math.max(1, span.length)))) +
    text.slice(at)
  )
}

const insertRun: Mutation = (text, random) => {
  const at = random.below(text.length)
  const unit = random.pick(RUN_UNITS)
  return text.slice(0, at) + unit.repeat(random.length(MAX_RUN / unit.length)) + text.slice(at)
}

/** The start of one mail and the end of another. */
const splice: Mutation = (text, random, other) =>
  text.slice(0, random.below(text.length)) + other.slice(random.below(other.length))

const takeLines: Mutation = (text, random, other) => {
  const lines = text.split('\n')
  const theirs = other.split('\n')
  const from = random.below(theirs.length)
  lines.splice(random.below(lines.length), random.below(3), ...theirs.slice(from, from + random.length(40)))
  return lines.join('\n')
}

const swapLines: Mutation = (text, random) => {
  const lines = text.split('\n')
  const [a, b] = [random.below(lines.length), random.below(lines.length)]
  const kept = lines[a] ?? ''
  lines[a] = lines[b] ?? ''
  lines[b] = kept
  return lines.join('\n')
}

const dropLines: Mutation = (text, random) => {
  const lines = text.split('\n')
  lines.splice(random.below(lines.length), random.length(20))
  return lines.join('\n')
}

const joinLines: Mutation = (text, random) => {
  const lines = text.split('\n')
  const at = random.below(lines.length)
  lines.splice(at, 2, (lines[at] ?? '') + (lines[at + 1] ?? ''))
  return lines.join('\n')
}

const changeLineEnds: Mutation = (text, random) =>
  random.oneIn(3) ? text.replaceAll('\n', '\r') : text.replaceAll('\n', '\r\n')

const changeNumber: Mutation = (text, random) => {
  const numbers = [...text.matchAll(/\d+/g)]
  if (numbers.length === 0) return text
  const { index, 0: number } = random.pick(numbers)
  const value = random.pick([
    '0',
    '-1',
    '1',
    '00',
    '4294967296',
    '99999999999999999999',
    String(Number(number) + 1),
    '',
  ])
  return text.slice(0, index) + value + text.slice(index + number.length)
}

export const TEXT_MUTATIONS: Readonly<Record<string, Mutation>> = {
  flip,
  truncate,
  behead,
  cutSpan,
  repeatSpan,
  insertRun,
  splice,
  takeLines,
  swapLines,
  dropLines,
  joinLines,
  changeLineEnds,
  changeNumber,
}
