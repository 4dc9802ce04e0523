// Set-up runs on a clone where nothing is installed: plain JavaScript and Node's own modules only. Three rules keep any number of
// commands on one clone out of each other's way:
//
// 1. One process at a time installs or builds; the others wait and look again (lock.mjs).
// 2. Nothing is changed in place. Packages are installed into a new folder and pages are built into one, and a rename puts the
//    result where it belongs once it is complete. What a killed process left is deleted by the next one that holds the lock.
// 3. What runs does not read what a later set-up replaces. `npm start` runs from a folder that holds everything it needs
//    (build.mjs), and a command is one file with its packages inside (bundle.mjs).
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { alone } from './lock.mjs'
import { fail, ROOT, read, WORK } from './project.mjs'

const MODULES = join(ROOT, 'node_modules')

/** Installs the packages of the lock file unless they are there, whoever installed them. */
export async function install() {
  if (!isInstalled()) await alone(installAlone)
}

/**
 * Installs only when something that a command needs is missing, for programs such as a nightly run that must not stop to install
 * packages because the lock file is a little newer.
 */
export async function installForCommands() {
  if (!canRunCommands()) await alone((lock) => canRunCommands() || installAlone(lock))
}

function canRunCommands() {
  const { dependencies } = JSON.parse(read(join(ROOT, 'package.json')))
  return Object.keys(dependencies).every((name) => existsSync(join(MODULES, name))) && databaseModuleLoads()
}

/** As `install`, for a caller that holds the lock; `lock` is its descriptor. */
export function installAlone(lock) {
  if (isInstalled()) return
  process.stderr.write('reroll: installing packages (takes about a minute, once)\n')
  mkdirSync(WORK, { recursive: true })
  removeLeftovers()
  const folder = mkdtempSync(join(WORK, 'install-'))
  for (const name of ['package.json', 'package-lock.json', '.npmrc'])
    if (existsSync(join(ROOT, name))) copyFileSync(join(ROOT, name), join(folder, name))
  // No package runs its install script, except the native module that is compiled here.
  npm(folder, lock, ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'])
  npm(folder, lock, ['rebuild', 'better-sqlite3', '--loglevel=error'])
  const works = spawnSync(process.execPath, ['-e', "new (require('better-sqlite3'))(':memory:')"], {
    cwd: folder,
    encoding: 'utf8',
  })
  if (works.status !== 0) explain(`better-sqlite3 ${works.stderr}`)
  try {
    if (existsSync(MODULES)) renameSync(MODULES, join(folder, 'replaced'))
    renameSync(join(folder, 'node_modules'), MODULES)
  } catch (error) {
    fail(
      `${MODULES} cannot be replaced (${error.code}). Stop the programs that use it, then run the same command again.`,
    )
  }
  removeLeftovers()
}

/**
 * Whether `node_modules` holds what the lock file asks for, by the record that npm keeps of every installation, and the database
 * module loads. Packages for other platforms may be missing.
 */
function isInstalled() {
  const record = packagesOf(join(MODULES, '.package-lock.json'))
  const wanted = Object.entries(packagesOf(join(ROOT, 'package-lock.json'))).filter(([path]) => path !== '')
  return (
    wanted.every(([path, { version, optional, devOptional }]) => {
      const installed = record[path]
      return installed === undefined ? optional || devOptional : installed.version === version
    }) && databaseModuleLoads()
  )
}

/** Packages of a lock file by path. None when npm was stopped before it wrote the file. */
function packagesOf(path) {
  try {
    return JSON.parse(read(path)).packages ?? {}
  } catch {
    return {}
  }
}

/**
 * Whether this Node can load the compiled part of better-sqlite3. Its JavaScript is not loaded, so that a process that installs
 * another version afterwards does not keep the old one.
 */
function databaseModuleLoads() {
  try {
    process.dlopen({ exports: {} }, join(MODULES, 'better-sqlite3/build/Release/better_sqlite3.node'))
    return true
  } catch {
    return false
  }
}

function npm(folder, lock, words) {
  const windows = process.platform === 'win32'
  const run = spawnSync(windows ? 'npm.cmd' : 'npm', words, {
    cwd: folder,
    env: { ...process.env, ...compilerSettings() },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    shell: windows,
    stdio: ['ignore', 'pipe', 'pipe', ...(lock === undefined ? [] : [lock])],
  })
  if (run.status !== 0) explain(`${run.stdout ?? ''}${run.stderr ?? ''}${run.error?.message ?? ''}`)
}

/**
 * Environment variables for npm, in addition to the user's own, with which a native module is compiled: the headers that lie
 * beside Node, so that node-gyp need not download them, and a fix that some versions of these headers need (objectWrap.h).
 *
 * @public A test calls it in a process of its own, which knip cannot see.
 */
export function compilerSettings(version = process.versions.node, prefix = join(dirname(process.execPath), '..')) {
  const settings = {}
  if (headersVersion(prefix) === version) settings.npm_config_nodedir = prefix
  const [major, minor] = version.split('.').map(Number)
  if (major === 24 && minor >= 19) {
    settings.CXXFLAGS = `${process.env.CXXFLAGS ?? ''} -include "${join(ROOT, 'scripts/setup/objectWrap.h')}"`.trim()
  }
  return settings
}

/** The version of the headers below a prefix (`/usr`, or where Node was unpacked); undefined when there are none. */
function headersVersion(prefix) {
  const text = read(join(prefix, 'include/node/node_version.h'))
  if (text === '') return undefined
  return ['MAJOR', 'MINOR', 'PATCH']
    .map((part) => new RegExp(`#define NODE_${part}_VERSION (\\d+)`).exec(text)?.[1])
    .join('.')
}

function removeLeftovers() {
  for (const name of readdirSync(WORK).filter((name) => name.startsWith('install-'))) {
    try {
      rmSync(join(WORK, name), { recursive: true, force: true })
    } catch {
      // A file that is still open on Windows, or one that an orphaned compiler just wrote: the next set-up deletes it.
    }
  }
}

function explain(output) {
  const tail = output.trim().split('\n').slice(-15).join('\n')
  if (/better-sqlite3|node-gyp|gyp ERR/.test(output)) {
    fail(`the database module better-sqlite3 could not be built:\n${tail}\n
It is compiled on this machine and needs a C++ compiler, make and Python 3:
  Debian, Ubuntu   apt-get install build-essential python3
  Fedora           dnf install gcc-c++ make python3
  macOS            xcode-select --install
Install them, then run the same command again.`)
  }
  fail(`npm ci failed:\n${tail}\nCheck that the npm registry can be reached, then run the same command again.`)
}
