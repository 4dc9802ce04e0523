// npm run doctor: shows what this machine has and lacks, and where to get it. Exit code 1 only if npm start would not work.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { request } from 'node:https'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { isNodeNewEnough, oldestNode, ROOT } from './setup/project.mjs'

const DEBIAN = 'apt-get install'
const database = process.env.REROLL_DB ?? join(ROOT, 'db/reroll.sqlite')

/** `needed` says what needs it. Only things that `npm start` needs make the check fail. */
const CHECKS = [
  {
    name: `Node ${oldestNode()} or newer`,
    needed: 'npm start',
    find: () => (isNodeNewEnough() ? process.version : undefined),
    advice: 'https://nodejs.org',
  },
  { name: 'npm', needed: 'npm start', find: () => version('npm', ['--version']), advice: 'it comes with Node' },
  {
    name: 'packages',
    needed: 'npm start',
    find: packages,
    advice: 'npm start installs them, with the tools below',
  },
  {
    name: 'C++ compiler',
    needed: 'the first npm start',
    find: () => version('c++', ['--version']),
    advice: `${DEBIAN} build-essential`,
  },
  {
    name: 'make',
    needed: 'the first npm start',
    find: () => version('make', ['--version']),
    advice: `${DEBIAN} build-essential`,
  },
  {
    name: 'Python 3',
    needed: 'the first npm start',
    find: () => version('python3', ['--version']),
    advice: `${DEBIAN} python3`,
  },
  {
    name: 'npm registry',
    needed: 'the first npm start',
    find: registry,
    advice: 'connect to the network, or set another one: npm config set registry URL',
  },
  {
    name: 'git',
    needed: 'archives, git trees and tests',
    find: () => version('git', ['--version']),
    advice: `${DEBIAN} git`,
  },
  {
    name: 'Chromium',
    needed: 'browser tests',
    find: () => version('chromium', ['--version']),
    advice: `${DEBIAN} chromium`,
  },
  {
    name: 'public-inbox',
    needed: 'tests of sources',
    find: () => version('public-inbox-init', ['--help']),
    advice: `${DEBIAN} public-inbox`,
  },
  {
    name: 'database',
    needed: 'nothing yet',
    find: () => (existsSync(database) ? database : undefined),
    advice: `npm start creates ${database}`,
  },
]

let works = true
for (const { name, needed, find, advice } of CHECKS) {
  const found = await find()
  if (found === undefined && needed === 'npm start' && name !== 'packages') works = false
  if (found === undefined && needed === 'the first npm start' && packages() === undefined) works = false
  const line = found === undefined ? `missing, for ${needed}: ${advice}` : found
  process.stdout.write(`${found === undefined ? '-' : '+'} ${name.padEnd(20)} ${line}\n`)
}
process.stdout.write(works ? 'npm start can run\n' : 'npm start cannot run yet\n')
process.exitCode = works ? 0 : 1

/** The first line that a program prints; undefined if there is no such program. */
function version(program, words) {
  const run = spawnSync(program, words, { encoding: 'utf8', timeout: 10_000 })
  if (run.error !== undefined || run.status === 127) return undefined
  return `${run.stdout}${run.stderr}`.trim().split('\n')[0]?.slice(0, 80) || 'found'
}

function packages() {
  try {
    const Database = createRequire(join(ROOT, 'package.json'))('better-sqlite3')
    new Database(':memory:').close()
    return 'installed, and the database module works'
  } catch {
    return undefined
  }
}

/** `answers` if the registry that npm is configured with answers within three seconds. */
async function registry() {
  const url = spawnSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' }).stdout?.trim()
  if (!url) return undefined
  const { request: plain } = await import('node:http')
  return new Promise((resolve) => {
    const ask = (url.startsWith('http:') ? plain : request)(url, { method: 'HEAD', timeout: 3_000 }, (answer) => {
      answer.resume()
      resolve('answers')
    })
    ask.on('timeout', () => ask.destroy())
    ask.on('error', () => resolve(undefined))
    ask.end()
  })
}
