import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundleForFolder } from './bundle.mjs'
import { installAlone } from './install.mjs'
import { alone } from './lock.mjs'
import { contentHash, fail, ROOT, read, WORK } from './project.mjs'

/** What the pages and the server are built from. */
const INPUTS = ['package-lock.json', 'next.config.ts', 'app', 'db', 'lib', 'sample', 'scripts']
const BUILT = join(WORK, 'built')
const RUNNING = join(WORK, 'running')
/** The newest builds stay, whether they are used or not: one can go back to the version before without building. */
const KEPT_BUILDS = 2

/**
 * Installs and builds what is missing and returns the folder of the result. The folder is named by the content of the sources and
 * holds everything that the server and the command line need, so nothing that happens to the clone later reaches a server that
 * runs from it. The image of the container has the same folder.
 */
export async function buildFolder() {
  const folder = join(BUILT, inputsHash())
  if (!existsSync(folder)) {
    await alone(async (lock) => {
      if (existsSync(folder)) return
      installAlone(lock)
      buildAlone(lock)
      await assemble(folder)
      removeOldBuilds()
    })
  }
  return folder
}

/** Installs what is missing and builds the pages into `.next`, where `buildFolder` and the tests find them. */
export async function buildPages() {
  if (arePagesBuilt()) return
  await alone((lock) => {
    installAlone(lock)
    buildAlone(lock)
  })
}

/** Notes that this process runs from a folder of `buildFolder`, which is then kept until the process ends. */
export function keepWhileRunning(folder) {
  const note = join(RUNNING, String(process.pid))
  try {
    mkdirSync(RUNNING, { recursive: true })
    writeFileSync(note, folder)
    process.on('exit', () => rmSync(note, { force: true }))
  } catch {
    // On a read-only disk nothing is deleted either.
  }
}

function inputsHash() {
  return contentHash(INPUTS, `${process.platform} ${process.arch} ${process.versions.node}`)
}

const STAMP = join(ROOT, '.next/.reroll-built')

function arePagesBuilt() {
  return read(STAMP) === inputsHash() && existsSync(join(ROOT, '.next/BUILD_ID'))
}

function buildAlone(lock) {
  if (arePagesBuilt()) return
  // Read first: a source that changes during the build must lead to another one.
  const stamp = inputsHash()
  process.stderr.write('reroll: building the pages (takes seconds, when the program changed)\n')
  rmSync(STAMP, { force: true })
  const run = spawnSync(process.execPath, [join(ROOT, 'node_modules/next/dist/bin/next'), 'build'], {
    cwd: ROOT,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe', ...(lock === undefined ? [] : [lock])],
  })
  if (run.status !== 0) fail(`the pages could not be built. This is what next build says:\n${run.stdout}${run.stderr}`)
  writeFileSync(STAMP, stamp)
}

/** Next lists what the pages need of node_modules. Its own server.js is left out: scripts/server takes its place. */
async function assemble(folder) {
  const fresh = `${folder}.new`
  rmSync(fresh, { recursive: true, force: true })
  for (const name of ['node_modules', 'package.json', '.next'])
    copy(join(ROOT, '.next/standalone', name), join(fresh, name))
  for (const name of ['.next/static', 'public', 'sample', 'db/migrations']) copy(join(ROOT, name), join(fresh, name))
  await bundleForFolder('start/main', join(fresh, 'bin/start.mjs'))
  await bundleForFolder('reroll', join(fresh, 'bin/reroll.mjs'))
  renameSync(fresh, folder)
}

function copy(from, to) {
  if (existsSync(from)) cpSync(from, to, { recursive: true, verbatimSymlinks: true })
}

function removeOldBuilds() {
  const used = (existsSync(RUNNING) ? readdirSync(RUNNING) : []).flatMap((pid) => {
    if (isAlive(Number(pid))) return [read(join(RUNNING, pid))]
    rmSync(join(RUNNING, pid), { force: true })
    return []
  })
  const builds = readdirSync(BUILT).map((name) => join(BUILT, name))
  const age = (path) => statSync(path).mtimeMs
  for (const path of builds.sort((left, right) => age(right) - age(left)).slice(KEPT_BUILDS))
    if (!used.includes(path)) rmSync(path, { recursive: true, force: true })
}

/** A process with the number of an earlier one counts, too: a folder is then kept longer than necessary, which does no harm. */
function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code !== 'ESRCH'
  }
}
