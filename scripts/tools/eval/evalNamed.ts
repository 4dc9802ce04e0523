import { openReader, withDatabase } from '../../../db/open'
import { runTool } from '../runTool'
import { measureNamed } from './namedMeasure'

/**
 * Measures whether the people who are named as those who apply a series include whoever did: eval:named DATABASE. See docs/positions.md. Exits 0
 * whatever the result is, 1 when the file cannot be read, 2 on wrong usage.
 */
async function main(words: readonly string[]): Promise<number> {
  const [database] = words
  if (database === undefined) {
    process.stderr.write('usage: npm run -s eval:named -- DATABASE\n')
    return 2
  }
  process.stdout.write(await withDatabase(openReader(database), measureNamed))
  return 0
}

runTool('eval:named', main)
