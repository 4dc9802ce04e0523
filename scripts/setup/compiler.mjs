import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const HERE = dirname(fileURLToPath(import.meta.url))

/**
 * Environment variables for npm, in addition to the user's own, with which a native module is compiled: the headers that lie
 * beside Node, so that node-gyp need not download them, and a fix that some versions of these headers need (objectWrap.h).
 */
export function compilerSettings(version = process.versions.node, prefix = join(dirname(process.execPath), '..')) {
  const settings = {}
  if (headersVersion(prefix) === version) settings.npm_config_nodedir = prefix
  const [major, minor] = version.split('.').map(Number)
  if (major === 24 && minor >= 19) {
    settings.CXXFLAGS = `${process.env.CXXFLAGS ?? ''} -include "${join(HERE, 'objectWrap.h')}"`.trim()
  }
  return settings
}

/** The version of the headers below a prefix (`/usr`, or where Node was unpacked); undefined when there are none. */
function headersVersion(prefix) {
  const path = join(prefix, 'include/node/node_version.h')
  if (!existsSync(path)) return undefined
  const text = readFileSync(path, 'utf8')
  return ['MAJOR', 'MINOR', 'PATCH']
    .map((part) => new RegExp(`#define NODE_${part}_VERSION (\\d+)`).exec(text)?.[1])
    .join('.')
}
