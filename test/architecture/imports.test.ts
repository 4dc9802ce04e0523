import { describe, expect, it } from 'vitest'
import { ROOT } from '../support/cli'
import { findCircles, findViolations, readModules } from './layers'
import { plant } from './planted'

const readPlanted = (files: Readonly<Record<string, string>>) => readModules(plant(files))

describe('the imports of the program', () => {
  const modules = readModules(ROOT)

  it('are all read', () => {
    expect(modules.length).toBeGreaterThan(300)
    expect(modules.find(({ path }) => path === 'lib/mail/mime')?.imports).toContain('mailparser')
  })

  it('go from a layer to the layers below it, and lib reads no file, clock, environment or random number', () => {
    expect(findViolations(modules)).toEqual([])
  })

  it('form no circle', () => {
    expect(findCircles(modules)).toEqual([])
  })
})

describe('a planted import is found', () => {
  const planted: readonly (readonly [string, string, string])[] = [
    ['of a file', 'lib/mail/a.ts', "import { readFileSync } from 'node:fs'\nreadFileSync('x')"],
    ['of a later stage, for its type only', 'lib/mail/b.ts', "import type { Series } from '../series/types'"],
    ['of a later stage, inside a type', 'lib/patch/c.ts', "export type C = import('../review/types').Position"],
    ['of a later stage, re-exported', 'lib/evolution/d.ts', "export * from '../review/fold'"],
    ['of the database from lib, at run time', 'lib/derive/e.ts', "export const e = () => import('../../db/open')"],
    ['of scripts from db', 'db/f.ts', "import '../scripts/cli/ingest'"],
    ['of pages from db', 'db/queries/g.ts', "import '../../app/data'"],
    ['of a parser by a page', 'app/h.tsx', "import '../lib/mail/message'"],
    ['of the writer by a page', 'app/i/page.tsx', "import '../../db/migrate'"],
    ['of SQLite outside db', 'scripts/cli/j.ts', "import 'better-sqlite3'"],
    ['of Next outside app and its server', 'db/k.ts', "import 'next/navigation'"],
    ['of a test', 'scripts/cli/l.ts', "import '../../test/support/cli'"],
    ['of the database by a source of mail', 'scripts/sources/m.ts', "import '../../db/open'"],
  ]
  const violations = findViolations(readPlanted(Object.fromEntries(planted.map(([, path, text]) => [path, text]))))

  it.each(planted)('%s', (_, path) => {
    expect(violations.filter((line) => line.startsWith(path.replace(/\.tsx?$/, ' ')))).toHaveLength(1)
  })

  it('but not one that the layers allow', () => {
    const allowed = {
      'lib/patch/a.ts': "import type { A } from '../mail/address'\nimport { at } from '../at'\nimport 'node:crypto'",
      'lib/evolution/b.ts': "import '../patch/types'",
      'lib/derive/c.ts': "import '../series/link'",
      'db/derive/d.ts': "import '../../lib/derive/deriveMails'\nimport '../open'\nimport 'node:fs'",
      'app/e.tsx': "import '../db/queries/series'\nimport 'react'",
      'scripts/cli/f.ts': "import '../../db/store'\nimport '../../app/data'",
    }
    expect(findViolations(readPlanted(allowed))).toEqual([])
  })

  it('as is each way for lib to look at the machine', () => {
    const text = [
      'Date.now()',
      'new Date()',
      'Math.random()',
      'process.env',
      "fetch('x')",
      'new Date(0)',
      'Math.max(1)',
    ]
    const lines = text.map((code, index) => `export const x${index} = ${code}`).join('\n')
    expect(findViolations(readPlanted({ 'lib/a.ts': `${lines}\n// Date.now()` }))).toEqual(
      text
        .slice(0, 5)
        .map(
          (code) =>
            `lib/a is not pure: ${code === 'Date.now()' || code === 'Math.random()' ? code.slice(0, -2) : code}`,
        ),
    )
  })

  it('as is a circle, also of types', () => {
    const circle = { 'db/a.ts': "import './b'", 'db/b.ts': "import type { C } from './c'", 'db/c.ts': "import './a'" }
    expect(findCircles(readPlanted(circle))).toEqual(['db/c -> db/a -> db/b -> db/c'])
  })
})
