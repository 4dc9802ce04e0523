import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSample, readSources, SAMPLE } from './build'

/**
 * `node --import tsx scripts/tools/sample/writeSample.ts` writes sample/vfio-device-life-cycle.mbox from the texts beside it; with `--check` it writes nothing, and
 * fails when the file is not what the texts give.
 */
const path = join(SAMPLE, 'vfio-device-life-cycle.mbox')
const built = buildSample(readSources(SAMPLE))
if (!process.argv.includes('--check')) {
  writeFileSync(path, built)
  console.log(`${path}: ${built.length} characters`)
} else if (readFileSync(path, 'utf8') !== built) {
  console.error(`${path} is not what the texts of sample/ give; run scripts/tools/sample/writeSample.ts`)
  process.exitCode = 1
}
