// npm test: installs what is missing, then types, lint, build and every test; ends with one line "N passed, N failed".
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, checkNode, install, ROOT } from './setup/setup.mjs'

checkNode()
install()
const passed = []
const failed = []

step('types', 'typescript/bin/tsc', ['--noEmit'])
step('lint', '@biomejs/biome/bin/biome', ['check', '--error-on-warnings'])
build()
const tests = runTests()
const counts = {
  passed: passed.length + tests.passed,
  failed: failed.length + tests.failed,
  skipped: tests.skipped,
}
for (const name of failed) process.stdout.write(`failed: ${name}\n`)
if (counts.skipped > 0) process.stdout.write(`skipped (${counts.skipped}): ${tests.skippedSuites.join('; ')}\n`)
process.stdout.write(`${counts.passed} passed, ${counts.failed} failed\n`)
process.exit(counts.failed === 0 ? 0 : 1)

function node(path, words) {
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', npm_config_update_notifier: 'false' }
  return spawnSync(process.execPath, [join(ROOT, 'node_modules', path), ...words], { cwd: ROOT, env, stdio: 'inherit' })
}

function step(name, path, words) {
  process.stdout.write(`${name}\n`)
  const into = node(path, words).status === 0 ? passed : failed
  into.push(name)
}

function runTests() {
  const folder = mkdtempSync(join(tmpdir(), 'reroll-test-'))
  const report = join(folder, 'report.json')
  const words = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const run = node('vitest/vitest.mjs', [...words, ...process.argv.slice(2)])
  try {
    const { testResults, numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, 'utf8'))
    // A file that cannot be loaded has no tests to fail, so it counts as one itself.
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
    process.stdout.write(`the test run left no report: ${error.message}\n`)
    return { passed: 0, failed: 1, skipped: 0, skippedSuites: [] }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
