import { type Letter, letter, newFile, patchBody } from './hostileLetter'

/** One structure that a stranger can send in any size. The cost of reading it has to grow no faster than its size. */
export interface Structure {
  readonly name: string
  /** What the sizes count. */
  readonly unit: string
  /** The largest size: what one mail may hold, or about 2,000 mails. */
  readonly full: number
  /** The largest size that `npm test` tries. */
  readonly small: number
  readonly mails: (size: number) => Iterable<Buffer>
  /** The same mails without what is hostile about them, to compare with; plain letters if absent. */
  readonly plain?: (size: number) => Iterable<Buffer>
  /** Pages that are requested after the import, each of which is judged as well. */
  readonly pages?: readonly string[]
  /** An ordinary mail that arrives alone after the import: what it costs must not depend on the size. */
  readonly next?: Buffer
  /** Set if `full` is beyond the 2,000 mails for which an amount of CPU is promised, so that only the growth is judged. */
  readonly large?: true
}

/** The number-th of many people. */
export function person(number: number): string {
  return `Rex ${number} <rex${number}@example.org>`
}

/** A structure of many mails. */
export function manyMails(
  name: string,
  mails: (size: number) => Iterable<Buffer>,
  more: Partial<Structure> = {},
): Structure {
  return { name, unit: 'mails', full: 2_000, small: 400, mails, ...more }
}

/** A patch that adds a file of these lines. */
export function patchLetter({
  path = 'big.c',
  lines,
  ...rest
}: Omit<Letter, 'body'> & { readonly path?: string; readonly lines: readonly string[] }): Buffer {
  return letter({ ...rest, body: patchBody(newFile(path, lines)) })
}

/** Versions of one patch, a day apart, the first with the id `v1`; each body follows from its number. */
export function* versionsOf(bodies: readonly string[]): Iterable<Buffer> {
  for (const [index, body] of bodies.entries()) {
    const prefix = index === 0 ? 'PATCH' : `PATCH v${index + 1}`
    yield letter({
      id: `v${index + 1}`,
      subject: `[${prefix}] tool: change what it does`,
      body,
      minutes: index * 1_440,
    })
  }
}

/** A small patch with the id `v1`, and replies to it. */
export function* patchWithReplies(replies: Iterable<Omit<Letter, 'subject' | 'references'>>): Iterable<Buffer> {
  const subject = '[PATCH] tool: change what it does'
  yield patchLetter({ id: 'v1', subject, lines: ['int one;', 'int two;'] })
  let minutes = 60
  for (const reply of replies)
    yield letter({ minutes: minutes++, subject: `Re: ${subject}`, references: ['v1'], ...reply })
}
