import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildInvented, readInvented } from './buildInvented'
import { buildSample, readSources, SAMPLE } from './buildSample'
import { buildTree, bundleRefs } from './buildTree'
import { parseCommitted } from './committed'

/**
 * `npm run sample` writes the three mboxes of sample/ from the texts beside them, and the bundle with the git tree. With `--check` it writes nothing, and fails if a
 * file differs from what the texts give. Of the bundle only the commits count, since every git packs them in its own way.
 */
function writeSample(check: boolean): void {
  const sources = readSources(SAMPLE)
  for (const [name, mails] of [
    ['vfio-device-life-cycle.mbox', buildSample(sources, sources.series)],
    ['vfio-gvt-fix.mbox', buildSample(sources, sources.fix)],
    ['invented.mbox', buildInvented(readInvented(SAMPLE))],
  ] as const) {
    const path = join(SAMPLE, name)
    const built = Buffer.from(mails)
    keep(check, path, built, existsSync(path) && readFileSync(path).equals(built))
  }
  const folder = mkdtempSync(join(tmpdir(), 'reroll-sample-'))
  try {
    const path = join(SAMPLE, 'vfio.bundle')
    const fresh = join(folder, 'vfio.bundle')
    const tree = join(folder, 'tree')
    mkdirSync(tree)
    buildTree(sources, parseCommitted(readFileSync(join(SAMPLE, 'committed.txt'), 'utf8')), tree, fresh)
    const built = readFileSync(fresh)
    keep(check, path, built, existsSync(path) && bundleRefs(readFileSync(path)) === bundleRefs(built))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Writes a file unless it is up to date, or reports one that is not. */
function keep(check: boolean, path: string, built: Buffer, isSame: boolean): void {
  if (check && !isSame) {
    console.error(`${path} is out of date; run npm run sample`)
    process.exitCode = 1
  }
  if (check) return
  if (!isSame) writeFileSync(path, built)
  console.log(`${path}: ${built.length} bytes${isSame ? ', unchanged' : ''}`)
}

try {
  writeSample(process.argv.includes('--check'))
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
