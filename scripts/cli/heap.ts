import { setFlagsFromString } from 'node:v8'

/**
 * Most an old heap grows, in percent, before it is collected. V8 lets it double and more while the machine has room: an import of
 * ten thousand mails held 400 MiB, and takes as long with 250. No limit: a set of mails that needs more gets it.
 */
const GROWTH = 35

/** Keeps this process small, for it may share a small machine with others. */
export function keepHeapSmall(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH}`)
}
