import type { MboxResult } from '../../db/queries/mail/searchMbox'
import type { Batch, Found } from './workerCalls'

/** How much mail is read at a time at most, and for how long. What this worker is asked for meanwhile waits until then. */
const BATCH_BYTES = 256 * 1024
const BATCH_MS = 10

/** Open results of searches, by number. Their mails are read in batches while the server sends them. */
export interface Results {
  readonly open: (number: number, result: MboxResult) => Found
  /** Throws when the result was read to its end or dropped. */
  readonly more: (number: number) => Batch
  readonly drop: (number: number) => void
}

type OpenResult = Omit<Extract<MboxResult, { readonly kind: 'mbox' }>, 'kind' | 'mails'> & {
  readonly mails: Iterator<Buffer>
  /** Mails of the next batch: one at first, so that it is sent at once, and then twice as many each time. */
  most: number
}

export function createResults(): Results {
  const open = new Map<number, OpenResult>()
  return {
    open(number, result) {
      if (result.kind !== 'mbox') return result
      const { mails, isCut, countMissing } = result
      open.set(number, { mails: mails[Symbol.iterator](), isCut, countMissing, most: 1 })
      return { kind: 'mbox', result: number, isCut: isCut() }
    },
    more(number) {
      const result = open.get(number)
      if (result === undefined) throw new Error(`result ${number} has ended`)
      const mails: Buffer[] = []
      let done = false
      const endMs = performance.now() + BATCH_MS
      const isFull = (bytes: number) =>
        bytes >= BATCH_BYTES || mails.length >= result.most || performance.now() >= endMs
      for (let bytes = 0; !done && !isFull(bytes); ) {
        const next = result.mails.next()
        done = next.done === true
        if (next.done === true) continue
        mails.push(next.value)
        bytes += next.value.length
      }
      result.most *= 2
      if (done) open.delete(number)
      return { mails, done, isCut: result.isCut(), missing: done ? result.countMissing() : 0 }
    },
    drop(number) {
      open.get(number)?.mails.return?.()
      open.delete(number)
    },
  }
}
