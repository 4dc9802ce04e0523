import { letter, numbers } from './hostileLetter'
import { patchLetter, person } from './hostileStructure'

/** Number and bytes of the mails of an mbox, and of those among them that hold a diff. */
export interface MboxSize {
  readonly mails: number
  readonly bytes: number
  readonly patches: number
  readonly patchBytes: number
}

/** The same number and bytes of plain mail: letters of words, by as many people, that have nothing to do with each other. */
export function* plainLetters({ mails, bytes }: Pick<MboxSize, 'mails' | 'bytes'>): Iterable<Buffer> {
  const words = 'the lock of a ring is held while its queue is read and so the page that it maps cannot go away'.split(
    ' ',
  )
  const each = Math.max(
    0,
    Math.floor(bytes / Math.max(1, mails)) - letter({ id: 'plain0', subject: 'Letter 0', body: '' }).length,
  )
  for (let at = 0; at < mails; at++) {
    const line = (number: number) => `${words[(at + number) % words.length]} ${number} ${words.join(' ')}`
    const body = numbers(Math.ceil(each / line(0).length), line)
      .join('\n')
      .slice(0, each)
    yield letter({ id: `plain${at}`, from: person(at), subject: `Letter ${at}`, body: `${body}\n`, minutes: at })
  }
}

/** Bytes of the patches of two classes of size differ by a tenth. */
const CLASS_STEP = 1.1

/** Some number of ordinary patches of some size. */
export interface PatchClass {
  readonly patches: number
  readonly bytesEach: number
}

/** The ordinary patches to compare a structure with; undefined if less than half of its bytes are in patches. */
export function patchClassOf({ bytes, patches, patchBytes }: MboxSize): PatchClass | undefined {
  if (patches === 0 || patchBytes < bytes / 2) return undefined
  const step = Math.round(Math.log(patchBytes / patches) / Math.log(CLASS_STEP))
  return { patches, bytesEach: Math.round(CLASS_STEP ** step) }
}

/** Patches by as many people, an hour apart, that have nothing to do with each other: each adds one file of its own. */
export function* ordinaryPatches({ patches, bytesEach }: PatchClass): Iterable<Buffer> {
  const patch = (at: number, lines: readonly string[]) =>
    patchLetter({
      id: `plain${at}`,
      from: person(at),
      subject: `[PATCH] unit ${at}: fix the lock of ring ${at}`,
      path: `unit${at}.c`,
      lines,
      minutes: at * 60,
    })
  const code = (at: number) => (line: number) => `int unit_${at}_line_${line};`
  const size = (count: number) => patch(0, numbers(count, code(0))).length
  // Lines grow by a digit now and then, so the size of the first many tells how many are needed.
  const empty = size(0)
  let count = Math.max(1, Math.round((bytesEach - empty) / (code(0)(0).length + 2)))
  count = Math.max(1, Math.round((count * (bytesEach - empty)) / (size(count) - empty)))
  for (let at = 0; at < patches; at++) yield patch(at, numbers(count, code(at)))
}
