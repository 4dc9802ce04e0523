import { closeSync, openSync, writeSync } from 'node:fs'
import type { WorstCase } from './worstCase'

const SEPARATOR = 'From mboxrd@z Thu Jan  1 00:00:00 1970\n'

/** Writes cases into one mbox as public-inbox does; none of their lines begins with `From `. */
export function writeWorst(path: string, cases: readonly WorstCase[]): void {
  const file = openSync(path, 'w')
  for (const { mails } of cases) {
    for (const raw of mails()) {
      writeSync(file, SEPARATOR)
      for (let at = 0; at < raw.length; ) at += writeSync(file, raw, at)
      writeSync(file, raw.at(-1) === 10 ? '\n' : '\n\n')
    }
  }
  closeSync(file)
}
