import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'

/** A project of one-line files under the real configuration: which of these imports does the linter refuse? */
function findRefused(imports: readonly (readonly [string, string])[]): Set<string> {
  const folder = mkdtempSync(join(tmpdir(), 'reroll-imports-'))
  try {
    const { vcs: _, $schema: __, ...config } = JSON.parse(readFileSync('biome.json', 'utf8')) as Record<string, unknown>
    writeFileSync(join(folder, 'biome.json'), JSON.stringify(config))
    for (const [index, [path, module]] of imports.entries()) {
      const file = join(folder, probeName(path, index))
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, `import { thing } from '${module}'\n\nexport const other = thing\n`)
    }
    const words = ['lint', '--only=style/noRestrictedImports', '--max-diagnostics=none', '--reporter=github', '.']
    const run = spawnSync(process.execPath, [join(process.cwd(), BIOME), ...words], { cwd: folder, encoding: 'utf8' })
    const refused = imports.filter(([path], index) => run.stdout.includes(`/${probeName(path, index)},line=`))
    return new Set(refused.map(([path, module]) => `${path} ${module}`))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function probeName(path: string, index: number): string {
  return path.replace('example', `example${index}`)
}

const BIOME = 'node_modules/@biomejs/biome/bin/biome'

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
  ['app/example.tsx', '../db/store/store'],
  ['app/example.tsx', 'better-sqlite3'],
]

const ALLOWED: readonly (readonly [string, string])[] = [
  ['lib/patch/example.ts', '../mail/address'],
  ['lib/evolution/example.ts', '../patch/types'],
  ['lib/derive/example.ts', '../series/link'],
  ['db/example.ts', '../lib/derive/cluster'],
  ['scripts/example.ts', '../db/store/store'],
  ['app/example.tsx', '../db/queries/series/seriesDocument'],
]

describe('the directions of imports', () => {
  const refused = findRefused([...FORBIDDEN, ...ALLOWED])

  it.each(FORBIDDEN)('%s may not import %s', (path, module) => {
    expect(refused).toContain(`${path} ${module}`)
  })

  it.each(ALLOWED)('%s may import %s', (path, module) => {
    expect(refused).not.toContain(`${path} ${module}`)
  })
})
