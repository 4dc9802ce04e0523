import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'

/** Asks the linter about one import in a file at this path. */
function lint(path: string, module: string): { readonly accepted: boolean; readonly output: string } {
  const code = `import { thing } from '${module}'\n\nexport const other = thing\n`
  const run = spawnSync(
    process.execPath,
    ['node_modules/@biomejs/biome/bin/biome', 'lint', `--stdin-file-path=${path}`],
    {
      input: code,
      encoding: 'utf8',
    },
  )
  const output = `${run.stdout}${run.stderr}`
  return { accepted: run.status === 0 && !output.includes('noRestrictedImports'), output }
}

const FORBIDDEN: readonly (readonly [string, string])[] = [
  ['lib/mail/example.ts', 'node:fs'],
  ['lib/mail/example.ts', 'mailparser'],
  ['lib/mail/example.ts', '../series/link'],
  ['lib/patch/example.ts', '../review/tag'],
  ['lib/series/example.ts', '../evolution/compare'],
  ['lib/evolution/example.ts', '../review/tag'],
  ['lib/derive/example.ts', '../../db/open'],
  ['db/example.ts', '../scripts/ingest'],
  ['db/queries/example.ts', 'react'],
  ['scripts/example.ts', 'better-sqlite3'],
  ['app/example.tsx', '../lib/mail/message'],
  ['app/example.tsx', '../db/store'],
  ['app/example.tsx', 'better-sqlite3'],
]

const ALLOWED: readonly (readonly [string, string])[] = [
  ['lib/patch/example.ts', '../mail/address'],
  ['lib/evolution/example.ts', '../patch/types'],
  ['lib/derive/example.ts', '../series/link'],
  ['db/example.ts', '../lib/derive/cluster'],
  ['scripts/example.ts', '../db/store'],
  ['app/example.tsx', '../db/queries/series'],
]

describe('the directions of imports', () => {
  it.each(FORBIDDEN)('%s may not import %s', (path, module) => {
    expect(lint(path, module).output).toContain('noRestrictedImports')
  })

  it.each(ALLOWED)('%s may import %s', (path, module) => {
    expect(lint(path, module)).toMatchObject({ accepted: true })
  })
})
