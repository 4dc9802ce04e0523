import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../support/cli'

const texts = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md', 'sample/README.md']
  .concat(readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`))
  .filter((path) => path.endsWith('.md'))
  .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))

describe('the documents', () => {
  it('link and show only files that exist', () => {
    const dead = texts.flatMap(({ path, text }) =>
      [...text.matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)]
        .map(([, target]) => target ?? '')
        .filter((target) => !existsSync(join(ROOT, dirname(path), target)))
        .map((target) => `${path}: ${target}`),
    )
    expect(dead).toEqual([])
  })

  it('name only files of the project that exist', () => {
    const names = /`((?:app|db|lib|scripts|test|examples|sample|docs)\/[\w./[\]-]+\.\w+)`/g
    const gone = texts.flatMap(({ path, text }) =>
      [...text.matchAll(names)]
        .map(([, name]) => name ?? '')
        .filter((name) => !existsSync(join(ROOT, name)) && !NOT_YET.has(name))
        .map((name) => `${path}: ${name}`),
    )
    expect(gone).toEqual([])
  })
})

/** Files that a reader of CONTRIBUTING.md is asked to write, and the database. */
const NOT_YET = new Set(['scripts/sources/mhFolder.ts', 'db/reroll.sqlite'])
