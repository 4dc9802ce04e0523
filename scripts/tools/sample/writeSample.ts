import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSample, readSources, SAMPLE } from './buildSample'

/**
 * `npm run sample` writes sample/vfio-device-life-cycle.mbox from the texts beside it. With `--check` it writes nothing, and fails
 * if the file differs from what the texts give.
 */
const path = join(SAMPLE, 'vfio-device-life-cycle.mbox')
const built = buildSample(readSources(SAMPLE))
if (!process.argv.includes('--check')) {
  writeFileSync(path, built)
  console.log(`${path}: ${built.length} characters`)
} else if (readFileSync(path, 'utf8') !== built) {
  console.error(`${path} is out of date; run npm run sample`)
  process.exitCode = 1
}
