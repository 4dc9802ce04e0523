import { readFileSync } from 'node:fs'
import { primaryPosition } from '../../../lib/review/event'
import { findPeople, readReplies } from '../../../lib/review/replies'
import { readArchive } from './archive'
import { countConfusion, formatConfusion, type Prediction, parseLabels } from './confusion'

/**
 * Measures the rules of positions against a file of labelled replies: eval:positions LABELS.tsv MBOX...
 * Exits 0 whatever the result, 1 when a file cannot be read, 2 on wrong usage.
 */
async function main(words: readonly string[]): Promise<number> {
  const [labels, ...mboxes] = words
  if (labels === undefined || mboxes.length === 0) {
    process.stderr.write('usage: npm run -s eval:positions -- LABELS.tsv MBOX...\n')
    return 2
  }
  const labelled = parseLabels(readFileSync(labels, 'utf8'))
  const predictions = new Map<string, Prediction>()
  for (const mbox of mboxes) for (const [id, prediction] of await predict(mbox)) predictions.set(id, prediction)
  process.stdout.write(formatConfusion(countConfusion(labelled, predictions)))
  return 0
}

/** What the rules say of every reply of an mbox, by Message-ID. */
async function predict(mbox: string): Promise<Map<string, Prediction>> {
  const predictions = new Map<string, Prediction>()
  for (const { input } of await readArchive(mbox)) {
    for (const { key, events } of readReplies(input, findPeople(input))) {
      const primary = primaryPosition(events)
      if (primary === undefined) continue
      predictions.set(key, { primary, positions: new Set(events.map(({ position }) => position)) })
    }
  }
  return predictions
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    process.stderr.write(`eval:positions: ${(error as Error).message}\n`)
    process.exitCode = 1
  },
)
