import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { bundleForFolder } from './bundle.mjs'
import { installAlone } from './install.mjs'
import { alone, isUsed, noteUse } from './lock.mjs'
import { contentHash, fail, ROOT, read, WORK } from './project.mjs'

/** What the pages and the server are built from. */
const INPUTS = ['package-lock.json', 'next.config.ts', 'app', 'db', 'lib', 'sample', 'scripts']
const BUILT = join(WORK, 'built')
/** Older builds are deleted unless a server runs from them. Two are kept, to go back to the previous version without a build. */
const KEPT_BUILDS = 2

/**
 * Installs and builds what is missing, and returns the folder for this process to run from. The folder is named by a hash of
 * the sources and holds everything that the server and the command line need, so later changes to the clone do not affect a
 * server that runs from it. The container image has the same folder.
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
  await noteUse(basename(folder))
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
  if (run.status !== 0) fail(`the pages could not be built. Output of next build:\n${run.stdout}${run.stderr}`)
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
  await bundleForFolder('server/worker', join(fresh, 'bin/worker.mjs'))
  await bundleForFolder('reroll', join(fresh, 'bin/reroll.mjs'))
  renameSync(fresh, folder)
}

function copy(from, to) {
  if (existsSync(from)) cpSync(from, to, { recursive: true, verbatimSymlinks: true })
}

function removeOldBuilds() {
  const age = (name) => statSync(join(BUILT, name)).mtimeMs
  const builds = readdirSync(BUILT).sort((left, right) => age(right) - age(left))
  for (const name of builds.slice(KEPT_BUILDS))
    if (!isUsed(name)) rmSync(join(BUILT, name), { recursive: true, force: true })
}
