import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { tempFolder } from '../support/tempFolder'

/** The variables that set-up compiles with, for this version of Node below this prefix. */
function settings(version: string, prefix: string): Readonly<Record<string, string>> {
  const script = `import { compilerSettings } from './scripts/setup/install.mjs'
    console.log(JSON.stringify(compilerSettings(...process.argv.slice(1))))`
  const env = { PATH: process.env.PATH, NODE_ENV: 'test' as const }
  const words = ['--input-type=module', '-e', script, version, prefix]
  return JSON.parse(execFileSync(process.execPath, words, { env, encoding: 'utf8' })) as Record<string, string>
}

function prefixWithHeaders(version: string): string {
  const prefix = tempFolder()
  const names = ['MAJOR', 'MINOR', 'PATCH']
  const lines = version.split('.').map((number, at) => `#define NODE_${names[at]}_VERSION ${number}\n`)
  mkdirSync(join(prefix, 'include/node'), { recursive: true })
  writeFileSync(join(prefix, 'include/node/node_version.h'), lines.join(''))
  return prefix
}

describe('the native module is compiled', () => {
  it('with the headers that lie beside Node, if they have its version', () => {
    const prefix = prefixWithHeaders('22.1.0')
    expect(settings('22.1.0', prefix)).toEqual({ npm_config_nodedir: prefix })
    expect(settings('22.2.0', prefix)).toEqual({})
    expect(settings('22.1.0', tempFolder())).toEqual({})
  })

  it('without the registration of objects that aborts Node 24.19 and later', () => {
    for (const version of ['20.20.2', '24.18.1', '26.10.0']) expect(settings(version, tempFolder())).toEqual({})
    expect(settings('24.21.0', tempFolder()).CXXFLAGS).toMatch(/^-include ".*\/scripts\/setup\/objectWrap\.h"$/)
  })
})
