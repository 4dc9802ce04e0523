// npm test [-- FILTER...]: types, lint, the build and every test.
// npm run test:quick [-- FILTER...]: types, lint and the fast tests of lib and db: the project "core" of vitest.config.mts.
// The last line is "N passed, N failed".
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildPages } from './setup/build.mjs'
import { install } from './setup/install.mjs'
import { checkNode, ROOT } from './setup/project.mjs'

const quick = process.argv[2] === '--quick'
const filters = process.argv.slice(quick ? 3 : 2)

/** Checks that are not tests: each counts as one. */
const CHECKS = [
  { name: 'types', words: ['typescript/bin/tsc', '--noEmit'] },
  { name: 'lint', words: ['@biomejs/biome/bin/biome', 'check', '--error-on-warnings'] },
  ...(quick || !canRunKnip() ? [] : [{ name: 'unused code', words: ['knip/bin/knip.js'] }]),
]

checkNode()
await install()
const failed = CHECKS.filter(({ name, words }) => {
  process.stdout.write(`${name}\n`)
  return runNode(words).status !== 0
})
if (!quick) await buildPages()
const tests = runTests([...(quick ? ['--project=core'] : []), ...filters])
for (const { name } of failed) process.stdout.write(`failed: ${name}\n`)
if (tests.skipped > 0) process.stdout.write(`skipped (${tests.skipped}): ${tests.skippedSuites.join('; ')}\n`)
process.stdout.write(`${CHECKS.length - failed.length + tests.passed} passed, ${failed.length + tests.failed} failed\n`)
process.exit(failed.length + tests.failed === 0 ? 0 : 1)

/** Whether this Node can run knip. On an older one the check is left out, and a line says so. */
function canRunKnip() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if ((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22) return true
  process.stdout.write(`unused code: not checked, because knip needs Node 20.19 or 22.12; this is ${process.version}\n`)
  return false
}

/** Runs a program of node_modules with these words. */
function runNode([path, ...words]) {
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', npm_config_update_notifier: 'false' }
  return spawnSync(process.execPath, [join(ROOT, 'node_modules', path), ...words], { cwd: ROOT, env, stdio: 'inherit' })
}

function runTests(words) {
  const folder = mkdtempSync(join(tmpdir(), 'reroll-test-'))
  const report = join(folder, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const run = runNode(['vitest/vitest.mjs', 'run', ...reporters, ...words])
  try {
    const { testResults, numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, 'utf8'))
    // A file that cannot be loaded has no tests that could fail, so it counts as one itself.
    const broken = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length
    const all = testResults.flatMap((file) => file.assertionResults)
    const skipped = all.filter(({ status }) => status === 'pending' || status === 'skipped')
    const skippedSuites = [...new Set(skipped.map(({ ancestorTitles, title }) => ancestorTitles[0] || title))]
    const failures = numFailedTests + broken
    return {
      passed: numPassedTests,
      failed: run.status !== 0 && failures === 0 ? 1 : failures,
      skipped: numPendingTests,
      skippedSuites,
    }
  } catch (error) {
    process.stdout.write(`vitest wrote no report: ${error.message}\n`)
    return { passed: 0, failed: 1, skipped: 0, skippedSuites: [] }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
