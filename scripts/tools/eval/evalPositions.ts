import { readFileSync } from 'node:fs'
import { runTool } from '../runTool'
import { countConfusion, formatConfusion, NO_POSITION, type Prediction, parseLabels } from './confusion'
import { readReplies } from './predict'

/**
 * Measures the rules of positions against a file of labelled replies: eval:positions LABELS.tsv SOURCE...
 * Exits 0 whatever the result is, 1 when a file cannot be read, 2 on wrong usage.
 */
async function main(words: readonly string[]): Promise<number> {
  const [labels, ...sources] = words
  if (labels === undefined || sources.length === 0) {
    process.stderr.write('usage: npm run -s eval:positions -- LABELS.tsv SOURCE...\n')
    return 2
  }
  const labelled = parseLabels(readFileSync(labels, 'utf8'))
  const { all, predicted } = await readReplies(sources)
  const predictions = new Map<string, Prediction>(all.map(({ id }) => [id, NO_POSITION]))
  for (const reply of predicted) predictions.set(reply.id, reply)
  process.stdout.write(formatConfusion(countConfusion(labelled, predictions)))
  return 0
}

runTool('eval:positions', main)
