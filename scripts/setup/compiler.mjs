// What a native module is compiled with, beside what the user set: plain JavaScript, for it runs before anything is installed.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const HERE = dirname(fileURLToPath(import.meta.url))

/** Variables for npm: Node's own headers where they lie beside it, so that node-gyp need not fetch them, and what they need. */
export function compilerSettings(version = process.versions.node, prefix = join(dirname(process.execPath), '..')) {
  const settings = {}
  if (headersVersion(prefix) === version) settings.npm_config_nodedir = prefix
  const [major, minor] = version.split('.').map(Number)
  if (major === 24 && minor >= 19) {
    settings.CXXFLAGS = `${process.env.CXXFLAGS ?? ''} -include "${join(HERE, 'objectWrap.h')}"`.trim()
  }
  return settings
}

/** Of the headers below a prefix (`/usr`, or where Node was unpacked); undefined when there are none. */
function headersVersion(prefix) {
  const path = join(prefix, 'include/node/node_version.h')
  if (!existsSync(path)) return undefined
  const text = readFileSync(path, 'utf8')
  return ['MAJOR', 'MINOR', 'PATCH']
    .map((part) => new RegExp(`#define NODE_${part}_VERSION (\\d+)`).exec(text)?.[1])
    .join('.')
}
