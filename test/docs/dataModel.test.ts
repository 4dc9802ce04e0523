import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../support/cli'
import { dataModelText } from './schema'

const PATH = join(ROOT, 'docs/data-model.md')

describe('docs/data-model.md', () => {
  it('describes every table and column of the database in the words of the migrations (npm run fixtures writes it)', () => {
    const text = dataModelText(join(ROOT, 'db/migrations'))
    if (process.env.REROLL_UPDATE === '1') writeFileSync(PATH, text)
    expect(readFileSync(PATH, 'utf8')).toBe(text)
  })

  it('finds the comment of a column that was added later', () => {
    expect(readFileSync(PATH, 'utf8')).toContain('| `state_message` | integer | the mail that says so |')
  })

  it('leaves no table and no column without a meaning', () => {
    const text = readFileSync(PATH, 'utf8')
    expect(text).not.toMatch(/\| {2}\|$/m)
    expect(text).not.toMatch(/^## .*\n\n\|/m)
  })
})
