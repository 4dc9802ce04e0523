// Set-up for everything else: runs on a clone where nothing is installed, so plain JavaScript and Node's own modules only.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compilerSettings } from './compiler.mjs'

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..')
const INSTALL_STAMP = join(ROOT, 'node_modules/.reroll-installed')
const BUILD_STAMP = join(ROOT, '.next/.reroll-built')
const OLDEST_NODE = [20, 9]

/** `20.9`. */
export function oldestNode() {
  return OLDEST_NODE.join('.')
}

export function fail(message) {
  process.stderr.write(`reroll: ${message}\n`)
  process.exit(1)
}

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return
  fail(`Node ${process.versions.node} is too old: install Node ${OLDEST_NODE.join('.')} or newer (https://nodejs.org)`)
}

/** Installs from the lock file when it, or Node, changed since the last time. Output goes to stderr. */
export function install() {
  const wanted = hash([join(ROOT, 'package-lock.json')], process.versions.modules)
  if (read(INSTALL_STAMP) === wanted) return
  process.stderr.write('reroll: installing packages (a minute, once)\n')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const env = { ...process.env, ...compilerSettings() }
  const options = { cwd: ROOT, env, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, shell: process.platform === 'win32' }
  // Packages run nothing of their own while they are installed, but for the module that is compiled.
  for (const words of [
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    ['rebuild', 'better-sqlite3', '--loglevel=error'],
  ]) {
    const run = spawnSync(npm, words, options)
    if (run.status !== 0) explainInstall(`${run.stdout ?? ''}${run.stderr ?? ''}${run.error?.message ?? ''}`)
  }
  const works = spawnSync(process.execPath, ['-e', "new (require('better-sqlite3'))(':memory:')"], options)
  if (works.status !== 0) explainInstall(`better-sqlite3 ${works.stderr}`)
  writeFileSync(INSTALL_STAMP, wanted)
}

function explainInstall(output) {
  const tail = output.trim().split('\n').slice(-15).join('\n')
  if (/better-sqlite3|node-gyp|gyp ERR/.test(output)) {
    fail(`the database module better-sqlite3 could not be built:\n${tail}\n
It is compiled on this machine and needs a C++ compiler, make and Python 3:
  Debian, Ubuntu   apt-get install build-essential python3
  Fedora           dnf install gcc-c++ make python3
  macOS            xcode-select --install
Then run the same command again.`)
  }
  fail(`npm ci failed:\n${tail}\nCheck that the npm registry can be reached, then run the same command again.`)
}

/** Builds the web app when a source changed since the last build. */
export function build() {
  const files = [
    join(ROOT, 'package-lock.json'),
    join(ROOT, 'next.config.ts'),
    join(ROOT, 'scripts/client.ts'),
    ...['app', 'lib', 'db'].flatMap(sources),
  ]
  const wanted = hash(files, process.versions.node)
  if (read(BUILD_STAMP) === wanted && existsSync(join(ROOT, '.next/BUILD_ID'))) return
  process.stderr.write('reroll: building the pages (seconds, when the program changed)\n')
  const next = join(ROOT, 'node_modules/next/dist/bin/next')
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' }
  const run = spawnSync(process.execPath, [next, 'build'], { cwd: ROOT, env, encoding: 'utf8' })
  if (run.status !== 0) fail(`the pages could not be built:\n${run.stdout}${run.stderr}`)
  mkdirSync(dirname(BUILD_STAMP), { recursive: true })
  writeFileSync(BUILD_STAMP, wanted)
}

/** Paths of all source files below a folder of the project, sorted. */
export function sources(folder) {
  return readdirSync(join(ROOT, folder), { recursive: true })
    .map((name) => join(ROOT, folder, String(name)))
    .filter((path) => /\.(?:tsx?|css|sql|json)$/.test(path) && statSync(path).isFile())
    .sort()
}

/** SHA-256 over the paths and contents of files, hex. */
export function hash(paths, salt) {
  const sum = createHash('sha256').update(salt)
  for (const path of paths) sum.update(path.slice(ROOT.length)).update(readFileSync(path))
  return sum.digest('hex')
}

/** The text of a file; '' when there is none. */
export function read(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}
