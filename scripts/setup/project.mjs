import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the project. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..')

/** Everything that set-up writes, but for `node_modules` and Next's `.next`. Safe to delete while nothing runs. */
export const WORK = join(ROOT, '.setup')

const OLDEST_NODE = [20, 9]

/** `20.9`. */
export function oldestNode() {
  return OLDEST_NODE.join('.')
}

/** Ends the process with code 1 and this message on stderr. */
export function fail(message) {
  process.stderr.write(`reroll: ${message}\n`)
  process.exit(1)
}

/** Whether this process runs on a Node that is new enough. */
export function isNodeNewEnough() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  return major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])
}

/** Ends the process when Node is too old. */
export function checkNode() {
  if (isNodeNewEnough()) return
  fail(`Node ${process.versions.node} is too old. Install Node ${oldestNode()} or newer from https://nodejs.org`)
}

/**
 * A short name for the content of files and folders of the project, which changes when any of them does. `salt` is anything else
 * that the result depends on. Paths that do not exist count as empty. Databases and dot files below a folder are left out.
 */
export function contentHash(paths, salt) {
  const sum = createHash('sha256').update(salt)
  for (const path of paths.flatMap(filesBelow)) sum.update(`${path}\0`).update(readFileSync(join(ROOT, path)))
  return sum.digest('hex').slice(0, 20)
}

function filesBelow(path) {
  const entry = statSync(join(ROOT, path), { throwIfNoEntry: false })
  if (entry === undefined) return []
  if (!entry.isDirectory()) return [path]
  return readdirSync(join(ROOT, path))
    .filter((name) => !name.startsWith('.') && !name.includes('.sqlite'))
    .sort()
    .flatMap((name) => filesBelow(`${path}/${name}`))
}

/** The text of a file, or '' when there is none. */
export function read(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}
