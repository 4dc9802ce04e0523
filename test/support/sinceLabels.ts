import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './cli'

/** A row of test/labels/since/vfio.tsv, whose README says how it was made. */
interface SinceLabel {
  readonly address: string
  /** Label of the version that the person last reviewed. */
  readonly last: string
  readonly kind: string
  readonly patch: number
  readonly what: string
  readonly on: string
  readonly mail: string
  readonly since: string
  readonly lines: number
  readonly outcome: string
}

/** What the vfio reviewers have to be shown, written by hand from the raw mail. */
export function readSinceLabels(): SinceLabel[] {
  const text = readFileSync(join(ROOT, 'test/labels/since/vfio.tsv'), 'utf8')
  return text
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => {
      const [address = '', last = '', kind = '', patch = '', what = '', on = '', mail = '', since = '', lines = ''] =
        row.split('\t')
      const outcome = row.split('\t')[9] ?? ''
      return { address, last, kind, patch: Number(patch), what, on, mail, since, lines: Number(lines), outcome }
    })
}
